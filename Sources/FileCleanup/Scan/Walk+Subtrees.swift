import CLinux
import SystemPackage

/// A directory directly in a scanned one that goes as one, or stays.
struct SubtreeRemoval: Sendable {
    /// ```
    ///  measuring ──old enough──▶ renamed, measuring again ──still old enough──▶ removing
    ///      └─▶ stays                    └─▶ stays, under its name again
    /// ```
    enum Phase: Sendable {
        case measuring, measuringAgain, removing
    }

    var phase: Phase
    var sweep: SubtreeSweep
    let name: EntryName
    /// What was found under the name.
    let status: clinux_status
    /// The time of the directory itself, before it was renamed.
    let time: Int64
    /// Why it goes.
    var rule = RemovalRule.age
    /// What it has been measured to be, when it is removed.
    var size: Int64 = 0
    var youngest: Int64

    /// The name under which it is removed, so that nobody sees a half of it.
    var removedName: EntryName { SubtreeRemoval.removedName(status) }

    static func removedName(_ status: clinux_status) -> EntryName {
        EntryName(prefix + "\(status.inode)".utf8)
    }

    /// What the names of directories begin with that are being removed.
    static let prefix = Array(".daemonapp-removing-".utf8)
}

/// Subtrees that go as one.
extension Walk {
    /// Whether an entry is a directory that a run was removing when it was cut off.
    func isLeftOver(_ name: Span<UInt8>) -> Bool {
        guard task.settings.removesWholeSubtrees, frames.isEmpty, name.count > SubtreeRemoval.prefix.count else {
            return false
        }
        return SubtreeRemoval.prefix.indices.allSatisfy { SubtreeRemoval.prefix[$0] == name[$0] }
    }

    mutating func beginSubtree(_ name: EntryName, before number: Int?) {
        guard var stack = stack.take() else { return }
        defer { self.stack = stack }
        let path = stack.path(of: name)
        do throws(Errno) {
            let root = try stack.top()
            let status = try root.status(of: name.terminated.span)
            if let number, isKnownToStay(status, number) {
                memory[rootIndex].append(number, of: before[rootIndex])
                count(remembered: before[rootIndex].nodes[number])
                frames[0].stays += 1
                return
            }
            let isLeftOver = name == SubtreeRemoval.removedName(status)
            guard isLeftOver || includes(name) else {
                frames[0].stays += 1
                return
            }
            var way = try DirectoryStack(root, path: stack.path)
            let found = try way.push(name)
            guard let time = task.time(of: found) else {
                problem = .noTimeOfCreation(path)
                return
            }
            let isRemoving = isLeftOver && removal != nil && !task.settings.isDryRun
            let sweep = SubtreeSweep(task, way, time: time, isRemoving: isRemoving)
            subtree = SubtreeRemoval(
                phase: isRemoving ? .removing : .measuring, sweep: sweep, name: name, status: found, time: time,
                youngest: time)
        } catch {
            frames[0].stays += 1
            if !error.isChangeOfEntry {
                frames[0].isComplete = false
                fail(.open, path, error)
            }
        }
    }

    private func includes(_ name: EntryName) -> Bool {
        let bytes = name.terminated.span.extracting(droppingLast: 1)
        return task.settings.patterns.includes(bytes, bytes)
    }

    /// Whether a subtree that was measured before is still too young: whatever has changed in it made it younger.
    private func isKnownToStay(_ status: clinux_status, _ number: Int) -> Bool {
        let node = before[rootIndex].nodes[number]
        return status.isDirectory && status.inode == node.inode && !isDue(node.oldest)
    }

    /// Goes a step on in the subtree that is being dealt with.
    mutating func stepThroughSubtree() {
        guard var work = subtree.take() else { return }
        if work.sweep.step({ isOpen($0) }) {
            subtree = work
            return
        }
        switch work.phase {
        case .measuring: decide(work)
        case .measuringAgain: decideAgain(work)
        case .removing: finish(work)
        }
    }

    private func path(_ work: SubtreeRemoval) -> [UInt8] {
        stack.map { $0.path(of: work.name) } ?? []
    }

    /// A subtree has been measured.
    private mutating func decide(_ work: SubtreeRemoval) {
        tally.seen += work.sweep.files
        let path = path(work)
        guard let removal else {
            let record = Census.Record(time: work.sweep.youngest, size: work.sweep.size, files: work.sweep.files)
            let canGo = work.sweep.obstacle == nil && !failures.isKnown { path }
            census.add(record, canGo: canGo) { path }
            return stay(work)
        }
        report(obstacle: work, path)
        guard work.sweep.obstacle == nil, budget > 0, let rule = removal.rule(for: work.sweep.youngest, { path }) else {
            return stay(work)
        }
        var work = work
        work.rule = rule
        (work.size, work.youngest) = (work.sweep.size, work.sweep.youngest)
        if task.settings.isDryRun { return finish(work) }
        guard rename(work.name, to: work.removedName, path) else { return stay(work) }
        measureAgain(work, path)
    }

    private mutating func measureAgain(_ work: SubtreeRemoval, _ path: [UInt8]) {
        guard let sweep = sweep(work, isRemoving: false) else { return putBack(work, path) }
        var work = work
        work.sweep = sweep
        work.phase = .measuringAgain
        subtree = work
    }

    private mutating func decideAgain(_ work: SubtreeRemoval) {
        let path = path(work)
        guard work.sweep.obstacle == nil, let removal, removal.rule(for: work.sweep.youngest, { path }) != nil,
            let sweep = sweep(work, isRemoving: true)
        else { return putBack(work, path) }
        var work = work
        work.size = work.sweep.size
        work.youngest = work.sweep.youngest
        work.sweep = sweep
        work.phase = .removing
        subtree = work
    }

    /// A way through the subtree, which has been renamed.
    private mutating func sweep(_ work: SubtreeRemoval, isRemoving: Bool) -> SubtreeSweep? {
        guard var stack = stack.take() else { return nil }
        defer { self.stack = stack }
        guard let root = try? stack.top(), var way = try? DirectoryStack(root, path: stack.path),
            let status = try? way.push(work.removedName),
            FileIdentity(status) == FileIdentity(work.status)
        else { return nil }
        return SubtreeSweep(task, way, time: work.time, isRemoving: isRemoving)
    }

    /// All of a subtree that could be removed is.
    private mutating func finish(_ work: SubtreeRemoval) {
        let path = path(work)
        if !task.settings.isDryRun {
            report(obstacle: work, path)
            guard work.sweep.obstacle == nil, removeTop(work, path) else {
                frames[0].stays += 1
                frames[0].isComplete = false
                return
            }
        }
        budget -= 1
        frames[0].removed += 1
        removed(.subtree, { path }, work.rule, time: work.youngest, size: work.size)
    }

    private mutating func removeTop(_ work: SubtreeRemoval, _ path: [UInt8]) -> Bool {
        do throws(Errno) {
            guard let root = try stack?.top() else { return false }
            let name = work.removedName
            let status = try root.status(of: name.terminated.span)
            guard FileIdentity(status) == FileIdentity(work.status) else { return false }
            try root.removeDirectory(name.terminated.span)
            return true
        } catch {
            if error != .noSuchFileOrDirectory { fail(.remove, path, error) }
            return false
        }
    }

    private mutating func rename(_ name: EntryName, to freeName: EntryName, _ path: [UInt8]) -> Bool {
        do throws(Errno) {
            guard let root = try stack?.top() else { return false }
            try root.rename(name.terminated.span, to: freeName.terminated.span)
            return true
        } catch {
            if !error.isChangeOfEntry { fail(.rename, path, error) }
            return false
        }
    }

    /// It stays after all.
    private mutating func putBack(_ work: SubtreeRemoval, _ path: [UInt8]) {
        _ = rename(work.removedName, to: work.name, path)
        frames[0].isComplete = false
        frames[0].stays += 1
    }

    private mutating func stay(_ work: SubtreeRemoval) {
        frames[0].stays += 1
        let youngest = work.sweep.youngest
        if let cutoff = task.cutoff, youngest >= cutoff { oldestToCome = min(oldestToCome, youngest) }
        let node = memory[rootIndex].begin(work.name.bytes, inode: work.status.inode)
        memory[rootIndex].end(node, changed: work.status.changed, oldest: youngest, files: work.sweep.files)
    }

    private mutating func report(obstacle work: SubtreeRemoval, _ path: [UInt8]) {
        guard let (obstacle, place) = work.sweep.obstacle, case .failure(let step, let cause) = obstacle else { return }
        fail(step, place, cause)
    }
}
