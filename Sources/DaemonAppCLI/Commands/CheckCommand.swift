import ArgumentParser
import DaemonHost

/// `daemonapp check`.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Checks a configuration and prints everything that is wrong with it.",
        discussion: """
            Each error is one line, FILE:LINE: KIND: MESSAGE. The exit status is 78 if there is any. Nothing that the \
            configuration names is touched.

            EXAMPLES:
              daemonapp check app.conf
              daemonapp check app.conf --set foo/cleanup/RunEvery=7m
            """)

    @OptionGroup var file: ConfigurationOptions

    func run() throws {
        let app = try AppLoader.load(file)
        let count = app.daemons.count
        StandardStreams.printLine(
            "\(file.configuration): \(app.name) with \(count) \(count == 1 ? "daemon" : "daemons"): no errors")
    }
}
