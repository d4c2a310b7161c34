import Logging
import Synchronization

/// A stream that a program writes to.
enum OutputStream: String, Sendable, Hashable {
    /// Standard output.
    case standardOutput = "stdout"
    /// Standard error.
    case standardError = "stderr"
}

/// Writes the output of one run to the log, line by line, and keeps the end of it.
///
/// What it holds is bounded: a line of each stream, and the end of each.
final class OutputLog: Sendable {
    private struct State {
        var budget: OutputBudget
        var assemblers: [OutputStream: LineAssembler] = [:]
        var tails: [OutputStream: OutputTail] = [:]
        var firstDropped: OutputStream?
    }

    private let log: Logger
    private let state: Mutex<State>

    /// A log for the output of one run, of which at most so many bytes are logged.
    init(log: Logger, maximumOutput: Int) {
        self.log = log
        state = Mutex(State(budget: OutputBudget(maximumOutput)))
    }

    /// The program has written something. Pieces of one stream come in their order.
    func add(_ piece: [UInt8], to stream: OutputStream) {
        state.withLock { state in
            state.tails[stream, default: OutputTail()].add(piece[...])
            let granted = state.budget.spend(piece.count)
            if granted < piece.count, state.firstDropped == nil { state.firstDropped = stream }
            for line in state.assemblers[stream, default: LineAssembler()].add(piece[..<granted]) {
                record(line, of: stream)
            }
        }
    }

    /// The program will write no more: logs the lines that had no end, and how much was dropped.
    func finish() {
        state.withLock { state in
            for stream in [OutputStream.standardOutput, .standardError] {
                if let line = state.assemblers[stream]?.finish() { record(line, of: stream) }
            }
            if let stream = state.firstDropped {
                record("[\(state.budget.dropped) bytes more were dropped]", of: stream)
            }
        }
    }

    /// The last lines of standard error or, if there are none, of standard output.
    var lastLines: [String] {
        state.withLock { state in
            let errors = state.tails[.standardError]?.lines ?? []
            return errors.isEmpty ? state.tails[.standardOutput]?.lines ?? [] : errors
        }
    }

    private func record(_ line: String, of stream: OutputStream) {
        log.info(
            "\(line)", metadata: ["event": "output", "stream": .string(stream.rawValue), "line": .string(line)])
    }
}
