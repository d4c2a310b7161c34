public import Scheduling

/// Plays an app in virtual time: the scheduler that drives a running app, with a workload in the place of the world.
public struct Simulation {
    private let app: SimulatedApp
    private let end: Instant
    private var scheduler: Scheduler
    private var jitter: SplitMix64
    private var identifiers: [DaemonID] = []
    private var work: [SimulatedWork] = []
    private var numbers: [String: Int] = [:]
    private var wakes: [Workload.Wake]
    private var requests: [Workload.Request]
    /// The runs in progress, in the order in which they started.
    private var runs: [(daemon: Int, run: SimulatedWork.Run)] = []
    /// The ends of the requests in flight.
    private var responses: [Instant] = []

    /// A simulation from the start of the app.
    /// - Parameters:
    ///   - app: what is played.
    ///   - workload: what its daemons find. Names that no daemon has are left out of account.
    ///   - end: the last instant that belongs to the simulation.
    ///   - seed: seeds the jitter.
    public init(_ app: SimulatedApp, _ workload: Workload, until end: Instant, seed: UInt64 = 0) {
        self.app = app
        self.end = end
        scheduler = Scheduler(app.parameters, listensForRequests: workload.requests != nil)
        jitter = SplitMix64(seed: seed)
        // Latest first, so that the next one is the last.
        wakes = Array(workload.wakes.sorted { $0.at < $1.at }.reversed())
        requests = (workload.requests ?? []).sorted { $0.start > $1.start }
        for (number, daemon) in app.daemons.enumerated() {
            identifiers.append(scheduler.add(daemon.parameters))
            work.append(SimulatedWork(daemon, workload.daemons[daemon.name] ?? DaemonWorkload()))
            numbers[daemon.name] = number
        }
    }

    /// Plays to the end and hands every event to `observer`, in order.
    public mutating func run(_ observer: (TraceEvent) throws -> Void) rethrows {
        try observer(TraceEvent(at: .start, .start(app: app.name)))
        var now = Instant.start
        while true {
            try endRuns(at: now, observer)
            try beginRequests(at: now, observer)
            try endRequests(at: now, observer)
            wakeDaemons(at: now)
            guard let timer = try carryOut(at: now, observer) else { return }
            now = [timer, runs.map(\.run.end).min(), requests.last?.start, responses.min(), wakes.last?.at]
                .reduce(.never) { min($0, $1 ?? .never) }
            if now > end || now == .never { break }
        }
        try observer(TraceEvent(at: end, .end))
    }

    private mutating func endRuns(at now: Instant, _ observer: (TraceEvent) throws -> Void) rethrows {
        while let index = runs.firstIndex(where: { $0.run.end <= now }) {
            let (daemon, run) = runs.remove(at: index)
            try finish(daemon, run, at: now, observer)
        }
    }

    private mutating func finish(
        _ daemon: Int, _ run: SimulatedWork.Run, at now: Instant, _ observer: (TraceEvent) throws -> Void
    ) rethrows {
        let finish = scheduler.finished(identifiers[daemon], run.outcome, at: now, jitter: &jitter)
        try observer(
            TraceEvent(
                at: now,
                .finish(
                    daemon: app.daemons[daemon].name, run: run.number, outcome: finish.outcome, units: run.units,
                    wait: finish.wait, next: finish.next)))
    }

    private mutating func beginRequests(at now: Instant, _ observer: (TraceEvent) throws -> Void) rethrows {
        while let request = requests.last, request.start <= now {
            requests.removeLast()
            guard scheduler.requestBegan(at: now) else { continue }
            responses.append(now + request.length)
            try observer(TraceEvent(at: now, .request))
        }
    }

    private mutating func endRequests(at now: Instant, _ observer: (TraceEvent) throws -> Void) rethrows {
        while let index = responses.firstIndex(where: { $0 <= now }) {
            responses.remove(at: index)
            scheduler.requestEnded(at: now)
            try observer(TraceEvent(at: now, .response))
        }
    }

    private mutating func wakeDaemons(at now: Instant) {
        while let wake = wakes.last, wake.at <= now {
            wakes.removeLast()
            if let number = numbers[wake.daemon] { scheduler.wake(identifiers[number], at: now) }
        }
    }

    /// Carries out the scheduler's actions.
    /// - Returns: the instant for which the scheduler waits; nil when the app has stopped.
    private mutating func carryOut(
        at now: Instant, _ observer: (TraceEvent) throws -> Void
    ) rethrows -> Instant? {
        while true {
            switch scheduler.next(at: now) {
            case .run(let id, let due):
                let daemon = id.index
                let run = work[daemon].startRun(at: now)
                try observer(
                    TraceEvent(at: now, .run(daemon: app.daemons[daemon].name, run: run.number, due: due)))
                if run.end == now {
                    try finish(daemon, run, at: now, observer)
                } else {
                    runs.append((daemon, run))
                }
            case .cancel, .beginStop:
                // What is simulated takes no notice of being cancelled.
                continue
            case .stop(let record):
                try observer(TraceEvent(at: now, .stop(record.reason, next: record.next)))
                return nil
            case .wait(let instant):
                return instant
            }
        }
    }
}
