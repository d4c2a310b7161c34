import ArgumentParser
import DaemonHost
import EventLoopServices
import Glibc
import Logging
import Scheduling
import Synchronization

/// An app that is all that its process does: the process ends when it stops.
final class AppProcess: Sendable {
    let app: DaemonApp
    private let log: Logger
    private let format: LogFormat
    private let outputs: LogOutputs
    private let control: ControlServer?
    private let reloader: Reloader
    private let failures: FailureNotifier

    /// Makes the app and its control socket.
    /// - Parameters:
    ///   - service: the manager of the service that the process is, if it is one.
    ///   - read: reads the app's configuration again, or another one.
    init(
        _ configuration: AppConfiguration, service: ServiceEnvironment?, log: Logger, format: LogFormat,
        outputs: LogOutputs, read: @escaping Reloader.Reader
    ) throws {
        self.log = log
        self.format = format
        self.outputs = outputs
        let state = try AppProcess.openState(configuration)
        let reactor = GlobalExecutor.shared.reactor
        let failures = FailureNotifier(on: reactor, log: log)
        self.failures = failures
        let manager = ServiceManager(service, on: reactor, log: log)
        do {
            app = try DaemonApp(
                configuration, on: reactor, log: log, state: state,
                observers: [failures.observe] + (manager.map { [$0.observe] } ?? [])
            ) { exit in
                log.critical("the app is held by a daemon and does not stop: the process ends now")
                failures.cutOff()
                AppProcess.end(exit, format, outputs)
            }
        } catch {
            StandardStreams.printErrorLine("\(error)")
            throw ExitCode.badConfiguration
        }
        failures.attach(app)
        manager?.attach(app)
        reloader = Reloader(
            app, onPhase: { manager?.reload($0) },
            onReload: { configuration in
                do {
                    try outputs.apply(configuration.log)
                } catch {
                    log.error("the log goes where it went before: \(error)")
                }
            }, read: read)
        control = try AppProcess.open(configuration, app, reloader, log)
    }

    /// Reads the configuration again, beside the caller's thread; the log says what has become of it.
    func reload() {
        reloader.reloadSoon()
    }

    /// A signal has come that stops the app, or ends the grace of its stop.
    func signalled() {
        app.signalled()
        failures.signalled()
    }

    /// Runs the app on its reactor; when it has stopped, the process ends.
    func start() {
        app.start { [self] exit in
            // Not on the reactor, which may still have questions of operators to answer.
            DetachedThread.start(named: "daemonapp-end") { [self] in
                failures.finish()
                control?.close()
                AppProcess.end(exit, format, outputs)
            }
        }
    }

    private static func end(_ line: ExitLine, _ format: LogFormat, _ outputs: LogOutputs) {
        outputs.flush(milliseconds: 5000)
        StandardStreams.printLine(format == .json ? line.json : line.human)
        exit(0)
    }

    /// Opens the directory in which the app keeps what survives it, if it has one.
    /// - Throws: 73 if it cannot be made, 75 if another app uses it.
    private static func openState(_ configuration: AppConfiguration) throws -> StateDirectory? {
        guard let path = StatePath.path(configuration) else { return nil }
        do {
            return try StateDirectory(path)
        } catch {
            StandardStreams.printErrorLine("\(error)")
            if case .locked = error.problem { throw ExitCode.temporaryFailure }
            throw ExitCode.cannotCreate
        }
    }

    /// Opens the control socket.
    /// - Throws: 73 or 75 if the socket that the configuration names cannot be had.
    private static func open(
        _ configuration: AppConfiguration, _ app: DaemonApp, _ reloader: Reloader, _ log: Logger
    ) throws -> ControlServer? {
        let path: String
        if let configured = configuration.controlSocket {
            path = configured
        } else {
            let directory = ControlSocket.defaultDirectory(environment: ProcessEnvironment.value)
            unsafe mkdir(directory, 0o755)
            path = ControlSocket.defaultPath(app: app.name, environment: ProcessEnvironment.value)
        }
        do {
            return try ControlServer(app, at: path, reloader: reloader)
        } catch let error as ControlSocketError {
            if error.isTaken {
                StandardStreams.printErrorLine("\(error)")
                throw ExitCode.temporaryFailure
            }
            if configuration.controlSocket != nil {
                StandardStreams.printErrorLine("\(error)")
                throw ExitCode.cannotCreate
            }
            log.warning("\(error); the app runs without one")
            return nil
        }
    }
}
