import CLinux
import Daemons
import Scheduling
import Synchronization
public import SystemPackage

extension FileCleaner {
    /// Says what becomes of a file, and why. Blocks, and changes nothing.
    /// - Parameters:
    ///   - path: its path; if it is a link, the link is meant.
    ///   - recordCount: the most that a run removes; nil is no limit.
    /// - Returns: nil if it lies below no directory that is scanned.
    /// - Throws: `Errno` if there is no such file, or it cannot be looked at.
    public func explain(_ path: FilePath, recordCount: Int?) throws -> FileExplanation? {
        let place = try FilePlace(path)
        let (roots, problems) = ScanRoot.all(settings)
        let task = ScanTask(settings: settings, roots: roots, now: wallClock.now(), report: { _ in })
        // Of directories within each other the innermost deals with it.
        let around = roots.compactMap { root in place.components(below: root.directory.path).map { (root, $0) } }
        guard let (root, names) = around.min(by: { $0.1.count < $1.1.count }) else {
            if let problem = problems.first { throw problem }
            return nil
        }
        let explainer = FileExplainer(task: task, recordCount: recordCount, status: place.status, names: names)
        let (verdict, reason) = try explainer.verdict(below: root) { try self.goes($0, recordCount) }
        return FileExplanation(
            directory: String(escaping: root.path), ages: task.ages(of: place.status), verdict: verdict, reason: reason)
    }

    /// Whether a run would remove an entry, and why.
    private func goes(_ path: [UInt8], _ recordCount: Int?) throws -> RemovalRule? {
        let found = Mutex<RemovalRule?>(nil)
        _ = try plan(recordCount: recordCount) { event in
            if case .removed(let gone) = event, gone.path == path { found.withLock { $0 = gone.rule } }
        }
        return found.withLock { $0 }
    }
}

/// Where a file lies, links on the way to it followed.
struct FilePlace {
    let status: clinux_status
    private let path: FilePath

    init(_ path: FilePath) throws(Errno) {
        let absolute = path.isAbsolute ? path : try FilePath.workingDirectory.pushing(path)
        let (parent, last) = (absolute.removingLastComponent(), absolute.lastComponent)
        guard let last, last.kind == .regular else {
            // The root, or something that ends with a dot.
            let directory = try OpenDirectory.at(absolute)
            status = try directory.status()
            self.path = directory.path ?? absolute
            return
        }
        let directory = try OpenDirectory.at(parent)
        status = try directory.status(of: EntryName(FilePath(root: nil, [last]).bytes).terminated.span)
        self.path = (directory.path ?? parent).appending(last)
    }

    /// The names that lead from a directory to the file; nil if they do not.
    func components(below directory: FilePath?) -> [EntryName]? {
        guard let directory, path.starts(with: directory) else { return nil }
        return path.components.dropFirst(directory.components.count).map {
            EntryName(FilePath(root: nil, [$0]).bytes)
        }
    }
}

extension FilePath {
    private static var here: FilePath { "." }

    /// The working directory.
    fileprivate static var workingDirectory: FilePath {
        get throws(Errno) {
            guard let path = try OpenDirectory.at(here).path else { throw .noSuchFileOrDirectory }
            return path
        }
    }
}

extension ScanTask {
    /// The age of an entry by each clock; one in the future is none.
    func ages(of status: clinux_status) -> [(clock: String, age: Duration)] {
        FileClock.allCases.compactMap { clock in
            clock.time(of: status).map { (clock.rawValue, .nanoseconds(age(of: min($0, now)))) }
        }
    }
}
