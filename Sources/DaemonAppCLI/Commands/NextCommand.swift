import ArgumentParser
import DaemonHost
import FoundationEssentials
import Glibc
import SystemPackage

/// `daemonapp next`.
struct NextCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "next",
        abstract: "Says what is due when, from the state that an app has kept.",
        discussion: """
            The app need not run. Its state is where StateDirectory or $STATE_DIRECTORY says; nothing is written. \
            Paused daemons are left out, for they are not started.

            EXAMPLES:
              daemonapp next app.conf
              daemonapp next app.conf --format json | jq -r '.[0].due'

            EXIT STATUS:
              66  there is no state
            """)

    @OptionGroup var file: ConfigurationOptions

    @Option(help: "What is printed: a table, or a JSON array sorted by the due time.")
    var format: TableFormat = .table

    func run() throws {
        let configuration = try AppLoader.load(file)
        guard let path = StatePath.path(configuration) else {
            StandardStreams.printErrorLine(
                "\(file.configuration): \(configuration.name) keeps no state; give it a StateDirectory")
            throw ExitCode.noInput
        }
        let due: [KeptDue]
        do {
            due = try KeptDue.all(at: path)
        } catch {
            StandardStreams.printErrorLine("\(error)")
            throw ExitCode.noInput
        }
        switch format {
        case .table: StandardStreams.write(table(due), to: 1)
        case .json: try StandardStreams.printJSON(due)
        }
    }

    private func table(_ due: [KeptDue]) -> String {
        var table = TextTable([
            .init(heading: "DAEMON"), .init(heading: "DUE"), .init(heading: "IN", isRight: true),
            .init(heading: "INTERVAL", isRight: true),
        ])
        let now = Date()
        for daemon in due {
            table.append([daemon.daemon, daemon.due, daemon.timeLeft(from: now), daemon.intervalText])
        }
        return table.text(isColourful: StandardStreams.isColourful(1))
    }
}

/// How a command prints what it has a row each for: for people, or for programs.
enum TableFormat: String, CaseIterable, ExpressibleByArgument {
    case table, json
}
