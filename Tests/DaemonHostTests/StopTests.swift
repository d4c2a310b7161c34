import DaemonAppTesting
import DaemonHost
import Daemons
import Logging
import Scheduling
import Testing

@Suite(.timeLimit(.minutes(5))) struct StopTests {
    private static let stubborn = Scripted.type("Stubborn") { context in
        // Takes no notice of being cancelled.
        let clock = context.clock
        try await Task.detached { try await clock.sleep(for: .seconds(1000)) }.value
        return .worked()
    }

    @Test func atTheDeadlineNoRunStarts() async throws {
        let test = try TestApp(
            ["ShutdownAfter 0s"], [("Scripted", ["RunEvery 1s"])], [Scripted.type { _ in .worked() }])
        await test.advance(by: .zero)
        let record = await test.exitRecord
        #expect(record.reason == .deadline)
        #expect(record.next == .start)
        #expect(test.runs.isEmpty)
    }

    @Test func whatDoesNotEndInItsGraceIsCutOff() async throws {
        let test = try TestApp(["GracePeriod 3s"], [("Stubborn", ["RunEvery 1s"])], [Self.stubborn])
        await test.log.first { $0.metadata["event"] == "run" }
        await test.app.stop()
        await test.advance(by: .seconds(10))
        let record = await test.exitRecord
        #expect(record.reason == .operator)
        #expect(record.stopped.sinceStart == .seconds(3))
        #expect(record.next?.sinceStart == .seconds(3))
        #expect(test.log.messages(from: .warning) == ["the grace is over: runs still in progress are cut off: 1"])
    }

    @Test func aSecondSignalEndsTheGrace() async throws {
        let test = try TestApp(["GracePeriod 1000s"], [("Stubborn", ["RunEvery 1s"])], [Self.stubborn])
        await test.log.first { $0.metadata["event"] == "run" }
        test.app.signalled()
        await test.log.first { $0.message == "stopping: signal" }
        test.app.signalled()
        let record = await test.exitRecord
        #expect(record.reason == .signal)
        #expect(record.stopped == .start)
    }

    @Test func withoutDaemonsTheAppIsDone() async throws {
        let test = try TestApp(["StayAliveFor 5s"], [], [])
        await test.advance(by: .seconds(10))
        let record = await test.exitRecord
        #expect(record.reason == .done)
        #expect(record.stopped.sinceStart == .seconds(5))
        #expect(record.next == nil)
    }

    @Test func anIdleAppLeavesWithTheTimeOfItsNextRun() async throws {
        let test = try TestApp(
            ["StayAliveFor 90s", "ShutdownIfIdle 60s"],
            [("Scripted", ["RunEvery 30s", "IncreaseIdleBy 10s", "MaximumIdle 2m"])], [Scripted.type { _ in .idle }])
        await test.advance(by: .seconds(1000))
        let record = await test.exitRecord
        // Runs at 0, 40, 90, 150: at 90 the gap to 150 is 60 s.
        #expect(record.reason == .idle)
        #expect(record.stopped.sinceStart == .seconds(90))
        #expect(record.next?.sinceStart == .seconds(150))
    }
}
