import ArgumentParser
import DaemonHost

/// `daemonapp status`.
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Shows what a running app does.",
        discussion: """
            EXAMPLES:
              daemonapp status
              daemonapp status --app foo --format json
              daemonapp status --app /run/foo/control.sock --format openmetrics
            """)

    @OptionGroup var app: AppOptions

    @Option(help: "What is printed: a table, JSON, or OpenMetrics text.")
    var format: StatusFormat = .table

    func run() throws {
        guard let status = try app.ask(ControlRequest(.status)).status else { throw ExitCode.unavailable }
        switch format {
        case .table:
            StandardStreams.write(StatusTable.text(status, isColourful: StandardStreams.isColourful(1)), to: 1)
        case .json: try StandardStreams.printJSON(status)
        case .openmetrics:
            StandardStreams.write(OpenMetrics.text(status), to: 1)
        }
    }
}

/// What `status` prints.
enum StatusFormat: String, CaseIterable, ExpressibleByArgument {
    case table, json, openmetrics
}
