import CLinux
import SystemPackage

/// Going down, and up again.
extension Walk {
    /// Enters the next directory in the one at the end of the way.
    /// - Returns: whether there was one.
    mutating func enterNextChild() -> Bool {
        let last = frames.count - 1
        if let remembered = frames[last].remembered {
            guard let number = remembered.first else { return false }
            frames[last].remembered = before[rootIndex].end(of: number)..<remembered.upperBound
            if task.settings.removesWholeSubtrees || !passOver(number) {
                enterChild(EntryName(before[rootIndex].name(number)), before: number)
            }
            return true
        }
        guard frames[last].nextChild < frames[last].children.bytes.count else { return false }
        let name = EntryName(frames[last].children[frames[last].nextChild])
        frames[last].nextChild += name.terminated.count
        let number = numberBefore(of: name)
        if let number, !task.settings.removesWholeSubtrees, passOver(number) { return true }
        enterChild(name, before: number)
        return true
    }

    /// The number that a directory in the one at the end had in the memory before.
    private mutating func numberBefore(of name: EntryName) -> Int? {
        let last = frames.count - 1
        guard let parent = frames[last].before else { return nil }
        let children = frames[last].childrenBefore ?? before[rootIndex].children(of: parent)
        frames[last].childrenBefore = children
        return children[Array(name.bytes)]
    }

    private mutating func enterChild(_ name: EntryName, before number: Int?) {
        if frames.count == 1, task.settings.removesWholeSubtrees { return beginSubtree(name, before: number) }
        guard var stack = stack.take() else { return }
        do throws(Errno) {
            let status = try stack.push(name)
            if task.isRoot(FileIdentity(status)) {
                stack.pop()
                frames[frames.count - 1].stays += 1
            } else {
                enter(name, status, before: number)
            }
        } catch {
            cannotEnter(name, stack, error)
        }
        self.stack = stack
    }

    /// Passes over a directory that is as it was and in which nothing is due: where there were no others in it, it need
    /// not even be opened.
    /// - Returns: whether it is so.
    private mutating func passOver(_ number: Int) -> Bool {
        let node = before[rootIndex].nodes[number]
        guard node.subtree == 1, node.changed != DirectoryMemory.Node.unknown, !isDue(node.oldest),
            let directory = try? stack?.top(),
            let status = try? before[rootIndex].status(of: number, in: directory),
            status.isDirectory, status.inode == node.inode, status.changed == node.changed,
            stack?.isHere(status) == true
        else { return false }
        memory[rootIndex].append(number, of: before[rootIndex])
        count(remembered: node)
        frames[frames.count - 1].stays += 1
        return true
    }

    /// A directory cannot be entered. That it has gone or become something else, or that something is mounted there, is
    /// nothing to speak of.
    private mutating func cannotEnter(_ name: EntryName, _ stack: DirectoryStack, _ cause: Errno) {
        let last = frames.count - 1
        frames[last].stays += 1
        guard !cause.isChangeOfEntry else { return }
        // It is tried again, whether the directory around it changes or not.
        frames[last].isComplete = false
        fail(.open, stack.path(of: name), cause)
    }

    /// Leaves the directory at the end of the way; it goes if it is empty and has to.
    mutating func leave() {
        guard let frame = frames.popLast(), var stack = stack.take() else { return }
        let isRoot = frames.isEmpty
        let goes = isRoot ? nil : emptiness(frame)
        remember(frame)
        if isRoot { return finishRoot() }
        let (path, name) = (stack.path, stack.name)
        stack.pop()
        let isGone = goes.map { removeDirectory(name, path, frame, $0, &stack) } ?? false
        self.stack = stack
        let last = frames.count - 1
        if isGone {
            memory[rootIndex].forget(frame.node)
            frames[last].removed += 1
        } else {
            frames[last].stays += 1
        }
    }

    /// Whether an empty directory goes, and why: nil if it is not empty, or stays.
    private mutating func emptiness(_ frame: Frame) -> RemovalRule? {
        guard task.settings.removesEmptyDirectories, frame.stays == 0, frame.isComplete else { return nil }
        if frame.removed > 0 { return .emptyDirectory }
        guard let cutoff = task.cutoff, frame.remembered == nil else { return nil }
        if frame.status.modified < cutoff {
            census.hasOldEmptyDirectories = true
            return removal == nil ? nil : .emptyDirectory
        }
        return nil
    }

    private mutating func remember(_ frame: Frame) {
        var oldest = frame.oldest
        if frame.stays == 0, frame.removed == 0, frame.remembered == nil, task.settings.removesEmptyDirectories,
            let cutoff = task.cutoff
        {
            // An empty directory comes of age, too.
            oldest = min(oldest, frame.status.modified)
            if frame.status.modified >= cutoff { oldestToCome = min(oldestToCome, frame.status.modified) }
        }
        // What changes within the grain of the file system's clock leaves no trace.
        let isSettled = max(frame.status.changed, frame.status.modified) < task.now - Walk.grain
        let isKnown = frame.isComplete && isSettled && frame.removed == 0
        memory[rootIndex].end(
            frame.node, changed: isKnown ? frame.status.changed : DirectoryMemory.Node.unknown, oldest: oldest,
            files: frame.files)
    }

    /// Two seconds, in nanoseconds.
    private static let grain: Int64 = 2_000_000_000

    /// Removes an empty directory from the one at the end of the way.
    /// - Returns: whether it is gone.
    private mutating func removeDirectory(
        _ name: EntryName, _ path: [UInt8], _ frame: Frame, _ rule: RemovalRule, _ stack: inout DirectoryStack
    ) -> Bool {
        do throws(Errno) {
            if !task.settings.isDryRun {
                let directory = try stack.top()
                let status = try directory.status(of: name.terminated.span)
                guard FileIdentity(status) == FileIdentity(frame.status) else { return false }
                try directory.removeDirectory(name.terminated.span)
            }
        } catch {
            // Something has come, or somebody was faster.
            if !error.isChangeOfEntry, error != .directoryNotEmpty, error != .fileExists { fail(.remove, path, error) }
            return false
        }
        report(
            .init(
                path: path, rule: rule, age: task.age(of: min(frame.status.modified, task.now)), size: 0,
                kind: .directory))
        return true
    }
}

extension Errno {
    /// Whether an entry is not any more what it was, or has something mounted on it.
    var isChangeOfEntry: Bool {
        [.noSuchFileOrDirectory, .notDirectory, .tooManySymbolicLinkLevels, .improperLink].contains(self)
    }
}
