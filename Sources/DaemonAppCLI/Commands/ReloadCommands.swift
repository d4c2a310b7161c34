import ArgumentParser
import DaemonHost
import EventLog
import Glibc

/// `daemonapp reload`.
struct ReloadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reload",
        abstract: "Lets a running app read its configuration again.",
        discussion: """
            The file is checked first: a bad one changes nothing, and its errors are printed. Else what is new starts, \
            what is gone ends after a run in progress, what has other settings gets them and keeps its interval, its \
            counters and its due time, and what is equal is left alone. SIGHUP does the same; the log says what has \
            become of it.

            EXAMPLES:
              daemonapp reload --dry-run
              daemonapp reload --app foo
            """)

    @Flag(help: "Only say what would start, stop and change.")
    var dryRun = false

    @Option(help: "What is printed: text or JSON.")
    var format: ReportFormat = .text

    @OptionGroup var app: AppOptions

    func run() throws {
        let report = try app.changes(ControlRequest(dryRun ? .dryRun : .reload))
        try ChangeList(report, isDone: !dryRun).print(format)
    }
}

/// `daemonapp diff`.
struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Says what a configuration would change about a running app.",
        discussion: """
            The file is read by the app that runs, and not taken. It may be another one than the app was started with.

            EXAMPLES:
              daemonapp diff app.conf
              daemonapp diff new.conf --app foo --format json
            """)

    @OptionGroup var file: ConfigurationOptions

    @Option(help: "What is printed: text or JSON.")
    var format: ReportFormat = .text

    @OptionGroup var app: AppOptions

    func run() throws {
        let request = ControlRequest(
            .diff, configuration: try absolute(file.configuration), overrides: file.overrides)
        try ChangeList(app.changes(request), isDone: false).print(format)
    }

    /// A path as the app understands it, which has a working directory of its own.
    private func absolute(_ path: String) throws -> String {
        guard !path.hasPrefix("/") else { return path }
        guard let directory = unsafe getcwd(nil, 0) else { throw ExitCode.noInput }
        defer { unsafe free(directory) }
        return unsafe String(cString: directory) + "/" + path
    }
}

extension AppOptions {
    /// Asks for changes.
    /// - Throws: 78 if the configuration is wrong, what is wrong being printed; else as ``ask(_:)``.
    fileprivate func changes(_ request: ControlRequest) throws -> ReloadReport {
        let reply = try reply(to: request)
        if let changes = reply.changes { return changes }
        for error in reply.errors ?? [reply.message ?? "refused"] {
            StandardStreams.printErrorLine(error.printable)
        }
        throw reply.errors == nil ? ExitCode(1) : ExitCode.badConfiguration
    }
}

/// The changes of a configuration, for people or for programs.
private struct ChangeList {
    private let report: ReloadReport
    private let isDone: Bool

    init(_ report: ReloadReport, isDone: Bool) {
        self.report = report
        self.isDone = isDone
    }

    func print(_ format: ReportFormat) throws {
        switch format {
        case .text:
            for line in lines { StandardStreams.printLine(line.printable) }
        case .json:
            try StandardStreams.printJSON(report)
        }
    }

    private var lines: [String] {
        if report.isEmpty { return ["nothing changes"] }
        var lines = report.stopped.map { "stop    \($0)" }
        lines += report.started.map { "start   \($0)" }
        lines += report.changed.map { section in
            let keys = section.keys.map(text).joined(separator: ", ")
            return "change  \(section.daemon): \(keys.isEmpty ? "a section within" : keys)"
        }
        lines += report.app.map { "app     \(text($0))" }
        return [isDone ? "done:" : "would be done:"] + lines.map { "  " + $0 }
    }

    private func text(_ change: ReloadReport.KeyChange) -> String {
        if change.old == nil, change.new == nil { return change.key }
        return "\(change.key) \(change.old ?? "(not given)") -> \(change.new ?? "(not given)")"
    }
}
