import CLinux
import DaemonHost
import EventLoopServices
import Glibc
import Logging
import Synchronization

/// Tells the manager of the service, systemd, how the app is, by the protocol of sd_notify(3): that it has started,
/// what it does, that it reloads, that it stops, and that its loop lives.
///
/// A status that has changed is sent at most once a second, the last one for certain; while nothing changes, nothing is
/// sent. Signs of life come from the loop itself: one that is held gives none.
final class ServiceManager: Sendable {
    private struct State {
        weak var app: DaemonApp?
        var lastStatus = ""
        var isStatusPending = false
        var nextStatus = MonotonicTime(nanoseconds: .min)
        /// What the manager has to know and had no room for.
        var owed: [String] = []
        var isStopping = false
        var hasFailed = false
    }

    private let socket: NotifySocket
    private let watchdog: Int64?
    private let reactor: any Reactor
    private let log: Logger
    private let state = Mutex(State())

    /// The shortest time between two statuses, and between two attempts to say what was not taken.
    private static let pause: Int64 = 1_000_000_000
    /// The shortest time between two signs of life.
    private static let shortestWatchdogPause: Int64 = 1_000_000

    /// Speaks to the manager that started the process.
    /// - Returns: nil if there is none, or it cannot be spoken to.
    init?(_ environment: ServiceEnvironment?, on reactor: any Reactor, log: Logger) {
        guard let environment else { return nil }
        guard let socket = NotifySocket(environment.socket) else {
            log.warning("systemd cannot be told of the app: NOTIFY_SOCKET is no address of a Unix socket")
            return nil
        }
        self.socket = socket
        watchdog = environment.watchdog
        self.reactor = reactor
        self.log = log
    }

    /// Names the app whose events come.
    func attach(_ app: DaemonApp) {
        state.withLock { $0.app = app }
    }

    // MARK: Events

    /// Something has happened in the app. On its executor.
    func observe(_ event: AppEvent) {
        switch event.kind {
        case .start:
            tell(["READY=1"])
            showLife()
            updateStatus()
        case .stopping(let reason):
            state.withLock { $0.isStopping = true }
            tell(["STOPPING=1", "STATUS=\(StatusLine.text(reason))"])
        default:
            updateStatus()
        }
    }

    /// The app begins to read its configuration again, or is done with that. May be called from any thread.
    func reload(_ phase: Reloader.Phase) {
        guard !state.withLock({ $0.isStopping }) else { return }
        switch phase {
        case .begins:
            tell(["RELOADING=1", "MONOTONIC_USEC=\(clinux_monotonic() / 1000)"])
        case .ended:
            tell(["READY=1"])
            updateStatus()
        }
    }

    // MARK: Status

    /// The schedule has changed: the status is sent on the loop's next turn or, if one was sent just now, a second after.
    private func updateStatus() {
        let instant = state.withLock { state -> MonotonicTime? in
            guard !state.isStatusPending, !state.isStopping else { return nil }
            state.isStatusPending = true
            return state.nextStatus
        }
        guard let instant else { return }
        _ = reactor.call(at: instant) { self.sendStatus() }
    }

    /// On the app's executor.
    private func sendStatus() {
        let app = state.withLock { state in
            state.isStatusPending = false
            state.nextStatus = reactor.now.advanced(byNanoseconds: ServiceManager.pause)
            return state.app
        }
        var text: String?
        if let app { text = StatusLine.text(app.assumeIsolated { $0.outlook() }, at: time(nil)) }
        let lines = state.withLock { state -> [String] in
            guard let status = text, !state.isStopping, status != state.lastStatus else { return [] }
            state.lastStatus = status
            return ["STATUS=\(status)"]
        }
        tell(lines)
    }

    // MARK: Messages

    /// Sends lines, after those that there was no room for before.
    private func tell(_ lines: [String]) {
        let problem = state.withLock { state -> CInt in
            state.owed += lines
            guard !state.owed.isEmpty else { return 0 }
            let problem = socket.send(state.owed.joined(separator: "\n"))
            let isFull = problem == EAGAIN || problem == ENOBUFS
            // A status that is missed is soon old, and a manager that is gone need not be told.
            state.owed = isFull ? state.owed.filter { !$0.hasPrefix("STATUS=") } : []
            return problem
        }
        guard problem != 0 else { return }
        report(problem)
        if state.withLock({ !$0.owed.isEmpty }) {
            _ = reactor.call(at: reactor.now.advanced(byNanoseconds: ServiceManager.pause)) { self.tell([]) }
        }
    }

    private func report(_ problem: CInt) {
        let isFirst = state.withLock { state in
            defer { state.hasFailed = true }
            return !state.hasFailed
        }
        if isFirst { log.warning("systemd cannot be told of the app: \(unsafe String(cString: strerror(problem)))") }
    }

    /// Shows life from now on, twice in the time that the manager gives.
    private func showLife() {
        guard let watchdog else { return }
        let problem = socket.send("WATCHDOG=1")
        if problem != 0 { report(problem) }
        let pause = max(watchdog / 2, ServiceManager.shortestWatchdogPause)
        _ = reactor.call(at: reactor.now.advanced(byNanoseconds: pause)) { self.showLife() }
    }
}
