import Daemons
import EventLoopServices
import Synchronization

/// What the contexts of an app's daemons rest on.
final class AppServices: DaemonServices {
    let reactor: any Reactor
    let pool = BlockingPool()
    private let activities: (any ActivityTracking)?
    private let app = Mutex<WeakApp>(WeakApp())

    private struct WeakApp {
        weak var app: DaemonApp?
    }

    init(_ reactor: any Reactor) {
        self.reactor = reactor
        activities = reactor as? any ActivityTracking
    }

    /// Names the app whose daemons are woken.
    func serve(_ app: DaemonApp) {
        self.app.withLock { $0.app = app }
    }

    var now: MonotonicTime { reactor.now }

    func wake(_ daemon: String) {
        guard let app = app.withLock({ $0.app }) else { return }
        app.onLoop { $0.wake(daemon) }
    }

    func reconcile(_ wanted: [WantedDaemon], below path: String) async throws -> DaemonChanges {
        guard let app = app.withLock({ $0.app }) else { throw CancellationError() }
        return try await app.reconcile(path, wanted)
    }

    func call(at instant: MonotonicTime, _ action: @escaping @Sendable () -> Void) -> TimedCall {
        reactor.call(at: instant, action)
    }

    func cancel(_ call: TimedCall) {
        reactor.cancel(call)
    }

    func runBlocking(_ job: @escaping @Sendable () -> Void) {
        pool.run(job)
    }

    func activityBegan() {
        activities?.activityBegan()
    }

    func activityEnded() {
        activities?.activityEnded()
    }
}
