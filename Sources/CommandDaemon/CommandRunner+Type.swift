public import Daemons
import Scheduling

extension CommandRunner {
    /// The section type `<Command>`. Each command has a floor of its own unless `Floor` says otherwise.
    public static let type = {
        let keys = CommandKeys()
        return DaemonType(
            "Command", floor: .own,
            description: """
                Runs a program. Exit status 0 means that there was work; IdleStatus and DoneStatus tell which statuses \
                mean that there was none, or never will be; any other means that the run failed. With QueueDirectory, it \
                runs the program for each file in a directory.
                """,
            example: """
                <Command backup>
                  RunEvery 1h
                  RunTimeout 10m
                  Command /usr/local/bin/backup --incremental
                  IdleStatus 2
                </Command>
                """,
            keys: keys.declarations,
            settings: keys.read,
            requirements: \.requirements,
            queue: { CommandQueue($0, directory: $1) }
        ) { settings in
            guard let directory = settings.queueDirectory else { return CommandRunner(settings) }
            return CommandQueue(settings, directory: directory)
        }
    }()
}
