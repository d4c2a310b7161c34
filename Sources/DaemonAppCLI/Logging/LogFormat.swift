import ArgumentParser
import Glibc

/// How the log is written.
enum LogFormat: String, Sendable, CaseIterable, ExpressibleByArgument {
    /// Lines for people: time, level, daemon, message.
    case human
    /// Priorities for the journal, which adds the time itself.
    case journal
    /// One JSON object a line.
    case json

    /// What the standard error stream is made for: systemd names in JOURNAL_STREAM the stream it has connected.
    static var automatic: LogFormat {
        guard let stream = ProcessEnvironment.value("JOURNAL_STREAM") else { return .human }
        var status = stat()
        guard unsafe fstat(STDERR_FILENO, &status) == 0 else { return .human }
        return stream == "\(status.st_dev):\(status.st_ino)" ? .journal : .human
    }
}
