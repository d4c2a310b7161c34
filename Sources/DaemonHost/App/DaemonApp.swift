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
    /// What the app was configured with.
    public nonisolated let configuration: AppConfiguration

    nonisolated let reactor: any Reactor
    nonisolated let services: AppServices
    nonisolated let log: Logger
    nonisolated let sentinel: Sentinel
    private nonisolated let serialExecutor: any SerialExecutor

    var scheduler: Scheduler
    var jitter = SplitMix64(seed: .random(in: .min ... .max))
    /// The daemons at the index of their identifier; nil where one is gone.
    var hosted: [HostedDaemon?] = []
    var identifiers: [String: DaemonID] = [:]
    var inlineRun: InlineRun?
    /// The daemons whose runs are in progress and have suspended.
    var suspended: [HostedDaemon] = []
    /// The origin of the schedule's instants.
    var origin: MonotonicTime
    var state = State.new
    var timer: (call: TimedCall, instant: Instant)?
    /// Whether ``drive()`` is queued on the executor.
    var isDrivePending = false

    /// Who waits for the end of the app.
    var waiters: [CheckedContinuation<ExitRecord, Never>] = []

    enum State {
        case new
        case running
        case stopped(ExitRecord)
    }

    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe serialExecutor.asUnownedSerialExecutor()
    }

    /// Makes an app and all of its daemons; nothing runs before ``run()``.
    /// - Parameters:
    ///   - configuration: what is wanted.
    ///   - reactor: the event loop to live on.
    ///   - log: where the app and its daemons log.
    ///   - onOverstay: called on a thread of its own if the app is still there a second after the end of its grace,
    ///     because something holds the loop. Whoever owns the process ends it here.
    /// - Throws: ``DaemonAppError`` if a daemon cannot be made.
    public init(
        _ configuration: AppConfiguration,
        on reactor: any Reactor,
        log: Logger,
        onOverstay: @escaping @Sendable () -> Void = {}
    ) throws {
        name = configuration.name
        self.configuration = configuration
        self.reactor = reactor
        self.log = log
        serialExecutor = reactor.executor
        services = AppServices(reactor)
        sentinel = Sentinel(log: log, grace: configuration.parameters.gracePeriod, onOverstay: onOverstay)
        scheduler = Scheduler(configuration.parameters)
        origin = reactor.now
        scheduler.reserveCapacity(configuration.daemons.count)
        for wanted in configuration.daemons {
            let daemon: any Daemon
            do {
                daemon = try wanted.make()
            } catch {
                throw DaemonAppError(daemon: wanted.name, step: "make", cause: error)
            }
            var log = log
            log[metadataKey: LogKey.daemon] = "\(wanted.name)"
            if let level = wanted.schedule.logLevel { log.logLevel = level }
            let context = DaemonContext(
                name: wanted.name, log: log, recordCount: wanted.schedule.recordCount, services: services)
            let id = scheduler.add(wanted.schedule.parameters)
            hosted.append(HostedDaemon(id: id, wanted: wanted, daemon: daemon, context: context))
            identifiers[wanted.name] = id
            sentinel.add(wanted.name, context.cutOff)
        }
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
    public nonisolated func start(onStop: @escaping @Sendable (ExitRecord) -> Void) {
        onLoop { app in
            Task { onStop(await app.runUntilStopped()) }
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
        if let deadline = configuration.parameters.shutdownAfter { sentinel.deadline(in: deadline) }
        log.info("app \(name) starts", metadata: [LogKey.event: "start", LogKey.app: "\(name)"])
        drive()
    }

    /// The present instant of the schedule.
    var now: Instant {
        Instant(Nanoseconds(reactor.now.nanoseconds(since: origin)))
    }

    /// An instant of the schedule on the reactor's clock.
    func time(of instant: Instant) -> MonotonicTime {
        origin.advanced(byNanoseconds: instant.sinceStart.count)
    }

    func hostedDaemon(_ id: DaemonID) -> HostedDaemon {
        guard let daemon = hosted[id.index] else { preconditionFailure("the scheduler knows a daemon that is gone") }
        return daemon
    }
}
