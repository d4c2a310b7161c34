import ArgumentParser
import DaemonHost
import FileCleanup

/// `daemonapp cleanup list`.
struct CleanupListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Prints what a run would remove now.",
        discussion: """
            A line each: the path, the key that causes its removal, and its age. With --format json an array of objects, \
            one a line, with daemon, path, rule, age (seconds), size (bytes) and kind: file, directory or subtree.

            EXAMPLES:
              daemonapp cleanup list app.conf
              daemonapp cleanup list app.conf --daemon session-cleanup --format json | jq -r '.[].path'

            EXIT STATUS:
               1  a run would fail: it would remove too much (RefuseAbove), or a directory cannot be scanned
              66  there is no such section
            """)

    @OptionGroup var file: ConfigurationOptions

    @Option(help: "Only that section.")
    var daemon: String?

    @Option(help: "What is printed: text, or a JSON array.")
    var format: ReportFormat = .text

    func run() throws {
        var output = CleanupListOutput(format)
        var hasFailed = false
        for section in try CleanupSection.all(file, daemon: daemon) {
            hasFailed = list(section, &output) || hasFailed
        }
        output.finish()
        if hasFailed { throw ExitCode.failure }
    }

    /// - Returns: whether a run would fail.
    private func list(_ section: CleanupSection, _ output: inout CleanupListOutput) -> Bool {
        do {
            let (planned, problems) = try section.cleaner.list(recordCount: section.recordCount)
            for removal in planned { output.append(removal, section.name) }
            for problem in problems { StandardStreams.printErrorLine("\(section.name): \(problem)") }
            return !problems.isEmpty
        } catch {
            StandardStreams.printErrorLine("\(section.name): \(error)")
            return true
        }
    }
}
