import Daemons
public import EventLoopServices
public import Logging
public import Scheduling
public import ServiceLifecycle

/// An app: an actor on its reactor's executor that runs the daemons of a configuration as the scheduler decides, and
/// ends by the schedule's own rules.
///
/// It is a `Service`: ``run()`` returns when the app has stopped. In a `ServiceGroup`, ``serviceConfiguration`` makes
/// its stop the orderly end of the group, and a graceful shutdown of the group stops the app.
///
/// ```
///  timer, wake, operator, end of a run
///        │
///        ▼
///    Scheduler ──actions──▶ nextRun ──▶ worker: daemon.run(context) ──▶ finish ──┐
///        ▲                     │ arm the one timer, cancel, stop                 │
///        └─────────────────────┴─────────────────────────────────────────────────┘
/// ```
public actor DaemonApp: Service {
    /// The app's name in lower case.
    public nonisolated let name: String

    nonisolated let reactor: any Reactor
    nonisolated let services: AppServices
    nonisolated let log: Logger
    nonisolated let sentinel: Sentinel
    private nonisolated let serialExecutor: any SerialExecutor

    /// What the app is configured with.
    public internal(set) var configuration: AppConfiguration
    /// Who is told of all that happens, on the app's executor.
    let observers: [Observer]
    var scheduler: Scheduler
    var jitter: SplitMix64
    /// The daemons at the index of their identifier; nil where one is gone.
    var hosted: [HostedDaemon?] = []
    /// The daemons of the configuration, made and not yet scheduled, because nothing has started.
    private var firstDaemons: [HostedDaemon.Successor]
    private let seed: UInt64
    var identifiers: [String: DaemonID] = [:]
    /// The paths of the daemons in each place: below a seed, or, for nil, of the configuration.
    var places: [String?: Set<String>] = [:]
    /// The daemons that are done, by their paths, for as long as they are wanted just so.
    var done: [String: Done] = [:]
    var inlineRun: InlineRun?
    /// The workers whose tasks have been made and have not begun.
    var workersToBegin = 0
    /// The daemons whose runs are in progress and have suspended.
    var suspended: [HostedDaemon] = []
    /// The origin of the schedule's instants.
    var origin: MonotonicTime
    var state = State.new
    var timer: (call: TimedCall, instant: Instant)?
    /// Whether ``drive()`` is queued on the executor.
    var isDrivePending = false

    /// Where the app keeps what survives it; nil: nowhere.
    nonisolated let stateDirectory: StateDirectory?
    let stateWriter: StateWriter?
    /// What was kept of daemons that have not been added yet, by their paths.
    var kept: [String: KeptDaemon] = [:]
    /// The call that will write the state, and when that was done last.
    var stateCall: TimedCall?
    /// Whether something has changed that is to be kept, and has not been handed over.
    var isStateChanged = false
    var lastSave: Instant?
    /// Where everything that happens is written down; nil: nowhere.
    var ledger: Ledger?
    /// The wall clock.
    nonisolated let date: DateSource

    /// What the app says at its end, once it has stopped.
    var exitLine: ExitLine?
    /// Who waits for the end of the app.
    var waiters: [CheckedContinuation<ExitRecord, Never>] = []

    /// A daemon that is done, and the place in which it was wanted.
    struct Done {
        var place: String?
        var wanted: WantedDaemon
    }

    enum State {
        case new
        case running
        case stopped(ExitRecord)
    }

    /// Is told of all that happens in an app, in order, on the app's executor.
    public typealias Observer = @Sendable (AppEvent) -> Void

    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe serialExecutor.asUnownedSerialExecutor()
    }

    /// Makes an app and all of its daemons; nothing runs before ``run()``.
    /// - Parameters:
    ///   - configuration: what is wanted.
    ///   - reactor: the event loop to live on.
    ///   - log: where the app and its daemons log.
    ///   - state: where the app keeps what survives it; nil: nowhere.
    ///   - date: the wall clock.
    ///   - observers: who is told of all that happens.
    ///   - onOverstay: called on a thread of its own if the app is still there a second after the end of its grace,
    ///     because something holds the loop, with what it would have said at its end. Whoever owns the process ends it
    ///     here.
    /// - Throws: ``DaemonAppError`` if a daemon cannot be made.
    public init(
        _ configuration: AppConfiguration,
        on reactor: any Reactor,
        log: Logger,
        state: StateDirectory? = nil,
        date: DateSource = .system,
        observers: [Observer] = [],
        onOverstay: @escaping @Sendable (ExitLine) -> Void = { _ in }
    ) throws {
        name = configuration.name
        self.configuration = configuration
        self.reactor = reactor
        self.log = log
        self.observers = observers
        self.date = date
        stateDirectory = state
        stateWriter = state.map { StateWriter($0, log: log) }
        serialExecutor = reactor.executor
        services = AppServices(reactor)
        sentinel = Sentinel(log: log, grace: configuration.parameters.gracePeriod) { [name] overstay in
            let exit = ExitLine(app: name, overstay, date: date.now)
            state?.writeExitInTime(exit, log: log)
            onOverstay(exit)
        }
        scheduler = Scheduler(configuration.parameters)
        seed = .random(in: .min ... .max)
        jitter = SplitMix64(seed: seed)
        origin = reactor.now
        scheduler.reserveCapacity(configuration.daemons.count)
        firstDaemons = try configuration.daemons.map { try DaemonApp.made($0, below: nil) }
    }

    /// Runs the app until it stops.
    public func run() async throws {
        _ = await runUntilStopped()
    }

    /// Runs the app until it stops.
    ///
    /// Cancelling the task, or a graceful shutdown of the group of services it belongs to, stops the app for the
    /// reason `operator`. An app runs once; further calls wait for the end of the first.
    /// - Returns: why it stopped, and when it should be started again.
    public func runUntilStopped() async -> ExitRecord {
        // Before anything is awaited: the handlers' operations leave the executor.
        if case .new = state { start() }
        let stop: @Sendable () -> Void = { Task { await self.stop() } }
        return await withTaskCancellationHandler {
            await withGracefulShutdownHandler {
                await stopped()
            } onGracefulShutdown: {
                stop()
            }
        } onCancel: {
            stop()
        }
    }

    /// Runs the app until it stops, on its reactor alone: a task of the caller's would begin on the default executor,
    /// whose threads are looked after once a second from then on, so that an idle process would not be quiet.
    /// - Parameter onStop: called on the reactor when the app has stopped.
    public nonisolated func start(onStop: @escaping @Sendable (ExitLine) -> Void) {
        onLoop { app in
            Task {
                _ = await app.runUntilStopped()
                if let line = app.exitLine { onStop(line) }
            }
        }
    }

    /// Does something on the reactor, soon.
    nonisolated func onLoop(_ action: @escaping @Sendable (isolated DaemonApp) -> Void) {
        _ = reactor.call(at: reactor.now) { self.assumeIsolated(action) }
    }

    private func stopped() async -> ExitRecord {
        await withCheckedContinuation { continuation in
            switch state {
            case .stopped(let record): continuation.resume(returning: record)
            case .new, .running: waiters.append(continuation)
            }
        }
    }

    /// How a `ServiceGroup` hosts the app: when the app stops by its own schedule, the group shuts down in order.
    public nonisolated var serviceConfiguration: ServiceGroupConfiguration.ServiceConfiguration {
        .init(service: self, successTerminationBehavior: .gracefullyShutdownGroup)
    }

    private func start() {
        services.serve(self)
        state = .running
        origin = reactor.now
        sentinel.deadline(in: configuration.parameters.shutdownAfter, grace: configuration.parameters.gracePeriod)
        log.info("app \(name) starts", metadata: [LogKey.event: "start", LogKey.app: "\(name)"])
        readState()
        openLedger()
        record(.start(app: name, scheduler.snapshot, seed: seed), at: .start)
        for first in firstDaemons { host(first, named: first.wanted.name, parent: nil, at: .start) }
        firstDaemons = []
        forgetUnwanted()
        stateChanged(at: .start)
        drive(at: .start)
    }

    // MARK: What happens

    /// Whether anybody is told of what happens.
    var isRecorded: Bool { ledger != nil || !observers.isEmpty }

    /// The present instant of the schedule.
    var now: Instant {
        Instant(Nanoseconds(reactor.now.nanoseconds(since: origin)))
    }

    /// Where the schedule's instants lie on the wall clock, as it stands now.
    ///
    /// Both clocks are read here, one right after the other: an instant that was read before may be long past.
    var wallClock: WallClock { WallClock(now: now, date: date.now) }

    /// An instant of the schedule on the reactor's clock.
    func time(of instant: Instant) -> MonotonicTime {
        origin.advanced(byNanoseconds: instant.sinceStart.count)
    }

    func hostedDaemon(_ id: DaemonID) -> HostedDaemon {
        guard let daemon = hosted[id.index] else { preconditionFailure("the scheduler knows a daemon that is gone") }
        return daemon
    }
}
