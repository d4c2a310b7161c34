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
        var warnings: [String] = []
        var waiters: [(condition: @Sendable ([Output]) -> Bool, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())

    /// A logger that writes here.
    var logger: Logger { Logger(label: "test") { _ in Handler(collector: self) } }

    /// The lines of output so far.
    var outputs: [Output] { state.withLock { $0.outputs } }

    /// What was logged as a warning or worse so far.
    var warnings: [String] { state.withLock { $0.warnings } }

    /// The lines of one stream so far.
    func lines(of stream: String = "stdout") -> [String] { outputs.filter { $0.stream == stream }.map(\.line) }

    /// Waits until a line has come.
    func waitFor(_ line: String) async {
        await wait { outputs in outputs.contains { $0.line == line } }
    }

    /// Waits until so many lines have come.
    func waitForLines(_ count: Int) async {
        await wait { $0.count >= count }
    }

    private func wait(until condition: @escaping @Sendable ([Output]) -> Bool) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if condition(state.outputs) { return true }
                state.waiters.append((condition, continuation))
                return false
            }
            if isThere { continuation.resume() }
        }
    }

    private func add(_ output: Output) {
        let woken = state.withLock { state in
            state.outputs.append(output)
            let outputs = state.outputs
            let woken = state.waiters.filter { $0.condition(outputs) }
            state.waiters.removeAll { $0.condition(outputs) }
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
            if event.level >= .warning { collector.state.withLock { $0.warnings.append("\(event.message)") } }
            guard let metadata = event.metadata, metadata["event"] == "output",
                case .string(let line)? = metadata["line"],
                case .string(let stream)? = metadata["stream"]
            else { return }
            collector.add(Output(stream: stream, line: line))
        }
    }
}
