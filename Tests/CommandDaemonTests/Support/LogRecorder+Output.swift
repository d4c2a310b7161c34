import DaemonAppTesting
import Logging

/// What programs have written, as it is logged.
extension LogRecorder {
    /// The lines of output so far, each as its stream and itself.
    var outputs: [(stream: String, line: String)] {
        records.filter { $0.metadata["event"] == "output" }.map { record in
            (record.metadata["stream"] ?? "?", record.metadata["line"] ?? "?")
        }
    }

    /// What was logged as a warning or worse so far.
    var warnings: [String] { messages(from: .warning) }

    /// The lines of one stream so far.
    func lines(of stream: String = "stdout") -> [String] { outputs.filter { $0.stream == stream }.map(\.line) }

    /// Waits until a line has come.
    func waitFor(_ line: String) async {
        await first { $0.metadata["event"] == "output" && $0.metadata["line"] == line }
    }

    /// Waits until so many lines have come.
    func waitForLines(_ count: Int) async {
        await first(count) { $0.metadata["event"] == "output" }
    }
}
