import DaemonAppTesting
import Daemons
import Scheduling
import Testing

@testable import DaemonHost

/// The slack of the one timer.
@Suite(.timeLimit(.minutes(5))) struct TimerSlackTests {
    let book = RunBook()

    /// The first of a daemon's runs is at 0, the next is due at 10.
    private func app() throws -> (HostedApp, (Nanoseconds) -> AppConfiguration) {
        let wanted = [Probe.wanted("a", book)]
        return (
            try HostedApp(wanted), { AppConfiguration(name: "test", timerSlack: $0, daemons: wanted) }
        )
    }

    @Test func anotherOneHoldsAlsoForTheTimerThatIsArmed() async throws {
        let (app, configuration) = try app()
        await app.advance(by: .seconds(5))
        try await app.app.reload(configuration(.seconds(2)))
        await app.advance(by: .milliseconds(6999))
        #expect(book.runs(of: "a") == 1)
        await app.advance(by: .milliseconds(1))
        #expect(book.runs(of: "a") == 2)
        // 10 s after the run at 12, and without slack.
        await app.advance(by: .seconds(3))
        try await app.app.reload(configuration(.zero))
        await app.advance(by: .milliseconds(6999))
        #expect(book.runs(of: "a") == 2)
        await app.advance(by: .milliseconds(1))
        #expect(book.runs(of: "a") == 3)
        await app.stop()
    }

    @Test func lessOfItMayHavePassedAlready() async throws {
        let (app, configuration) = try app()
        await app.settle()
        try await app.app.reload(configuration(.seconds(5)))
        await app.advance(by: .seconds(12))
        #expect(book.runs(of: "a") == 1)
        try await app.app.reload(configuration(.seconds(1)))
        await app.settle()
        #expect(book.runs(of: "a") == 2)
        await app.stop()
    }
}
