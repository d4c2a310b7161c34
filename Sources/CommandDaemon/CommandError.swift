public import Daemons
import SystemPackage

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
    /// The file that the program was given, escaped, if it serves a queue: the first that failed.
    public let file: String?

    private let summary: String?

    /// What can go wrong with a command.
    public struct Code: Sendable, Hashable {
        private enum Value { case notStarted, status, signal, attempts }
        private let value: Value

        /// The program could not be started.
        public static let notStarted = Code(value: .notStarted)
        /// The program exited with a status that means failure.
        public static let status = Code(value: .status)
        /// A signal ended the program.
        public static let signal = Code(value: .signal)
        /// A file of a queue was tried as often as it may be, and each attempt was cut off.
        public static let attempts = Code(value: .attempts)
    }

    init(notStarted program: String, reason: String) {
        code = .notStarted
        self.program = program
        self.reason = "cannot be started: \(reason)"
        lastLines = []
        (file, summary) = (nil, nil)
    }

    init(exhausted program: String) {
        code = .attempts
        self.program = program
        reason = "no attempt is left"
        lastLines = []
        (file, summary) = (nil, nil)
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
        (file, summary) = (nil, nil)
    }

    /// The error of a run that served a queue.
    /// - Parameters:
    ///   - first: what happened to the first file that failed.
    ///   - file: that file.
    ///   - failed: how many files failed.
    ///   - count: how many files were tried.
    init(_ first: CommandError, file: FilePath, failed: Int, of count: Int) {
        (code, program, reason, lastLines) = (first.code, first.program, first.reason, first.lastLines)
        self.file = file.escaped
        summary = "failed \(failed) of \(count) file\(count == 1 ? "" : "s")"
    }
}

extension CommandError: CustomStringConvertible {
    /// The program, the reason and the last lines in one line; of a queue, how many files failed and which first.
    public var description: String {
        let head = [summary, file, program, reason].compactMap(\.self).joined(separator: ": ")
        return lastLines.isEmpty ? head : "\(head); last output: \(lastLines.joined(separator: " | "))"
    }
}
