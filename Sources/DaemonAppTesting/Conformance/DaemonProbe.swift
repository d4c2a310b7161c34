import Daemons
import Dispatch
import EventLoopServices
import Synchronization

/// Runs a daemon on an executor of its own and notes whether the run has left it by itself.
///
/// The probe's own job stands behind the run. If it comes before the run has ended or asked for anything, the run has
/// gone to another executor.
actor DaemonProbe {
    private let reactor = ManualReactor()
    private(set) var hasLeftExecutor = false
    private var isRunning = false

    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe reactor.asUnownedSerialExecutor() }

    /// Makes a daemon and runs it.
    func run(_ make: @Sendable () throws -> any Daemon, times: Int) async throws {
        let daemon = try make()
        let services = ProbeServices(reactor)
        let context = DaemonContext(name: "probed", log: LogRecorder().logger, services: services)
        for _ in 0..<times {
            isRunning = true
            defer { isRunning = false }
            Task { self.look(services) }
            _ = try await daemon.run(context)
        }
    }

    private func look(_ services: ProbeServices) {
        if isRunning, !services.isUsed { hasLeftExecutor = true }
    }
}

/// The services of a probed daemon: real threads, and time that passes as soon as somebody waits for it.
private final class ProbeServices: DaemonServices {
    private let reactor: ManualReactor
    private let used = Atomic(false)

    init(_ reactor: ManualReactor) {
        self.reactor = reactor
    }

    /// Whether the run has asked for something that it may wait for.
    var isUsed: Bool { used.load(ordering: .relaxed) }

    var now: MonotonicTime { reactor.now }

    func wake(_ daemon: String) {}

    func call(at instant: MonotonicTime, _ action: @escaping @Sendable () -> Void) -> TimedCall {
        used.store(true, ordering: .relaxed)
        defer { Task { [reactor] in await reactor.advance(to: instant) } }
        return reactor.call(at: instant, action)
    }

    func cancel(_ call: TimedCall) {
        reactor.cancel(call)
    }

    func runBlocking(_ job: @escaping @Sendable () -> Void) {
        used.store(true, ordering: .relaxed)
        DispatchQueue(label: "daemonapp.probe").async(execute: job)
    }

    func activityBegan() {
        reactor.activityBegan()
    }

    func activityEnded() {
        reactor.activityEnded()
    }
}
