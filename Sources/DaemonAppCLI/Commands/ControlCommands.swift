import ArgumentParser
import DaemonHost
import EventLog

/// Which running app is asked.
struct AppOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The app's name, or the path of its control socket. Without it: the only app that runs.",
            valueName: "name|socket"))
    var app: String?

    /// Asks the app.
    /// - Throws: 69 if none answers, 1 if it refuses; what is wrong is printed.
    func ask(_ request: ControlRequest) throws -> ControlReply {
        let reply = try reply(to: request)
        guard reply.ok else {
            StandardStreams.printErrorLine((reply.message ?? "refused").printable)
            throw ExitCode(1)
        }
        return reply
    }

    /// Asks the app, whatever it answers.
    /// - Throws: 69 if none answers.
    func reply(to request: ControlRequest) throws -> ControlReply {
        do {
            return try ControlClient.ask(request, at: try path)
        } catch let error as ControlSocketError {
            StandardStreams.printErrorLine("no app answers: \(error)")
            throw ExitCode.unavailable
        }
    }

    private var path: String {
        get throws {
            if let app {
                let isPath = app.contains("/")
                return isPath
                    ? app : ControlSocket.defaultPath(app: app.lowercased(), environment: ProcessEnvironment.value)
            }
            let running = ControlClient.running(environment: ProcessEnvironment.value)
            if running.count == 1 { return running[0] }
            let directory = ControlSocket.defaultDirectory(environment: ProcessEnvironment.value)
            StandardStreams.printErrorLine(
                running.isEmpty
                    ? "no app answers under \(directory); name one with --app NAME or --app SOCKET"
                    : "several apps run; name one with --app: \(running.joined(separator: ", "))")
            throw ExitCode.unavailable
        }
    }
}

/// Asks something about one daemon and prints the answer.
protocol DaemonCommand: ParsableCommand {
    static var request: ControlRequest.Command { get }
    var app: AppOptions { get }
    var daemon: String { get }
}

extension DaemonCommand {
    func run() throws {
        let reply = try app.ask(ControlRequest(Self.request, daemon: daemon))
        StandardStreams.printLine((reply.message ?? "").printable)
    }
}

/// `daemonapp explain`.
struct ExplainCommand: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Says why a daemon does not run now, and when it will.",
        discussion: """
            EXAMPLES:
              daemonapp explain session-cleanup
              daemonapp explain session-cleanup --app foo
            """)
    static let request = ControlRequest.Command.explain

    @Argument(help: "The daemon's name.") var daemon: String
    @OptionGroup var app: AppOptions
}

/// `daemonapp wake`.
struct WakeCommand: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "wake", abstract: "Makes a daemon due now.",
        discussion: """
            A daemon that runs is due again as soon as its run has ended.

            EXAMPLES:
              daemonapp wake session-cleanup
            """)
    static let request = ControlRequest.Command.wake

    @Argument(help: "The daemon's name.") var daemon: String
    @OptionGroup var app: AppOptions
}

/// `daemonapp pause`.
struct PauseCommand: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause", abstract: "Keeps a daemon from starting until it is resumed.",
        discussion: """
            A run in progress goes on to its end.

            EXAMPLES:
              daemonapp pause session-cleanup
            """)
    static let request = ControlRequest.Command.pause

    @Argument(help: "The daemon's name.") var daemon: String
    @OptionGroup var app: AppOptions
}

/// `daemonapp resume`.
struct ResumeCommand: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Ends a pause, whoever made it.",
        discussion: """
            The daemon runs at once if its time has passed; its failures in a row are forgotten.

            EXAMPLES:
              daemonapp resume session-cleanup
            """)
    static let request = ControlRequest.Command.resume

    @Argument(help: "The daemon's name.") var daemon: String
    @OptionGroup var app: AppOptions
}

/// `daemonapp stop`.
struct StopCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "Stops an app.",
        discussion: """
            Runs in progress are cancelled and have the app's GracePeriod to end.

            EXAMPLES:
              daemonapp stop --app foo
            """)

    @OptionGroup var app: AppOptions

    func run() throws {
        let reply = try app.ask(ControlRequest(.stop))
        StandardStreams.printLine((reply.message ?? "").printable)
    }
}
