public import Daemons

/// A program that is run once, beside the schedule, because something has happened.
///
/// It is started as the program of a `<Command>` is, and its output is logged the same way. Its standard input holds a
/// text, which it may read or leave.
public struct HookProgram: Sendable {
    private let settings: CommandSettings

    /// A program.
    /// - Parameters:
    ///   - command: the program and its arguments, split at runs of space; nothing is quoted.
    ///   - environment: variables that are added to the app's environment.
    ///   - input: what it can read from its standard input.
    ///   - killAfter: the time between TERM and KILL, should it have to be ended.
    /// - Returns: nil if the command names no program.
    public init?(_ command: String, environment: [String: String], input: String, killAfter: Duration) {
        guard let call = ProgramCall(splitting: command) else { return nil }
        settings = CommandSettings(
            call: call, environment: environment.compactMap { EnvironmentEntry("\($0.key)=\($0.value)") },
            killAfter: killAfter, input: .text(input))
    }

    /// Runs the program and logs its output. When the task is cancelled, the program's process group gets TERM, and
    /// KILL later.
    /// - Throws: ``CommandError`` if the program cannot be started, exits with another status than 0, or is ended by a
    ///   signal; `CancellationError` if the task was cancelled.
    public func run(_ context: DaemonContext) async throws {
        _ = try await CommandRunner(settings).run(context)
    }
}
