import CLinux
import Glibc
import SystemPackage

/// Goes through all of a directory, to learn how young it is or to remove what is in it.
struct SubtreeSweep: Sendable {
    /// Something for which a subtree stays.
    enum Obstacle: Sendable, Hashable {
        /// A pattern excludes it.
        case excluded(GlobPattern)
        /// It is open or locked.
        case open
        /// It lies on another file system.
        case mounted
        /// It is neither a file nor a link nor a directory.
        case special
        /// It is scanned by itself.
        case scanned
        /// It cannot be examined.
        case failure(CleanupFailure.Step, Errno)
    }

    /// The youngest time of anything in the subtree, its top included.
    private(set) var youngest: Int64
    private(set) var files = 0
    private(set) var size: Int64 = 0
    /// What keeps the subtree, and where that is; the first of several. Nothing more is removed then.
    private(set) var obstacle: (Obstacle, path: [UInt8])?

    private let task: ScanTask
    private let isRemoving: Bool
    private var stack: DirectoryStack
    private var frames: [Frame] = [Frame()]
    private var buffer = [UInt8](repeating: 0, count: 1 << 15)

    private struct Frame: Sendable {
        var children = FileNames()
        var nextChild = 0
        var isReading = true
    }

    /// - Parameters:
    ///   - stack: the way to the subtree's top.
    ///   - time: the time of the top.
    init(_ task: ScanTask, _ stack: DirectoryStack, time: Int64, isRemoving: Bool) {
        self.task = task
        self.stack = stack
        self.isRemoving = isRemoving
        youngest = time
    }

    /// Goes a step on.
    /// - Parameter isOpen: whether somebody uses a file.
    /// - Returns: whether there is more to do.
    mutating func step(_ isOpen: (FileIdentity) -> Bool) -> Bool {
        guard let frame = frames.last, !isStopped else { return false }
        if frame.isReading {
            read(isOpen)
        } else if frame.nextChild < frame.children.bytes.count {
            let name = EntryName(frame.children[frame.nextChild])
            frames[frames.count - 1].nextChild += name.terminated.count
            enter(name)
        } else {
            leave()
        }
        return !frames.isEmpty && !isStopped
    }

    private var isStopped: Bool { isRemoving && obstacle != nil }

    private mutating func read(_ isOpen: (FileIdentity) -> Bool) {
        guard var frame = frames.popLast() else { return }
        var buffer: [UInt8] = []
        swap(&buffer, &self.buffer)
        do throws(Errno) {
            let directory = try stack.top()
            let count = try directory.read(into: &buffer)
            frame.isReading = count > 0
            let entries = buffer.span.extracting(first: count)
            RawEntry.forEach(in: entries) { entry in
                examine(entries.extracting(entry.terminatedName), directory, &frame, isOpen)
            }
        } catch {
            stop(.failure(.read, error), at: stack.path)
            frame.isReading = false
        }
        swap(&buffer, &self.buffer)
        frames.append(frame)
    }

    private mutating func examine(
        _ terminated: Span<UInt8>, _ directory: OpenDirectory, _ frame: inout Frame, _ isOpen: (FileIdentity) -> Bool
    ) {
        guard !isStopped else { return }
        let name = terminated.extracting(droppingLast: 1)
        let path = stack.path(of: name)
        let below = stack.prefix + path.suffix(name.count)
        if let pattern = task.settings.patterns.exclusion(of: name, below.span) {
            return stop(.excluded(pattern), at: path)
        }
        do throws(Errno) {
            let status = try directory.status(of: terminated)
            guard stack.isHere(status) else { return stop(.mounted, at: path) }
            if status.isDirectory {
                frame.children.append(name)
                return
            }
            guard status.isFile else { return stop(.special, at: path) }
            if isOpen(FileIdentity(status)) { stop(.open, at: path) }
            if isRemoving {
                if isStopped { return }
                try directory.removeFile(terminated)
            } else {
                add(status)
                files += 1
                size = size.addingReportingOverflow(Int64(clamping: status.size)).partialValue
            }
        } catch {
            if error != .noSuchFileOrDirectory { stop(.failure(isRemoving ? .remove : .examine, error), at: path) }
        }
    }

    private mutating func add(_ status: clinux_status) {
        guard let time = task.time(of: status) else { return }
        youngest = max(youngest, time)
    }

    private mutating func enter(_ name: EntryName) {
        do throws(Errno) {
            let status = try stack.push(name)
            if task.isRoot(FileIdentity(status)) {
                stop(.scanned, at: stack.path)
                return stack.pop()
            }
            frames.append(Frame())
            if !isRemoving { add(status) }
        } catch {
            if error == .noSuchFileOrDirectory { return }
            stop(error == .improperLink ? .mounted : .failure(.open, error), at: stack.path(of: name))
        }
    }

    private mutating func leave() {
        frames.removeLast()
        // The top is left to whoever asked.
        guard !frames.isEmpty else { return }
        let (name, path) = (stack.name, stack.path)
        stack.pop()
        guard isRemoving else { return }
        do throws(Errno) {
            try stack.top().removeDirectory(name.terminated.span)
        } catch {
            if error != .noSuchFileOrDirectory { stop(.failure(.remove, error), at: path) }
        }
    }

    private mutating func stop(_ obstacle: Obstacle, at path: [UInt8]) {
        if self.obstacle == nil { self.obstacle = (obstacle, path) }
    }
}
