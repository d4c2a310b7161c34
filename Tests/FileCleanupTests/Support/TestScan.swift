import Scheduling
import Synchronization
import SystemPackage

@testable import FileCleanup

/// Scans without a daemon: one after the other, with what is remembered in between.
final class TestScan {
    let settings: CleanupSettings
    /// Whether reports say what is gone. Of very many files that takes memory, which everything that is started later pays
    /// for when it is forked.
    private let tellsRemovals: Bool
    private(set) var memory: [DirectoryMemory] = []
    private(set) var failures = FailureLog()

    init(_ settings: CleanupSettings, tellsRemovals: Bool = true) {
        self.settings = settings
        self.tellsRemovals = tellsRemovals
    }

    /// What a scan has done.
    struct Report {
        /// What is gone, by its path below the tree, and why.
        var removed: [String: String] = [:]
        var failures: [CleanupFailure] = []
        var result: CleanupScan.Result
        /// In how many slices.
        var slices = 0
    }

    /// Scans.
    /// - Parameters:
    ///   - tree: the only directory of the settings, for the paths of the report.
    ///   - now: the time to which ages count.
    ///   - remembering: whether what the scan before has learned counts.
    ///   - sliceSteps: after so many steps a slice ends.
    func run(
        _ tree: TestTree, now: Int64, most: Int? = nil, remembering: Bool = true, sliceSteps: Int = .max,
        betweenSlices: () -> Void = {}
    ) -> Report {
        let events = Mutex<[CleanupEvent]>([])
        let (roots, problems) = ScanRoot.all(settings)
        precondition(problems.isEmpty, "\(problems)")
        let task = ScanTask(settings: settings, roots: roots, now: now, tellsRemovals: tellsRemovals) { event in
            events.withLock { $0.append(event) }
        }
        let before = remembering && settings.canRemember ? memory : []
        var scan = CleanupScan(task, most: most, before: before, failures: failures)
        var slices = 1
        var steps = 0
        while !scan.advance({ _ in
            steps += 1
            return steps % sliceSteps == 0
        }) {
            slices += 1
            betweenSlices()
        }
        memory = scan.result.memory
        failures = scan.result.failures
        var report = Report(result: scan.result, slices: slices)
        for event in events.withLock({ $0 }) {
            switch event {
            case .removed(let gone):
                let path = String(decoding: gone.path, as: UTF8.self).dropFirst(tree.path.count + 1)
                report.removed[String(path)] = gone.rule.rawValue
            case .failed(let failure): report.failures.append(failure)
            }
        }
        return report
    }
}

extension CleanupSettings {
    /// Settings for a tree.
    init(_ tree: TestTree, age: Int? = nil) {
        self.init(directories: [FilePath(tree.path)], age: age.map { .seconds(Int64($0)) })
    }
}
