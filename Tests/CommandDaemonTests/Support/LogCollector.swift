import Logging
import Synchronization

/// Keeps what is logged, and tells when a line has come.
final class LogCollector: Sendable {
    /// A line of a program's output.
    struct Output: Hashable, Sendable {
        var stream: String
        var line: String
    }

    private struct State {
        var outputs: [Output] = []
        var waiters: [(line: String, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())

    /// A logger that writes here.
    var logger: Logger { Logger(label: "test") { _ in Handler(collector: self) } }

    /// The lines of output so far.
    var outputs: [Output] { state.withLock { $0.outputs } }

    /// The lines of one stream so far.
    func lines(of stream: String = "stdout") -> [String] { outputs.filter { $0.stream == stream }.map(\.line) }

    /// Waits until a line has come.
    func waitFor(_ line: String) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if state.outputs.contains(where: { $0.line == line }) { return true }
                state.waiters.append((line, continuation))
                return false
            }
            if isThere { continuation.resume() }
        }
    }

    private func add(_ output: Output) {
        let woken = state.withLock { state in
            state.outputs.append(output)
            let woken = state.waiters.filter { $0.line == output.line }
            state.waiters.removeAll { $0.line == output.line }
            return woken
        }
        for waiter in woken { waiter.continuation.resume() }
    }

    private struct Handler: LogHandler {
        let collector: LogCollector
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        init(collector: LogCollector) { self.collector = collector }

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            guard let metadata = event.metadata, metadata["event"] == "output",
                case .string(let line)? = metadata["line"],
                case .string(let stream)? = metadata["stream"]
            else { return }
            collector.add(Output(stream: stream, line: line))
        }
    }
}
