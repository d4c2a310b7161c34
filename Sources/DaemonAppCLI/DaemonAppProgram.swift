import ArgumentParser
import CommandDaemon
public import Daemons

/// The command `daemonapp`, or a program of one's own that is one: with all its commands, and with more kinds of daemons.
///
/// ```swift
/// @main
/// struct Program {
///     static func main() {
///         DaemonAppProgram.main(hosting: [Greeter.type])
///     }
/// }
/// ```
public enum DaemonAppProgram {
    /// The kinds of daemons that the commands know while they run.
    @TaskLocal static var daemonTypes = [CommandRunner.type, SimulatedDaemon.type]

    /// Carries out the command line of the process and ends it.
    /// - Parameter types: what can be hosted besides `<Command>` and `<SimulatedDaemon>`.
    public static func main(hosting types: [DaemonType] = []) {
        let arguments = JoinedOverrides.separated(Array(CommandLine.arguments.dropFirst()))
        $daemonTypes.withValue(daemonTypes + types) { DaemonAppCommand.main(arguments) }
    }
}
