import Scheduling
import Testing

@testable import FileCleanup

/// Scans of real trees beside what the rules say should become of them.
@Suite struct OracleTests {
    @Test(arguments: 0..<8)
    func randomTrees(seed: Int) async throws {
        #expect(try await BackgroundThread.run { try OracleTests.problems(seed) } == [])
    }

    private static func problems(_ seed: Int) throws -> [String] {
        var problems: [String] = []
        var random = SplitMix64(seed: UInt64(seed))
        let now = systemTime()
        for number in 0..<30 {
            let tree = try TestTree()
            var oracle = Oracle.random(&random)
            // Both limits at once are settled by one.
            if oracle.rules.refusePercent != nil { oracle.rules.refuseAbove = nil }
            oracle.make(in: tree, now: now)
            let place = "seed \(seed), tree \(number): \(oracle.rules)"
            let settings = try oracle.settings(tree)
            let expected = oracle.removals()
            let before = tree.entries
            // First it is only tried.
            var trial = settings
            trial.isDryRun = true
            let tried = TestScan(trial).run(tree, now: now, most: oracle.rules.recordCount)
            if tried.removed != expected ?? [:] { problems.append("\(place), tried: \(tried.removed)") }
            if tree.entries != before { problems.append("\(place), tried: \(tree.entries)") }
            let report = TestScan(settings).run(
                tree, now: now, most: oracle.rules.recordCount, sliceSteps: Int.random(in: 1...5, using: &random))
            let missed = (expected ?? [:]).filter { report.removed[$0.key] != $0.value }
            let wrong = report.removed.filter { expected?[$0.key] != $0.value }
            let gone = oracle.allGone(expected ?? [:])
            let isRight =
                (report.result.refusal == nil) == (expected != nil) && missed == [:] && wrong == [:]
                && report.failures.isEmpty && Set(before).subtracting(tree.entries) == gone
                && Set(tree.entries).isSubset(of: before)
            if !isRight { problems.append("\(place): missed \(missed), wrong \(wrong), left \(tree.entries)") }
        }
        return problems
    }

    /// Polls that remember leave nothing that a scan of everything would remove.
    @Test(arguments: 0..<8)
    func pollsThatRememberMissNothing(seed: Int) async throws {
        let (problems, read, readInFull) = try await BackgroundThread.run { try OracleTests.pollProblems(seed) }
        #expect(problems == [])
        #expect(read < readInFull * 2 / 3, "\(read) of \(readInFull)")
    }

    private static func pollProblems(_ seed: Int) throws -> ([String], read: Int, readInFull: Int) {
        var problems: [String] = []
        var random = SplitMix64(seed: UInt64(1000 + seed))
        let names = ["a", "b.tmp", ".c", "x1"]
        var (read, readInFull) = (0, 0)
        for number in 0..<12 {
            let tree = try TestTree()
            var oracle = Oracle.random(&random)
            oracle.rules.maximumSize = nil
            oracle.rules.refuseAbove = nil
            oracle.rules.refusePercent = nil
            // So far in the future every change is settled.
            var now = systemTime() + seconds(100)
            oracle.make(in: tree, now: now)
            let settings = try oracle.settings(tree)
            let scan = TestScan(settings)
            for poll in 0..<12 {
                let report = scan.run(tree, now: now, most: oracle.rules.recordCount)
                read += report.result.tally.read
                var trial = settings
                trial.isDryRun = true
                let left = TestScan(trial).run(tree, now: now, most: nil)
                readInFull += left.result.tally.read
                // With a limit it is enough that something went.
                if left.removed != [:], oracle.rules.recordCount == nil || report.removed == [:] {
                    problems.append("seed \(seed), tree \(number), poll \(poll): \(oracle.rules): \(left.removed)")
                }
                // What comes must bear a later time than what was read.
                tree.awaitTick()
                now += seconds(Int.random(in: 0...40, using: &random))
                for _ in 0..<Int.random(in: 0...3, using: &random) {
                    let directories = [""] + tree.entries.filter { tree.isDirectory($0) }.map { $0 + "/" }
                    let path = directories.randomElement(using: &random)! + names.randomElement(using: &random)!
                    switch Int.random(in: 0..<4, using: &random) {
                    case 0: tree.makeDirectory(path)
                    case 1: tree.remove(path)
                    default:
                        guard !tree.exists(path) else { continue }
                        tree.makeFile(path, time: now - seconds(Int.random(in: 0...20, using: &random) * 10))
                    }
                    // By the clock of the test that has happened now.
                    if tree.isDirectory(path) { tree.set(path, time: now) }
                    let parent = path.split(separator: "/").dropLast().joined(separator: "/")
                    if !parent.isEmpty { tree.set(parent, time: now) }
                }
            }
        }
        return (problems, read, readInFull)
    }
}
