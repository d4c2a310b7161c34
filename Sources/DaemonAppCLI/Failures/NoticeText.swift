import DaemonHost
import EventLog
import Scheduling

/// What the program of OnFailure is told: variables, and a text fit for a mail.
struct NoticeText {
    /// The most bytes of an error in a variable and in the text.
    static let longestError = 4096
    /// The most characters of the first line.
    static let longestLine = 150

    let app: String
    let notice: FailureNotice
    let rule: FailureRule
    let clock: WallClock
    /// When the streak began, by the wall clock as it was then.
    let since: String

    /// The variables of its environment.
    var environment: [String: String] {
        [
            "DAEMONAPP_APP": app,
            "DAEMONAPP_DAEMON": notice.daemon,
            "DAEMONAPP_EVENT": notice.event.rawValue,
            "DAEMONAPP_ERROR": error,
            "DAEMONAPP_RUN": "\(notice.run)",
            "DAEMONAPP_FAILURES": "\(notice.failures)",
            "DAEMONAPP_SINCE": since,
        ]
    }

    /// The text on its standard input. The first line could be a subject: it has no control characters.
    var text: String {
        ([NoticeText.cut(subject), ""] + body).joined(separator: "\n") + "\n"
    }

    private var subject: String {
        switch notice.event {
        case .failure: "\(app): \(daemon) fails: \(error.printable)"
        case .recovery: "\(app): \(daemon) works again after \(failures)"
        }
    }

    private var body: [String] {
        switch notice.event {
        case .failure:
            var lines = ["Run \(notice.run) of \(daemon) has failed at \(time(notice.at)):", ""]
            lines += NoticeText.indented(error)
            if !notice.output.isEmpty {
                lines += ["", "The last lines of its output:", ""] + notice.output.flatMap(NoticeText.indented)
            }
            return lines + [
                "", outlook, "You will be told when a run of it goes well again, and of no failure before.",
            ]
        case .recovery:
            return [
                "Run \(notice.run) of \(daemon) has gone well at \(time(notice.at)).",
                "There were \(failures) in a row from \(since) on; the last:", "",
            ] + NoticeText.indented(error)
        }
    }

    private var outlook: String {
        if rule.isPaused {
            return """
                It is paused, because FailureLimit (\(rule.limit ?? notice.failures)) is reached. When it is mended: \
                daemonapp resume \(daemon) --app \(app)
                """
        }
        let limit = rule.limit.map { " After \($0) failures in a row it will be paused (FailureLimit)." } ?? ""
        return "The next run is due in \(notice.wait?.text ?? "an unknown time").\(limit)"
    }

    private var daemon: String { notice.daemon.printable }
    private var failures: String { notice.failures == 1 ? "1 failure" : "\(notice.failures) failures" }
    private var error: String { NoticeText.bounded(notice.error) }

    private func time(_ instant: Instant) -> String { clock.text(instant) ?? "an unknown time" }

    /// The text, not too long, without the one character that no variable can hold.
    private static func bounded(_ text: String) -> String {
        let text = text.filter { $0 != "\0" }
        guard text.utf8.count > longestError else { return text }
        return String(decoding: text.utf8.prefix(longestError), as: UTF8.self) + "…"
    }

    private static func cut(_ line: String) -> String {
        line.count > longestLine ? line.prefix(longestLine - 1) + "…" : line
    }

    private static func indented(_ text: String) -> [String] {
        text.split(separator: "\n").map { "    \(String($0).printable)" }
    }
}
