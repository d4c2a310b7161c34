public import Daemons

/// Why a run of a command failed.
public struct CommandError: OutputCarrying, Sendable, Hashable {
    /// What went wrong.
    public let code: Code
    /// The program's path, or its name if it was found nowhere.
    public let program: String
    /// What happened: an exit status, a signal, or the system's words.
    public let reason: String
    /// The last lines that the program wrote, escaped; at most five, about a kilobyte together.
    public let lastLines: [String]

    /// What can go wrong with a command.
    public struct Code: Sendable, Hashable {
        private enum Value { case notStarted, status, signal }
        private let value: Value

        /// The program could not be started.
        public static let notStarted = Code(value: .notStarted)
        /// The program exited with a status that means failure.
        public static let status = Code(value: .status)
        /// A signal ended the program.
        public static let signal = Code(value: .signal)
    }

    init(notStarted program: String, reason: String) {
        code = .notStarted
        self.program = program
        self.reason = "cannot be started: \(reason)"
        lastLines = []
    }

    init(_ end: ProgramEnd, of program: String, lastLines: [String]) {
        code =
            switch end {
            case .exited: .status
            case .killed: .signal
            }
        self.program = program
        reason = end.description
        self.lastLines = lastLines
    }
}

extension CommandError: CustomStringConvertible {
    /// The program, the reason and the last lines in one line.
    public var description: String {
        let head = "\(program): \(reason)"
        return lastLines.isEmpty ? head : "\(head); last output: \(lastLines.joined(separator: " | "))"
    }
}
