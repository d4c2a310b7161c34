public import Daemons

/// Runs a program, whose exit status says whether there was work.
public final class CommandRunner: Daemon {
    private let settings: CommandSettings

    init(_ settings: CommandSettings) {
        self.settings = settings
    }

    /// Runs the program and logs its output.
    ///
    /// When the run is cancelled, the program and its process group get TERM, and KILL after `KillAfter`.
    /// - Returns: one unit of work, idle or done, as the exit status says.
    /// - Throws: ``CommandError`` if the program cannot be started, exits with another status, or is ended by a signal;
    ///   `CancellationError` if the run was cancelled.
    public func run(_ context: DaemonContext) async throws -> Outcome {
        let program = try await settings.runProgram(context)
        try Task.checkCancellation()
        switch settings.statuses.verdict(on: program.end) {
        case .worked: return .worked()
        case .idle: return .idle
        case .done: return .done
        case .failed: throw program.error
        }
    }
}
