import DaemonHost
import Scheduling
import Testing

@testable import DaemonAppCLI

/// What the program of OnFailure is told.
@Suite struct NoticeTextTests {
    private var notice = FailureNotice(
        event: .failure, daemon: "mail/alice", run: 17, at: Instant(.seconds(60)), since: Instant(.seconds(60)),
        failures: 1, error: "exit status 3", output: ["one", "two"], wait: .seconds(90))

    private func text(_ notice: FailureNotice, limit: Int? = nil, isPaused: Bool = false) -> NoticeText {
        NoticeText(
            app: "foo", notice: notice, rule: FailureRule(command: "/bin/tell", limit: limit, isPaused: isPaused),
            clock: WallClock(now: .start), since: "TIME")
    }

    /// A text with the instants left out.
    private func lines(_ text: NoticeText) -> [String] {
        let times = [notice.at, .start].compactMap { text.clock.text($0) }
        var all = text.text
        for time in times { all.replace(time, with: "TIME") }
        return all.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    @Test func aFailure() {
        #expect(
            lines(text(notice)) == [
                "foo: mail/alice fails: exit status 3", "", "Run 17 of mail/alice has failed at TIME:", "",
                "    exit status 3", "", "The last lines of its output:", "", "    one", "    two", "",
                "The next run is due in 1m 30s.",
                "You will be told when a run of it goes well again, and of no failure before.", "",
            ])
    }

    @Test func whatFailureLimitDoes() {
        #expect(
            lines(text(notice, limit: 5)).contains(
                "The next run is due in 1m 30s. After 5 failures in a row it will be paused (FailureLimit)."))
        #expect(
            lines(text(notice, limit: 1, isPaused: true)).contains(
                """
                It is paused, because FailureLimit (1) is reached. When it is mended: daemonapp resume mail/alice \
                --app foo
                """))
    }

    @Test func aRecovery() {
        var recovery = notice
        recovery.event = .recovery
        recovery.since = .start
        recovery.failures = 3
        recovery.output = []
        #expect(
            lines(text(recovery)) == [
                "foo: mail/alice works again after 3 failures", "", "Run 17 of mail/alice has gone well at TIME.",
                "There were 3 failures in a row from TIME on; the last:", "", "    exit status 3", "",
            ])
    }

    @Test func theVariables() {
        let text = text(notice)
        #expect(
            text.environment == [
                "DAEMONAPP_APP": "foo", "DAEMONAPP_DAEMON": "mail/alice", "DAEMONAPP_EVENT": "failure",
                "DAEMONAPP_ERROR": "exit status 3", "DAEMONAPP_RUN": "17", "DAEMONAPP_FAILURES": "1",
                "DAEMONAPP_SINCE": "TIME",
            ])
    }

    @Test func noErrorCanWriteAnotherHeader() throws {
        var hostile = notice
        hostile.daemon = "q/a\r\nBcc: everybody"
        hostile.error = "bad\r\nTo: x\0y\u{1B}[2J"
        let lines = lines(text(hostile))
        #expect(lines[0] == #"foo: q/a\r\nBcc: everybody fails: bad\r\nTo: xy\u{1B}[2J"#)
        #expect(lines[1].isEmpty)
        #expect(!lines.contains { $0.hasPrefix("Bcc") || $0.hasPrefix("To:") })
        #expect(text(hostile).environment["DAEMONAPP_ERROR"] == "bad\r\nTo: xy\u{1B}[2J")
    }

    @Test func aLongErrorIsCut() throws {
        var long = notice
        long.error = String(repeating: "ä", count: 100_000)
        let text = text(long)
        #expect(try #require(text.text.split(separator: "\n").first).count == NoticeText.longestLine)
        #expect(try #require(text.environment["DAEMONAPP_ERROR"]).utf8.count < 5000)
    }
}
