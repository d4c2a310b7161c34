public import Daemons
import Subprocess
import SystemPackage

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
        let settings = settings
        let path = try await context.blocking { try settings.locate() }
        try Task.checkCancellation()
        let output = OutputLog(log: context.log, maximumOutput: settings.maximumOutput)
        let program = ProgramRun(
            settings.configuration(path: path), input: settings.input, output: output, killAfter: settings.killAfter,
            clock: context.clock, cutOff: context.cutOff)
        let end: ProgramEnd
        do {
            end = try await context.cutOff.during({ program.kill() }) {
                try await withTaskCancellationHandler {
                    try await program.end()
                } onCancel: {
                    program.stop()
                }
            }
        } catch let error as SubprocessError {
            throw try await context.blocking { settings.explanation(of: error, path: path) }
        } catch let error as Errno {
            throw CommandError(notStarted: path, reason: "\(error)")
        }
        try Task.checkCancellation()
        switch settings.statuses.verdict(on: end) {
        case .worked: return .worked()
        case .idle: return .idle
        case .done: return .done
        case .failed: throw CommandError(end, of: path, lastLines: output.lastLines)
        }
    }
}
