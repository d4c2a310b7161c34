import CLinux
import SystemPackage

/// One way through all directories that are scanned: it takes stock, or it removes what a ``Removal`` says.
///
/// ```
///          ┌────────────── next root ─────────────┐
///          ▼                                      │
///  enter a directory ──▶ read ──▶ each directory in it: enter … leave ──▶ leave
///          └─ unchanged, nothing due: what is remembered ─┘
/// ```
/// Each step is short, and between two of them the walk can rest for as long as one likes.
struct Walk: Sendable {
    let task: ScanTask
    /// What goes; nil: nothing, the walk takes stock.
    let removal: Removal?
    /// What was remembered before, a memory for each root; nothing for a root that is to be read in full.
    let before: [DirectoryMemory]

    /// What was found.
    var census: Census
    /// What is remembered from now on.
    var memory: [DirectoryMemory]
    var tally = ScanTally()
    var failures: FailureLog
    /// Files that are open or locked, as far as that was asked in the present slice.
    var openFiles: OpenFiles?
    /// The time of the oldest entry that will have to go but is not yet old enough.
    var oldestToCome = Int64.max
    /// The scan cannot go on.
    var problem: ScanProblem?
    /// The subtree that is being dealt with.
    var subtree: SubtreeRemoval?

    private(set) var rootIndex = 0
    var stack: DirectoryStack?
    var frames: [Frame] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 15)
    /// Directories whose oldest entry has an earlier time have to be read.
    private let horizon: Int64
    var budget: Int

    /// A directory that has been entered.
    struct Frame: Sendable {
        /// The directories in it that are still to be entered.
        var children = FileNames()
        var nextChild = 0
        /// Or the numbers that they had in the memory before.
        var remembered: Range<Int>?
        /// Whether there are more entries to read.
        var isReading: Bool
        /// Its number in the memory before.
        var before: Int?
        /// The numbers that the directories in it had there.
        var childrenBefore: [[UInt8]: Int]?
        /// Its number in the memory from now on.
        var node: Int
        var status: clinux_status
        var oldest = Int64.max
        var files = 0
        /// Entries that stay.
        var stays = 0
        /// Entries that have been removed.
        var removed = 0
        /// Whether all of it could be read.
        var isComplete = true
    }

    init(
        _ task: ScanTask, _ removal: Removal?, recording selection: Census.Selection, before: [DirectoryMemory],
        failures: FailureLog
    ) {
        self.task = task
        self.removal = removal
        self.before = before
        self.failures = failures
        let cutoff = task.cutoff ?? .min
        horizon = removal.map { max($0.horizon, task.settings.removesEmptyDirectories ? cutoff : .min) } ?? cutoff
        budget = removal?.budget ?? 0
        census = Census(selection)
        memory = task.roots.map { _ in DirectoryMemory() }
    }

    /// Goes on until a slice is over.
    /// - Returns: whether the walk has come to its end.
    mutating func advance(_ isSliceOver: (ScanTally) -> Bool) -> Bool {
        openFiles = nil
        while problem == nil, step() {
            if isSliceOver(tally) { return false }
        }
        for index in memory.indices { memory[index].compact() }
        return true
    }

    /// Whether a directory with such an oldest entry has to be read.
    func isDue(_ oldest: Int64) -> Bool {
        oldest < horizon
    }

    private mutating func step() -> Bool {
        if subtree != nil {
            stepThroughSubtree()
        } else if let frame = frames.last {
            if frame.isReading {
                readEntries()
            } else if !enterNextChild() {
                leave()
            }
        } else {
            guard rootIndex < task.roots.count else { return false }
            enterRoot(task.roots[rootIndex])
        }
        return true
    }

    private mutating func enterRoot(_ root: ScanRoot) {
        do throws(Errno) {
            root.directory.rewind()
            let status = try root.directory.status()
            stack = try DirectoryStack(root.directory, path: root.path)
            enter(EntryName([]), status, before: knows(rootIndex) ? 0 : nil)
        } catch {
            fail(.examine, root.path, error)
            rootIndex += 1
        }
    }

    private func knows(_ root: Int) -> Bool { root < before.count && !before[root].nodes.isEmpty }

    /// Goes on in a directory that has just been opened.
    mutating func enter(_ name: EntryName, _ status: clinux_status, before number: Int?) {
        let node = memory[rootIndex].begin(name.bytes, inode: status.inode)
        var frame = Frame(isReading: true, node: node, status: status)
        if let number, before[rootIndex].nodes[number].inode == status.inode {
            let known = before[rootIndex].nodes[number]
            frame.before = number
            if known.changed == status.changed, !isDue(known.oldest) {
                frame.isReading = false
                frame.remembered = number + 1..<before[rootIndex].end(of: number)
                frame.files = Int(known.files)
                frame.oldest = known.oldest
                frame.stays = frame.files
                count(remembered: known)
            }
        }
        frames.append(frame)
    }

    /// Counts what is known of a directory that is not read.
    mutating func count(remembered node: DirectoryMemory.Node) {
        census.add(remembered: Int(node.files))
        tally.seen += Int(node.files)
        oldestToCome = min(oldestToCome, node.oldest)
    }

    /// All of a root has been dealt with.
    mutating func finishRoot() {
        stack = nil
        rootIndex += 1
    }

    // MARK: Reports

    mutating func fail(_ step: CleanupFailure.Step, _ path: [UInt8], _ cause: Errno) {
        let failure = CleanupFailure(step: step, path: path, cause: cause)
        if failures.note(failure) { task.report(.failed(failure)) }
    }

    mutating func removed(
        _ kind: CleanupEvent.Kind, _ path: () -> [UInt8], _ rule: RemovalRule, time: Int64, size: Int64
    ) {
        tally.add(removed: size)
        guard task.tellsRemovals else { return }
        let age = task.age(of: min(time, task.now))
        task.report(.removed(.init(path: path(), rule: rule, age: age, size: size, kind: kind)))
    }

    /// Whether a file is to stay because somebody uses it.
    mutating func isOpen(_ identity: FileIdentity) -> Bool {
        guard task.settings.keepsOpenFiles else { return false }
        let known = openFiles ?? OpenFiles.now()
        openFiles = known
        return known.contains(identity)
    }
}
