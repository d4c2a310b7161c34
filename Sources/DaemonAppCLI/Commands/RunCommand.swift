public import ArgumentParser
import DaemonHost
import Glibc
public import Logging

/// `daemonapp run`.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Runs an app in the foreground until it stops.",
        discussion: """
            The app stops when its schedule says that nothing is coming (ShutdownIfIdle), at its deadline \
            (ShutdownAfter), when it is told to (daemonapp stop, SIGTERM, SIGINT), or when no daemon is left. Runs in \
            progress are then cancelled and have GracePeriod to end; a second signal ends the grace. The last line on \
            the standard output says why it stopped and when it should be started again.

            The log goes to the standard error stream: lines for people on a terminal, priorities without timestamps \
            under systemd, JSON with --log-format json. Or it goes where the sections <eventlog> and <logger> of the \
            configuration say: into files, or to syslog. SIGUSR1 opens the files anew, and SIGHUP reads the \
            configuration again, as `daemonapp reload` does.

            EXAMPLES:
              daemonapp run app.conf
              daemonapp run app.conf --set foo/ShutdownAfter=1h --log-level debug
              daemonapp run app.conf --log-format json 2>> app.log
            """)

    @OptionGroup var file: ConfigurationOptions

    @Option(help: "How the log is written: human, journal or json. Without it: journal under systemd, else human.")
    var logFormat: LogFormat?

    @Option(
        help: """
            What is logged: trace, debug, info, notice, warning, error or critical. Without it: the level of <eventlog>, or \
            info.
            """)
    var logLevel: Logger.Level?

    func run() throws {
        StandardStreams.open()
        let configuration = try AppLoader.load(file)
        let format = logFormat ?? LogFormat.automatic
        // Before any other thread is there, so that all of them leave these signals to this one.
        let signals = SignalWaiter()
        let service = ServiceEnvironment.take()
        let outputs = try openLog(configuration)
        let log = Logger(label: "daemonapp") { _ in AppLogHandler(outputs) }
        GlobalExecutor.install()
        let process = try AppProcess(
            configuration, service: service, log: log, format: format, outputs: outputs,
            read: AppLoader.reader(file))
        process.start()
        while true {
            switch signals.wait() {
            case SIGHUP:
                process.reload()
            case SIGUSR1:
                outputs.reopen()
                log.info("the log files are opened anew")
            default:
                process.signalled()
            }
        }
    }

    /// Opens where the log goes.
    /// - Throws: 73 if a file cannot be opened.
    private func openLog(_ configuration: AppConfiguration) throws -> LogOutputs {
        do {
            return try LogOutputs(
                configuration.log, app: configuration.name, options: .init(format: logFormat, level: logLevel))
        } catch {
            StandardStreams.printErrorLine("\(error)")
            throw ExitCode.cannotCreate
        }
    }
}

extension Logger.Level: @retroactive ExpressibleByArgument {}
