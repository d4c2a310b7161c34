import DaemonAppTesting
import DaemonHost
import Daemons
import EventLoopServices
import Logging
import Scheduling
import Testing

@Suite(.timeLimit(.minutes(5))) struct DaemonAppTests {
    @Test func wakesFromAnywhereCountOnce() async throws {
        let type = Scripted.type { _ in .idle }
        let test = try TestApp([], [("Scripted", ["RunEvery 10s", "IncreaseIdleBy 10s"])], [type])
        await test.advance(by: .seconds(5))
        #expect(await test.app.wake("scripted") == .due)
        await test.advance(by: .zero)
        #expect(test.runs == ["0 scripted idle", "5 scripted idle"])
        // The wake has made the interval RunEvery again, and the idle run has lengthened it.
        await test.advance(by: .seconds(20))
        #expect(test.runs.last == "25 scripted idle")
        #expect(await test.app.wake("nobody") == .removed)
        await test.stop()
    }

    @Test func aDaemonWakesItself() async throws {
        let runs = Counter()
        let type = Scripted.type { context in
            if runs.next() == 1 { context.wake() }
            return .worked()
        }
        let test = try TestApp([], [("Scripted", ["RunEvery 10s"])], [type])
        await test.advance(by: .seconds(10))
        #expect(test.runs == ["0 scripted worked", "0 scripted worked", "10 scripted worked"])
        await test.stop()
    }

    @Test func aPausedDaemonWaitsForItsResume() async throws {
        let test = try TestApp([], [("Scripted", ["RunEvery 10s"])], [Scripted.type { _ in .worked() }])
        await test.advance(by: .seconds(1))
        #expect(await test.app.pause("scripted"))
        await test.advance(by: .seconds(30))
        #expect(await test.app.explain("scripted") == "paused by an operator until resumed; it would be ready")
        #expect(await test.app.wake("scripted") == .paused)
        #expect(await test.app.resume("scripted"))
        await test.advance(by: .zero)
        #expect(test.runs == ["0 scripted worked", "31 scripted worked"])
        await test.stop()
    }

    @Test func failuresInARowPause() async throws {
        let type = Scripted.type { _ in throw Refusal() }
        let test = try TestApp([], [("Scripted", ["RunEvery 1s", "FailureLimit 3"])], [type])
        await test.advance(by: .seconds(60))
        #expect(test.runs.count == 3)
        #expect(
            await test.app.explain("scripted") == "paused after 3 failures in a row until resumed; it would be ready")
        await test.app.resume("scripted")
        await test.advance(by: .zero)
        #expect(test.runs.count == 4)
        await test.stop()
    }

    @Test func aRunPastItsTimeoutIsCancelledAndFailed() async throws {
        let test = try TestApp(
            [], [("Busy", ["RunEvery 1h", "RunTimeout 2s"])], [Scripted.busy("Busy", for: .seconds(1000))])
        await test.advance(by: .seconds(2))
        let finish = await test.log.first { $0.metadata["event"] == "finish" }
        #expect(finish.metadata["outcome"] == "failed")
        #expect(finish.metadata["at"] == "2")
        #expect(test.log.messages().contains("the run takes longer than RunTimeout (2s): it is cancelled"))
        await test.stop()
    }

    @Test func aRunThatNamesItsNextRunIsHeard() async throws {
        let type = Scripted.type { context in .idle(next: context.now.advanced(by: .seconds(7))) }
        let test = try TestApp([], [("Scripted", ["RunEvery 30s"])], [type])
        await test.advance(by: .seconds(15))
        #expect(test.runs == ["0 scripted idle", "7 scripted idle", "14 scripted idle"])
        await test.stop()
    }

    @Test func concurrencyIsTheNumberOfFloors() async throws {
        let daemons = (1...3).map { ("Busy b\($0)", ["RunEvery 1h"]) }
        let test = try TestApp(["Concurrency 2"], daemons, [Scripted.busy("Busy", for: .seconds(2))])
        await test.advance(by: .seconds(1))
        #expect(await test.app.explain("b3") == "ready for 1s; every shared floor is taken, by b1, b2")
        await test.advance(by: .seconds(9))
        #expect(test.runs == ["2 b1 worked", "2 b2 worked", "4 b3 worked"])
        await test.stop()
    }

    @Test func whoHoldsASharedFloorForLongIsNamedOnce() async throws {
        let test = try TestApp(
            [], [("Busy", ["RunEvery 1s"]), ("Scripted", ["RunEvery 1s", "StartAfter 1s"])],
            [Scripted.busy("Busy", for: .seconds(300)), Scripted.type { _ in .worked() }])
        await test.advance(by: .seconds(250))
        let warnings = test.log.records.filter { $0.level == .warning }
        #expect(warnings.count == 1)
        #expect(warnings.first?.metadata["daemon"] == "busy")
        #expect(warnings.first?.message.hasPrefix("the run has held a shared floor for 1m") == true)
        await test.advance(by: .seconds(60))
        #expect(test.runs == ["300 busy worked", "300 scripted worked"])
        await test.stop()
    }

    @Test func runsStayOnTheAppsExecutor() async throws {
        let (reactor, log) = (ManualReactor(), LogRecorder())
        let schedule = DaemonSchedule(DaemonParameters(runEvery: .seconds(60)))
        let wanted = WantedDaemon(name: "probe", type: "Scripted", schedule: schedule) {
            Scripted { context in
                reactor.checkIsolated()
                try await context.clock.sleep(for: .seconds(1))
                reactor.checkIsolated()
                _ = try await context.blocking { 1 }
                reactor.checkIsolated()
                return .worked()
            }
        }
        let app = try DaemonApp(AppConfiguration(daemons: [wanted]), on: reactor, log: log.logger)
        let record = Task.immediate { await app.runUntilStopped() }
        await reactor.advance(by: .seconds(2))
        let finish = await log.first { $0.metadata["event"] == "finish" }
        #expect(finish.metadata["outcome"] == "worked")
        await app.stop()
        #expect(await record.value.reason == .operator)
    }
}
