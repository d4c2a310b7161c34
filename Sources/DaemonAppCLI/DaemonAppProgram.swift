import ArgumentParser
import CommandDaemon
public import Daemons
import DirectoryQueues
import FileCleanup

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
    @TaskLocal static var daemonTypes = allTypes([])

    private static func allTypes(_ own: [DaemonType]) -> [DaemonType] {
        let types = [CommandRunner.type, FileCleaner.type, SimulatedDaemon.type] + own
        return types + [DirQueueManager.type(serving: types)]
    }

    /// Carries out the command line of the process and ends it.
    /// - Parameter types: what can be hosted besides what `daemonapp` hosts.
    public static func main(hosting types: [DaemonType] = []) {
        let arguments = JoinedOverrides.separated(Array(CommandLine.arguments.dropFirst()))
        $daemonTypes.withValue(allTypes(types)) { DaemonAppCommand.main(arguments) }
    }
}
