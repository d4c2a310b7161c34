import DaemonAppTesting
import Daemons
import Scheduling

@testable import DaemonHost

/// An app on the manual clock that runs the daemons a test wants, and lets the test look inside.
final class HostedApp: Sendable {
    let app: DaemonApp
    let reactor: ManualReactor
    let log = LogRecorder()
    private let record: Task<ExitRecord, Never>

    init(
        _ wanted: [WantedDaemon], _ parameters: AppParameters = AppParameters(), state: StateDirectory? = nil,
        date: DateSource = .system, reactor: ManualReactor = ManualReactor(), observers: [DaemonApp.Observer] = []
    ) throws {
        self.reactor = reactor
        let configuration = AppConfiguration(
            name: "test", parameters: parameters, timerSlack: .zero, daemons: wanted)
        let app = try DaemonApp(
            configuration, on: reactor, log: log.logger, state: state, date: date, observers: observers)
        self.app = app
        record = Task.immediate { await app.runUntilStopped() }
    }

    func advance(by length: Duration) async {
        await reactor.advance(by: length)
    }

    /// Does what is to be done now.
    func settle() async {
        await advance(by: .zero)
    }

    func look() async -> [String: DaemonView] {
        await app.look()
    }

    /// The daemons that are there and stay, in the order of their names.
    func names() async -> [String] {
        await look().filter { !$0.value.isLeaving }.keys.sorted()
    }

    @discardableResult
    func stop() async -> ExitRecord {
        await app.stop()
        return await record.value
    }
}

/// What a hosted daemon is like at an instant.
struct DaemonView: Sendable, Equatable {
    var id: DaemonID
    var snapshot: DaemonSnapshot
    var counters: RunCounters
    var daemon: ObjectIdentifier
    var wanted: WantedDaemon
    var isLeaving: Bool
    var hasSuccessor: Bool

    var isRunning: Bool { snapshot.flags.contains(.running) }

    static func == (left: DaemonView, right: DaemonView) -> Bool {
        left.id == right.id && left.snapshot == right.snapshot && left.counters == right.counters
            && left.daemon == right.daemon && left.isLeaving == right.isLeaving
            && left.hasSuccessor == right.hasSuccessor
    }
}

extension DaemonApp {
    func look() -> [String: DaemonView] {
        var views: [String: DaemonView] = [:]
        for daemon in hosted {
            guard let daemon, let snapshot = scheduler.snapshot(of: daemon.id) else { continue }
            views[daemon.name] = DaemonView(
                id: daemon.id, snapshot: snapshot, counters: daemon.counters,
                daemon: ObjectIdentifier(daemon.daemon as AnyObject),
                wanted: daemon.successor?.wanted ?? daemon.wanted, isLeaving: daemon.isLeaving,
                hasSuccessor: daemon.successor != nil)
        }
        return views
    }

    /// Reconciles, and looks right before and right after.
    func reconcileAndLook(
        _ path: String?, _ wanted: [WantedDaemon]
    ) throws -> (before: [String: DaemonView], after: [String: DaemonView], changes: DaemonChanges, now: Instant) {
        let before = look()
        let changes = try reconcile(path, wanted)
        return (before, look(), changes, now)
    }
}
