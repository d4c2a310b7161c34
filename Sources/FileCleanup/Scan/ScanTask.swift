import CLinux
import Scheduling

/// What one scan is about; the same from its beginning to its end.
struct ScanTask: Sendable {
    let settings: CleanupSettings
    /// The directories that are scanned.
    let roots: [ScanRoot]
    /// When the scan began, in nanoseconds since 1970: ages count up to then.
    let now: Int64
    /// Whether each removal is to be told; failures are in any case.
    let tellsRemovals: Bool
    /// Hears of what goes and what fails.
    let report: @Sendable (CleanupEvent) -> Void
    /// Whether some pattern is for paths.
    let needsPaths: Bool
    /// Whether the time of the last modification alone tells the age, as is usual.
    private let countsModifiedOnly: Bool

    init(
        settings: CleanupSettings, roots: [ScanRoot], now: Int64, tellsRemovals: Bool = true,
        report: @escaping @Sendable (CleanupEvent) -> Void
    ) {
        self.settings = settings
        self.roots = roots
        self.now = now
        self.tellsRemovals = tellsRemovals
        self.report = report
        needsPaths = settings.patterns.needPath
        countsModifiedOnly = settings.clocks == [.modified]
    }

    /// Files with an earlier time are too old; nil: none are.
    var cutoff: Int64? { settings.age?.cutoff(before: now) }

    /// The time that counts of an entry: the youngest, and none in the future; nil where the file system does not keep
    /// it.
    func time(of status: clinux_status) -> Int64? {
        if countsModifiedOnly { return min(status.modified, now) }
        var youngest = Int64.min
        for clock in settings.clocks {
            guard let time = clock.time(of: status) else { return nil }
            youngest = max(youngest, time)
        }
        return min(youngest, now)
    }

    /// The age of an entry with a time.
    func age(of time: Int64) -> Int64 {
        let (age, overflow) = now.subtractingReportingOverflow(time)
        return overflow ? .max : age
    }

    /// Whether a directory is scanned by itself.
    func isRoot(_ identity: FileIdentity) -> Bool {
        roots.contains { $0.identity == identity }
    }
}

/// What a scan has done so far.
struct ScanTally: Sendable, Hashable {
    /// Files that were looked at, or are known without.
    var seen = 0
    /// Directories that were read.
    var read = 0
    /// Files, links, subtrees and directories that are gone.
    var removed = 0
    /// Their bytes.
    var freed: Int64 = 0

    mutating func add(removed size: Int64) {
        removed += 1
        let (sum, overflow) = freed.addingReportingOverflow(size)
        freed = overflow ? .max : sum
    }
}
