import DaemonAppTesting
import DaemonHost
import Daemons
import DispatchReactor
import Glibc
import Logging
import Scheduling
import Testing

@testable import DaemonAppCLI

/// Programs of OnFailure that do not do as they should.
@Suite(.timeLimit(.minutes(5))) struct FailureNotifierTests {
    private struct Refusal: Error {}

    private final class Failing: Daemon {
        func run(_ context: DaemonContext) async throws -> Outcome { throw Refusal() }
    }

    /// An app whose only daemon fails, and who tells of it.
    private func fail(
        telling command: String, grace: Nanoseconds = .seconds(600), limits: FailureNotifier.Limits = .init(),
        then body: (FailureNotifier, LogRecorder) async throws -> Void
    ) async throws {
        let (reactor, log) = (DispatchReactor(), LogRecorder())
        let notifier = FailureNotifier(on: reactor, log: log.logger, limits: limits)
        let daemon = WantedDaemon(
            name: "a", type: "Failing",
            schedule: DaemonSchedule(DaemonParameters(runEvery: .seconds(3600)), onFailure: command)
        ) { Failing() }
        let configuration = AppConfiguration(
            name: "foo", parameters: AppParameters(gracePeriod: grace), daemons: [daemon])
        let app = try DaemonApp(configuration, on: reactor, log: log.logger, observers: [notifier.observe])
        notifier.attach(app)
        async let record = app.runUntilStopped()
        try await body(notifier, log)
        await app.stop()
        _ = await record
        await withCheckedContinuation { continuation in
            BlockingPool(limit: 1).run {
                notifier.finish()
                continuation.resume()
            }
        }
    }

    @Test func whatTakesTooLongIsEnded() async throws {
        let limits = FailureNotifier.Limits(timeout: .milliseconds(100), killAfter: .milliseconds(100))
        try await fail(telling: "/bin/sleep 1000", limits: limits) { _, log in
            await log.first { $0.message == "OnFailure (failure) was ended: it took too long" }
        }
    }

    @Test func whatCannotBeStartedIsLogged() async throws {
        try await fail(telling: "/nowhere/tell") { _, log in
            let record = await log.first { $0.message.hasPrefix("OnFailure (failure) failed: /nowhere/tell") }
            #expect(record.level == .error && record.metadata["daemon"] == "a")
        }
    }

    @Test func whatFailsIsLogged() async throws {
        // However long it takes until it is noticed that it has ended.
        let limits = FailureNotifier.Limits(timeout: .seconds(600))
        try await fail(telling: "/bin/false", limits: limits) { _, log in
            await log.first { $0.message == "OnFailure (failure) failed: /bin/false: exit status 1" }
        }
    }

    @Test func theEndWaitsForNobodyLongerThanTheGrace() async throws {
        try await fail(telling: "/bin/sleep 1000", grace: .milliseconds(100)) { _, log in
            await log.first { $0.message.hasPrefix("OnFailure (failure) is run") }
        }
    }

    @Test func aSecondSignalEndsTheWait() async throws {
        try await fail(telling: "/bin/sleep 1000") { notifier, log in
            await log.first { $0.message.hasPrefix("OnFailure (failure) is run") }
            notifier.signalled()
            notifier.signalled()
        }
    }
}
