import CLinux
import DaemonAppTesting
import DaemonHost
import Daemons
import EventLoopServices
import Glibc
import Logging
import Synchronization
import Testing

@testable import FileCleanup

/// Runs of the daemon in an app on the manual clock.
@Suite struct DaemonTests {
    /// A wall clock that goes with the manual one.
    private final class Clock: Sendable {
        private let reactor = Mutex<ManualReactor?>(nil)
        private let start: Int64

        init(start: Int64) {
            self.start = start
        }

        func follow(_ reactor: ManualReactor) {
            self.reactor.withLock { $0 = reactor }
        }

        var wallClock: CleanupClock {
            CleanupClock { [self] in start + (reactor.withLock { $0 }?.now.nanoseconds ?? 0) }
        }
    }

    private func app(_ tree: TestTree, _ lines: String, start: Int64) throws -> TestApp {
        let clock = Clock(start: start)
        let test = try TestApp(
            """
            <DaemonApp>
              <FileCleanup clean>
                ScanDirectory \(tree.path)
                \(lines)
              </FileCleanup>
            </DaemonApp>
            """, types: [FileCleaner.type(wallClock: clock.wallClock)])
        clock.follow(test.reactor)
        return test
    }

    /// A whole second, later than any file that is made here.
    private let start = (systemTime() / seconds(1) + 1000) * seconds(1)

    @Test func aRunThatRemovesSomethingHasWorked() async throws {
        let tree = try TestTree()
        tree.makeFile("old", time: start - seconds(3000))
        tree.makeFile("young", time: start - seconds(10))
        let test = try app(tree, "RunEvery 5m\nRemoveOlderThan 30m", start: start)
        await test.advance(by: .seconds(300))
        #expect(test.runs == ["0 clean worked", "300 clean idle"])
        #expect(tree.entries == ["young"])
        let removed = test.log.records.filter { $0.metadata["event"] == "removed" }
        #expect(removed.map { $0.metadata["path"] } == [tree.path("old")])
        #expect(removed.map { $0.metadata["rule"] } == ["RemoveOlderThan"])
        let status = await test.app.status()
        #expect(status.daemons[0].progress == ["seen": 1, "removed": 0, "freed": 0])
        await test.stop()
    }

    @Test func itRunsWhenTheOldestFileComesOfAge() async throws {
        let tree = try TestTree()
        tree.makeFile("first", time: start - seconds(1790) + 500_000_000)
        tree.makeFile("second", time: start - seconds(1600))
        let test = try app(tree, "RunEvery 5m\nRemoveOlderThan 30m", start: start)
        await test.advance(by: .seconds(250))
        // 10.5 s, rounded up; then 200 s, after which it is not yet older than 30 minutes, but exactly as old.
        #expect(test.runs == ["0 clean idle", "11 clean worked", "201 clean worked"])
        #expect(tree.entries == [])
        await test.stop()
    }

    @Test func itIsNeverDueSoonerThanInASecond() async throws {
        let tree = try TestTree()
        for number in 1...5 { tree.makeFile("\(number)", time: start - seconds(1800) + Int64(number) * 100_000_000) }
        let test = try app(tree, "RunEvery 5m\nRemoveOlderThan 30m", start: start)
        await test.advance(by: .seconds(10))
        #expect(test.runs == ["0 clean idle", "1 clean worked"])
        await test.stop()
    }

    @Test func whatCannotGoDoesNotHurryIt() async throws {
        let tree = try TestTree()
        let held = tree.path("held")
        tree.makeFile("held", time: start - seconds(3000))
        let file = unsafe open(held, O_RDONLY | O_CLOEXEC)
        defer { close(file) }
        let test = try app(tree, "RunEvery 5m\nRemoveOlderThan 30m\nKeepOpen yes", start: start)
        await test.advance(by: .seconds(600))
        #expect(test.runs == ["0 clean idle", "300 clean idle", "600 clean idle"])
        #expect(tree.entries == ["held"])
        await test.stop()
    }

    @Test func recordCountLimitsARun() async throws {
        let tree = try TestTree()
        for number in 0..<5 { tree.makeFile("\(number)", time: start - seconds(3000 - number)) }
        let test = try app(tree, "RunEvery 1m\nRemoveOlderThan 30m\nRecordCount 2", start: start)
        await test.advance(by: .seconds(0))
        // The oldest go first.
        #expect(tree.entries == ["2", "3", "4"])
        await test.advance(by: .seconds(180))
        #expect(test.runs == ["0 clean worked", "60 clean worked", "120 clean worked", "180 clean idle"])
        #expect(tree.entries == [])
        await test.stop()
    }

    @Test func aRunThatWouldRemoveTooMuchFailsAndRemovesNothing() async throws {
        let tree = try TestTree()
        for number in 0..<4 { tree.makeFile("\(number)", time: start - seconds(3000)) }
        tree.makeFile("young", time: start)
        let test = try app(tree, "RunEvery 1m\nRemoveOlderThan 30m\nRefuseAbove 79%", start: start)
        await test.advance(by: .seconds(0))
        #expect(test.runs == ["0 clean failed"])
        #expect(tree.entries.count == 5)
        let refused = test.log.records.filter { $0.metadata["event"] == "refused" }
        #expect(refused.map { $0.metadata["count"] } == ["4"] && refused.map { $0.metadata["limit"] } == ["79%"])
        tree.makeFile("one more", time: start)
        await test.advance(by: .seconds(60))
        #expect(test.runs == ["0 clean failed", "60 clean worked"])
        #expect(tree.entries == ["one more", "young"])
        await test.stop()
    }

    @Test func aDryRunOnlySaysWhatItWouldRemove() async throws {
        let tree = try TestTree()
        tree.makeFile("old", time: start - seconds(3000))
        let test = try app(tree, "RunEvery 1m\nRemoveOlderThan 30m\nDryRun yes", start: start)
        await test.advance(by: .seconds(60))
        #expect(test.runs == ["0 clean worked", "60 clean worked"])
        #expect(tree.entries == ["old"])
        let would = test.log.records.filter { $0.metadata["event"] == "would-remove" }
        #expect(would.map { $0.metadata["path"] } == [tree.path("old"), tree.path("old")])
        await test.stop()
    }

    @Test func aDirectoryThatIsNotThereIsAFailedRunAndHindersNoOther() async throws {
        let tree = try TestTree()
        tree.makeDirectory("here")
        tree.makeFile("here/old", time: start - seconds(3000))
        let clock = Clock(start: start)
        let test = try TestApp(
            """
            <DaemonApp>
              <FileCleanup clean>
                RunEvery 1m
                RemoveOlderThan 30m
                ScanDirectory \(tree.path)/nowhere
                ScanDirectory \(tree.path)/here
              </FileCleanup>
            </DaemonApp>
            """, types: [FileCleaner.type(wallClock: clock.wallClock)])
        clock.follow(test.reactor)
        await test.advance(by: .seconds(0))
        #expect(test.runs == ["0 clean failed"])
        #expect(tree.entries == ["here"])
        let failure = await test.app.status().daemons[0].last?.error
        #expect(failure == "\(tree.path)/nowhere: No such file or directory")
        tree.makeDirectory("nowhere")
        await test.advance(by: .seconds(60))
        #expect(test.runs.last == "60 clean idle")
        await test.stop()
    }

    /// A scan that takes long is several runs, so that others get the floor in between.
    @Test func aScanThatTakesLongIsCutIntoRuns() async throws {
        let tree = try TestTree()
        for number in 0..<9000 { tree.makeFile("\(number)", time: start - seconds(3000)) }
        let test = try app(tree, "RunEvery 1m\nRemoveOlderThan 30m", start: start)
        await test.advance(by: .seconds(0))
        #expect(tree.entries == [])
        let runs = test.runs
        #expect(runs.count >= 3 && runs.allSatisfy { $0 == "0 clean worked" }, "\(runs)")
        let counters = await test.app.status().daemons[0].counters
        #expect(counters.units == 9000)
        await test.advance(by: .seconds(60))
        #expect(test.runs.last == "60 clean idle")
        await test.stop()
    }

    /// Files whose times are set back in place are found when everything is read again.
    @Test func timesThatAreSetBackAreFoundByTheFullScan() async throws {
        let tree = try TestTree()
        tree.makeFile("a", time: start - seconds(60))
        let test = try app(tree, "RunEvery 1m\nRemoveOlderThan 30m\nFullScanEvery 10m", start: start)
        await test.advance(by: .seconds(0))
        tree.set("a", time: start - seconds(4000))
        await test.advance(by: .seconds(599))
        #expect(tree.entries == ["a"])
        await test.advance(by: .seconds(1))
        #expect(tree.entries == [])
        await test.stop()
    }
}
