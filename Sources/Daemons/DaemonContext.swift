public import EventLoopServices
public import Logging

/// What a daemon is given: its name, its log, the time, a way to be woken, threads for what blocks, and a place for
/// what it wants to remember. One for each daemon, the same in all of its runs, also where it is made anew.
public final class DaemonContext {
    /// The daemon's name, a path: `session-cleanup`, `mail-queues/alice`.
    public let name: String
    /// The daemon's log. Everything in it carries the daemon's name.
    public package(set) var log: Logger
    /// The most units of work that one run should do; nil is no limit.
    public package(set) var recordCount: Int?
    /// What the daemon remembers from run to run, also where it is made anew with other settings. Small texts.
    public var state: [String: String] = [:]
    /// How far long work has come, or how far the last one came: figures by their names, for whoever asks for the status.
    public var progress: [String: Int] = [:]
    /// What is to be done at once if the app is over before a run, or what it has left behind.
    public let cutOff = CutOff()

    private let services: any DaemonServices

    /// A context on the services of whoever runs the daemon.
    public init(name: String, log: Logger, recordCount: Int? = nil, services: any DaemonServices) {
        self.name = name
        self.log = log
        self.recordCount = recordCount
        self.services = services
    }

    /// The reactor's clock.
    public var clock: DaemonClock { DaemonClock(services) }

    /// The present instant of the reactor's clock.
    public var now: MonotonicTime { services.now }

    /// Makes the daemon due now, or again at the end of its present run. May be called from any thread.
    public var wake: @Sendable () -> Void {
        let (services, name) = (services, name)
        return { services.wake(name) }
    }

    /// Makes the daemons below this one those that are wanted: starts what is new, ends what is gone, gives others their
    /// changed settings, and leaves alone what is equal.
    ///
    /// The first runs of new daemons are spread over at most ten seconds.
    /// - Parameter wanted: each name once, in the order in which they take turns.
    /// - Throws: if a daemon cannot be made, and then nothing is changed; if whoever runs this daemon hosts no others.
    public func reconcile(_ wanted: [WantedDaemon]) async throws -> DaemonChanges {
        try await services.reconcile(wanted, below: name)
    }

    /// Makes a daemon below this one due now, by its name there. May be called from any thread.
    public var wakeBelow: @Sendable (String) -> Void {
        let (services, name) = (services, name)
        return { services.wake("\(name)/\($0)") }
    }

    /// Does something that blocks on a thread of the app's own pool, while the app goes on.
    /// - Returns: what `work` returns, back on the app's executor.
    /// - Throws: what `work` throws.
    public func blocking<Result: Sendable>(
        _ work: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        let services = services
        services.activityBegan()
        defer { services.activityEnded() }
        return try await withCheckedThrowingContinuation { continuation in
            services.runBlocking { continuation.resume(with: Swift.Result(catching: work)) }
        }
    }
}

/// What a daemon's context asks of whoever runs the daemon.
public protocol DaemonServices: Sendable {
    /// The present instant of the reactor's clock.
    var now: MonotonicTime { get }

    /// Makes the daemon of that name due. May be called from any thread.
    func wake(_ daemon: String)

    /// Makes the daemons below a path those that are wanted.
    func reconcile(_ wanted: [WantedDaemon], below path: String) async throws -> DaemonChanges

    /// Runs `action` on the reactor's executor at an instant. May be called from any thread.
    func call(at instant: MonotonicTime, _ action: @escaping @Sendable () -> Void) -> TimedCall

    /// Forgets a call. May be called from any thread.
    func cancel(_ call: TimedCall)

    /// Runs a job on a thread that may block. Jobs of several daemons run side by side.
    func runBlocking(_ job: @escaping @Sendable () -> Void)

    /// Something goes on beside the executor that ends with a job of it; for a clock that waits for that.
    func activityBegan()

    /// It has ended.
    func activityEnded()
}

extension DaemonServices {
    /// Hosts no daemons below another one.
    public func reconcile(_ wanted: [WantedDaemon], below path: String) async throws -> DaemonChanges {
        throw NoHostError(path: path)
    }

    public func activityBegan() {}
    public func activityEnded() {}
}

/// A daemon seed was run by somebody who hosts no daemons.
struct NoHostError: Error, CustomStringConvertible {
    let path: String

    var description: String { "daemons below '\(path)' cannot be hosted here" }
}
