import DaemonAppTesting
import DaemonHost
import Daemons
import Logging
import Scheduling
import ServiceLifecycle
import Testing

/// The app as one service among others.
@Suite(.timeLimit(.minutes(5))) struct ServiceGroupTests {
    /// A service that does nothing until it is told to stop.
    private struct Companion: Service {
        let log: LogRecorder

        func run() async throws {
            log.logger.info("companion runs")
            try await gracefulShutdown()
            log.logger.info("companion stops")
        }
    }

    private let reactor = ManualReactor()
    private let log = LogRecorder()

    private func app(_ parameters: AppParameters, _ run: @escaping Scripted.Run) throws -> DaemonApp {
        let schedule = DaemonSchedule(DaemonParameters(runEvery: .seconds(60)))
        let wanted = WantedDaemon(name: "scripted", type: "Scripted", schedule: schedule) { Scripted(run) }
        return try DaemonApp(
            AppConfiguration(parameters: parameters, timerSlack: .zero, daemons: [wanted]), on: reactor, log: log.logger
        )
    }

    private func group(_ app: DaemonApp) -> ServiceGroup {
        ServiceGroup(
            configuration: .init(
                services: [.init(service: Companion(log: log)), app.serviceConfiguration], logger: log.logger))
    }

    @Test func anIdleStopEndsTheGroupInOrder() async throws {
        let group = group(try app(AppParameters(shutdownIfIdle: .seconds(10))) { _ in .idle })
        async let end: Void = group.run()
        await log.first { $0.metadata["event"] == "start" }
        await reactor.advance(by: .zero)
        try await end
        let order = log.records.compactMap { record in
            record.metadata["reason"] ?? (record.message.hasPrefix("companion") ? record.message : nil)
        }
        #expect(order == ["companion runs", "idle", "companion stops"])
    }

    @Test func aShutdownOfTheGroupStopsTheAppAsAnOperatorWould() async throws {
        let group = group(
            try app(AppParameters(gracePeriod: .seconds(5))) { context in
                try await context.clock.sleep(for: .seconds(1000))
                return .worked()
            })
        async let end: Void = group.run()
        await log.first { $0.metadata["event"] == "run" }
        await group.triggerGracefulShutdown()
        try await end
        let stop = await log.first { $0.metadata["event"] == "stop" }
        #expect(stop.metadata["reason"] == "operator")
        // The run in progress was cancelled and ended at once, within the grace.
        #expect(stop.metadata["at"] == "0")
        #expect(log.records.contains { $0.metadata["event"] == "finish" && $0.metadata["outcome"] == "failed" })
    }

    @Test func cancellingItsTaskStopsTheApp() async throws {
        let app = try app(AppParameters()) { _ in .idle }
        let task = Task.immediate { await app.runUntilStopped() }
        await reactor.advance(by: .seconds(1))
        task.cancel()
        #expect(await task.value.reason == .operator)
        #expect(await app.runUntilStopped().reason == .operator)
    }
}
