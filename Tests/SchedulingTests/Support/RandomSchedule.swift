import Scheduling

/// Plays a random schedule and compares every step of the scheduler with the rules.
struct RandomSchedule {
    var random: SplitMix64
    var scheduler: Scheduler
    var naive: NaiveSchedule
    private var jitter: SplitMix64
    /// The identifiers of all daemons there ever were.
    var identifiers: [DaemonID] = []
    /// The runs in progress, in the order in which they started.
    var runs: [DaemonID] = []
    /// How many runs there were, and how the app ended.
    private(set) var runCount = 0
    private(set) var record: ExitRecord?
    /// How often another scheduler has gone on.
    var migrationCount = 0

    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
        jitter = SplitMix64(seed: seed)
        let app = AppParameters.random(using: &random)
        let listens = Bool.random(using: &random)
        scheduler = Scheduler(app, listensForRequests: listens)
        naive = NaiveSchedule(app, listens: listens)
        naive.come(to: 0)
        for _ in 0..<Int.random(in: 0...8, using: &random) { add() }
    }

    var now: Instant { at(naive.now.ns) }

    mutating func happens(_ percent: Int) -> Bool {
        Int.random(in: 0..<100, using: &random) < percent
    }

    /// Plays so many instants, or until the app has stopped.
    mutating func play(instants: Int) throws {
        for _ in 0..<instants {
            try haveEvents()
            // In the middle of an instant, too, unless a stop is still to be announced.
            if naive.stop == nil, happens(4) { try migrate() }
            let alarm = try carryOut()
            guard record == nil else { return try checkThatAllIsOver() }
            try checkDaemons()
            if happens(4) { try migrate() }
            var step = Int.random(in: 1...9, using: &random)
            if alarm != .never, happens(50) || naive.now + step > alarm.sinceStart.int {
                step = alarm.sinceStart.int - naive.now
            }
            naive.come(to: naive.now + step)
        }
    }

    // MARK: Events

    private mutating func haveEvents() throws {
        for id in runs where happens(40) { try finish(id) }
        if happens(25) {
            let isAccepted = scheduler.requestBegan(at: now)
            try Discrepancy.check(isAccepted, naive.stop == nil, "a request is accepted")
            if isAccepted { naive.inFlight += 1 }
        }
        while naive.inFlight > 0, happens(45) {
            scheduler.requestEnded(at: now)
            naive.requestEnded()
        }
        if happens(1), happens(40) { stop(happens(50) ? .signal : .operator) }
        if happens(20), let id = identifiers.randomElement(using: &random) {
            try Discrepancy.check(scheduler.wake(id, at: now), naive.wake(id), "wake")
        }
        if happens(25) { changeDaemons() }
        if happens(15) { reconfigure() }
    }

    private mutating func stop(_ reason: StopReason) {
        scheduler.stop(reason, at: now)
        naive.begin(reason)
        if happens(20) {
            scheduler.endGrace(at: now)
            naive.stop?.endOfGrace = naive.now
        }
    }

    private mutating func changeDaemons() {
        guard !happens(20), let id = identifiers.randomElement(using: &random) else { return add() }
        switch Int.random(in: 0...6, using: &random) {
        case 0:
            scheduler.remove(id, at: now)
            naive.remove(id)
        case 1...3:
            scheduler.pause(id, at: now)
            naive.pause(id)
        default:
            scheduler.resume(id, at: now)
            naive.resume(id)
        }
    }

    private mutating func add() {
        let parameters = DaemonParameters.random(using: &random)
        let id = scheduler.add(parameters, at: now)
        identifiers.append(id)
        naive.add(id, parameters)
    }

    private mutating func finish(_ id: DaemonID) throws {
        runs.removeAll { $0 == id }
        let outcome = RunOutcome.random(around: naive.now, using: &random)
        try naive.finished(id, outcome, scheduler.finished(id, outcome, at: now, jitter: &jitter))
    }

    // MARK: Actions

    /// Carries out what the scheduler wants, and compares it.
    /// - Returns: the instant for which it waits.
    private mutating func carryOut() throws -> Instant {
        var toBeCancelled = naive.stop == nil ? nil : Set(runs)
        while true {
            switch scheduler.next(at: now) {
            case .run(let id, let due):
                try naive.started(id, due: due)
                runCount += 1
                runs.append(id)
                if happens(40) { try finish(id) }
            case .cancel(let id):
                if naive.stop == nil {
                    try naive.cancelled(id)
                } else if toBeCancelled?.remove(id) == nil {
                    throw Discrepancy("\(id) is cancelled, but does not run")
                }
            case .beginStop(let reason):
                try naive.announced(reason)
                toBeCancelled = Set(runs)
            case .stop(let record):
                try naive.stopped(record)
                self.record = record
                return .never
            case .wait(let instant):
                try naive.waits(until: instant)
                for daemon in naive.daemons where naive.stop == nil && !daemon.isTimedOut {
                    guard let start = daemon.runStart, let timeout = daemon.parameters.runTimeout else { continue }
                    if naive.now - start >= timeout.int { throw Discrepancy("\(daemon.id) is not cancelled") }
                }
                return instant
            }
        }
    }

    private mutating func checkDaemons() throws {
        try Discrepancy.check(scheduler.identifiers, naive.daemons.map(\.id), "identifiers")
        try Discrepancy.check(scheduler.daemonCount, naive.daemons.count, "number of daemons")
        try Discrepancy.check(scheduler.running, runs.count, "number of runs")
        for id in identifiers.suffix(8) {
            try naive.check(scheduler.status(of: id, at: now), of: id)
            try Discrepancy.check(scheduler.explain(id, at: now), naive.explanation(of: id), "explanation of \(id)")
        }
    }

    private mutating func checkThatAllIsOver() throws {
        try Discrepancy.check(Set(identifiers).count, identifiers.count, "number of identifiers")
        for step in 0..<5 {
            naive.come(to: naive.now + step)
            for id in identifiers { scheduler.wake(id, at: now) }
            try Discrepancy.check(scheduler.requestBegan(at: now), false, "a request after the stop")
            try Discrepancy.check(scheduler.next(at: now), .wait(until: .never), "action after the stop")
        }
    }
}
