import ArgumentParser
import DaemonHost

/// `daemonapp check`.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Checks a configuration and prints everything that is wrong with it.",
        discussion: """
            Each error is one line, FILE:LINE: KIND: MESSAGE, and so is each warning, FILE:LINE: warning: MESSAGE: \
            directories and programs that are not there, intervals that are never reached, runs that hold up others. The \
            exit status is 78 if there is any error or, with --strict, any warning. What the configuration names is looked \
            at, and nothing is changed.

            EXAMPLES:
              daemonapp check app.conf
              daemonapp check app.conf --strict --format json
              daemonapp check app.conf --set foo/cleanup/RunEvery=7m
            """)

    @OptionGroup var file: ConfigurationOptions

    @Flag(help: "Warnings count as errors.")
    var strict = false

    @Option(help: "What is printed: text, or a JSON array of errors and warnings.")
    var format: ReportFormat = .text

    func run() throws {
        let (app, report) = try AppLoader.review(file.configuration, overrides: file.overrides)
        let status = strict && report.errors.isEmpty && !report.warnings.isEmpty ? .badConfiguration : report.status
        switch format {
        case .json:
            try StandardStreams.writeOutput("[\(report.json.joined(separator: ",\n "))]\n")
        case .text:
            for error in report.errors { StandardStreams.printErrorLine("\(error)") }
            report.printWarnings()
            if let app, report.errors.isEmpty { try StandardStreams.writeOutput(summary(app, report) + "\n") }
        }
        if status != .success { throw status }
    }

    private func summary(_ app: AppConfiguration, _ report: ErrorReport) -> String {
        let daemons = app.daemons.count == 1 ? "1 daemon" : "\(app.daemons.count) daemons"
        let warnings =
            switch report.warnings.count {
            case 0: ""
            case 1: ", 1 warning"
            default: ", \(report.warnings.count) warnings"
            }
        return "\(file.configuration): \(app.name) with \(daemons): no errors\(warnings)"
    }
}
