public import Daemons
import EventLoopServices
import Glibc
import Logging
import Scheduling

/// A daemon that removes files that are too old or too many.
///
/// A scan that takes long is cut into slices, each a run of its own, so that others get the floor in between.
public final class FileCleaner: Daemon {
    let settings: CleanupSettings
    let wallClock: CleanupClock
    private var scan: CleanupScan?
    /// What is remembered of the directory of each number in the settings.
    private var memory: [Int: DirectoryMemory] = [:]
    private var failures = FailureLog()
    private var nextFullScan: MonotonicTime?
    private var hasBegun = false
    /// The directories that cannot be scanned, of the scan that goes on.
    private var problems: [ScanProblem] = []
    private var roots: [ScanRoot] = []
    private var removedInScan = 0

    init(_ settings: CleanupSettings, wallClock: CleanupClock = .system) {
        self.settings = settings
        self.wallClock = wallClock
    }

    /// Makes one slice of a scan: begins one, or goes on with it.
    ///
    /// A slice that is not the last one asks for the next at once. After the last one the next run is due when the oldest
    /// file comes of age, where that is known.
    /// - Throws: if a directory cannot be scanned, or more would go than may.
    public func run(_ context: DaemonContext) async throws -> Outcome {
        begin(context)
        if scan == nil { try await beginScan(context) }
        guard let scan else { preconditionFailure("it has begun") }
        self.scan = nil
        let clock = context.clock
        let slice = try await context.blocking { FileCleaner.slice(scan, clock) }
        let tally = slice.scan.tally
        let removed = tally.removed - removedInScan
        context.progress = ["seen": tally.seen, "removed": tally.removed, "freed": Int(clamping: tally.freed)]
        guard slice.isLast else {
            self.scan = slice.scan
            removedInScan = tally.removed
            return removed > 0 ? .worked(units: removed, next: context.now) : .idle(next: context.now)
        }
        return try finish(slice.scan.result, removed: removed, context)
    }

    // MARK: A scan

    private func begin(_ context: DaemonContext) {
        guard !hasBegun else { return }
        hasBegun = true
        if settings.keepsOpenFiles, !OpenFiles.seesAllProcesses {
            context.log.warning(
                "KeepOpen: the processes of other users cannot be seen, so files that they have open do not stay")
        }
    }

    private func beginScan(_ context: DaemonContext) async throws {
        let settings = settings
        let (roots, problems) = try await context.blocking { ScanRoot.all(settings) }
        self.roots = roots
        self.problems = problems
        removedInScan = 0
        let isFull = nextFullScan.map { context.now >= $0 } ?? true
        if isFull {
            memory = [:]
            nextFullScan = context.now.advanced(byNanoseconds: settings.fullScanEvery.count)
        }
        let log = RemovalLog(context.log, settings)
        let task = ScanTask(
            settings: settings, roots: roots, now: wallClock.now(), tellsRemovals: context.log.logLevel <= .info,
            report: { log.report($0) })
        scan = CleanupScan(
            task, most: context.recordCount, before: roots.map { memory[$0.number] ?? DirectoryMemory() },
            failures: failures)
    }

    private static let longestSlice: Int64 = 100_000_000
    /// As many removals as the log can take at a time.
    private static let mostRemovals = 2000

    /// Goes on with a scan for a while. Blocks.
    private static func slice(_ scan: CleanupScan, _ clock: DaemonClock) -> (scan: CleanupScan, isLast: Bool) {
        var scan = scan
        let end = clock.now.advanced(byNanoseconds: longestSlice)
        let removed = scan.tally.removed
        let isLast = scan.advance { tally in
            tally.removed - removed >= mostRemovals || clock.now >= end
        }
        return (scan, isLast)
    }

    private func finish(_ result: CleanupScan.Result, removed: Int, _ context: DaemonContext) throws -> Outcome {
        failures = result.failures
        memory = [:]
        if settings.canRemember {
            for (root, known) in zip(roots, result.memory) { memory[root.number] = known }
        }
        roots = []
        if let problem = result.problem { throw problem }
        if let refusal = result.refusal {
            context.log.error("\(refusal)", metadata: refusal.metadata)
            throw refusal
        }
        if !problems.isEmpty { throw ScanProblem(problems.map(\.description).joined(separator: "; ")) }
        let next = nextRun(result, context)
        // A scan that has removed something is one that worked, whichever slice did it.
        guard result.tally.removed > 0 else { return next.map { .idle(next: $0) } ?? .idle }
        return .worked(units: removed, next: next)
    }

    /// When the oldest file that is not yet old enough comes of age, in whole seconds; nil if that is not known.
    private func nextRun(_ result: CleanupScan.Result, _ context: DaemonContext) -> MonotonicTime? {
        guard let age = settings.age, result.oldestToCome != .max else { return nil }
        let (due, isNever) = result.oldestToCome.addingReportingOverflow(age.count)
        guard !isNever, due < Int64.max - FileCleaner.second else { return nil }
        let whole = (due / FileCleaner.second + 1) * FileCleaner.second
        let (wait, isFar) = whole.subtractingReportingOverflow(wallClock.now())
        return isFar ? nil : context.now.advanced(byNanoseconds: max(wait, FileCleaner.second))
    }

    private static let second: Int64 = 1_000_000_000
}
