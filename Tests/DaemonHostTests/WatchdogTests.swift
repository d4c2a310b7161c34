import DaemonAppTesting
import DaemonHost
import Daemons
import DispatchReactor
import Logging
import Scheduling
import Testing

@Suite(.timeLimit(.minutes(5))) struct WatchdogTests {
    /// An app with a daemon that runs at once and another one that is due each second and waits for no floor, so that
    /// there is always somebody who waits for the loop, however late the first one holds it.
    private func app(_ log: LogRecorder, _ run: @escaping Scripted.Run) throws -> DaemonApp {
        let schedule = DaemonSchedule(DaemonParameters(runEvery: .seconds(3600)))
        let later = DaemonSchedule(DaemonParameters(runEvery: .seconds(1), startAfter: .seconds(1), floor: .own))
        let wanted = [
            WantedDaemon(name: "holder", type: "Scripted", schedule: schedule) { Scripted(run) },
            WantedDaemon(name: "other", type: "Scripted", schedule: later) { Scripted { _ in .idle } },
        ]
        return try DaemonApp(AppConfiguration(daemons: wanted), on: DispatchReactor(), log: log.logger)
    }

    @Test func whoHoldsTheLoopIsNamed() async throws {
        let (log, gate) = (LogRecorder(), Gate())
        let app = try app(log) { _ in
            gate.pass()
            return .idle
        }
        async let record = app.runUntilStopped()
        let warning = await log.first { $0.level == .warning }
        #expect(warning.metadata["daemon"] == "holder")
        #expect(warning.message.hasPrefix("the daemon has held the loop for more than 5 s"))
        gate.open()
        await app.stop()
        #expect(await record.reason == .operator)
    }

    @Test func soIsOneThatHasSuspendedBefore() async throws {
        let (log, gate) = (LogRecorder(), Gate())
        let app = try app(log) { context in
            try await context.clock.sleep(for: .milliseconds(10))
            gate.pass()
            return .idle
        }
        async let record = app.runUntilStopped()
        let warning = await log.first { $0.level == .warning }
        #expect(warning.message.hasPrefix("the loop has been held by one of holder for more than 5 s"))
        gate.open()
        await app.stop()
        #expect(await record.reason == .operator)
    }
}
