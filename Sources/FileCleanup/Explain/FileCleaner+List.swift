import Daemons
import Synchronization

/// Something that a run would remove.
public struct PlannedRemoval: Sendable, Hashable {
    /// The path, fit for printing: bytes that are not UTF-8 and control characters are escaped.
    public let path: String
    /// The key that causes it.
    public let rule: String
    /// The age by the clocks of the section.
    public let age: Duration
    /// The size in bytes; of a subtree that of all files in it.
    public let size: Int64
    /// `file` (a link, too), `directory` or `subtree`.
    public let kind: String

    init(_ gone: CleanupEvent.Gone) {
        path = String(escaping: gone.path)
        rule = gone.rule.rawValue
        age = .nanoseconds(gone.age)
        size = gone.size
        kind = gone.kind.rawValue
    }
}

extension FileCleaner {
    /// Finds what a run would remove now. Blocks, and changes nothing.
    /// - Parameter recordCount: the most that a run removes; nil is no limit.
    /// - Returns: what would go, by path, and in words what could not be scanned or looked at.
    /// - Throws: if more would go than may, and then nothing would.
    public func list(recordCount: Int?) throws -> (removals: [PlannedRemoval], problems: [String]) {
        let found = Mutex<(gone: [CleanupEvent.Gone], failures: [String])>(([], []))
        let problems = try plan(recordCount: recordCount) { event in
            found.withLock { found in
                switch event {
                case .removed(let gone): found.gone.append(gone)
                case .failed(let failure): found.failures.append("\(failure)")
                }
            }
        }
        let (gone, failures) = found.withLock { $0 }
        let sorted = gone.sorted { $0.path.lexicographicallyPrecedes($1.path) }
        return (sorted.map(PlannedRemoval.init), problems + failures)
    }

    /// Goes through what a run would do.
    func plan(recordCount: Int?, _ report: @escaping @Sendable (CleanupEvent) -> Void) throws -> [String] {
        var settings = settings
        settings.isDryRun = true
        let (roots, problems) = ScanRoot.all(settings)
        let task = ScanTask(settings: settings, roots: roots, now: wallClock.now(), report: report)
        var scan = CleanupScan(task, most: recordCount, before: [], failures: FailureLog())
        _ = scan.advance { _ in false }
        if let problem = scan.result.problem { throw problem }
        if let refusal = scan.result.refusal { throw refusal }
        return problems.map(\.description)
    }
}
