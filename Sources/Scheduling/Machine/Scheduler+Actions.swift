extension Scheduler {
    /// What is to be done now. Asked again and again after an event, until it says to wait or to stop.
    public mutating func next(at now: Instant) -> Action {
        if let slot = takeOnlyOne(at: now) { return start(slot, at: now) }
        advance(to: now)
        switch lifetime.phase {
        case .alive: return nextWhileAlive(at: now)
        case .stopping(let reason, let endOfGrace): return nextWhileStopping(reason, endOfGrace, at: now)
        case .over: return .wait(until: .never)
        }
    }

    @inline(__always)
    private mutating func nextWhileAlive(at now: Instant) -> Action {
        if let slot = takeFirst(at: now) { return start(slot, at: now) }
        if let slot = takeTimedOut(at: now) { return .cancel(identifier(of: slot)) }
        if lifetime.decisionIsDue {
            lifetime.decisionIsDue = false
            if let reason = idleStop(at: now) {
                beginStop(reason, at: now)
                return next(at: now)
            }
        }
        return .wait(until: nextInstant)
    }

    private mutating func nextWhileStopping(
        _ reason: StopReason, _ endOfGrace: Instant, at now: Instant
    ) -> Action {
        if !lifetime.isStopAnnounced {
            lifetime.isStopAnnounced = true
            return .beginStop(reason)
        }
        while lifetime.cancelled < daemons.count {
            defer { lifetime.cancelled += 1 }
            if daemons[lifetime.cancelled].phase == .running { return .cancel(identifier(of: lifetime.cancelled)) }
        }
        let isOver = (running == 0 && requests.inFlight == 0) || now >= endOfGrace
        guard isOver else { return .wait(until: endOfGrace) }
        lifetime.phase = .over(reason)
        return .stop(ExitRecord(reason: reason, stopped: now, next: earliestStartAfterStop(at: now)))
    }

    /// Whether daemons are ready for whose runs no shared floor is free.
    public var isWaitingForSharedFloor: Bool {
        mutating get { !isSharedFloorFree && !readyShared.isEmpty(among: daemons) }
    }

    var isSharedFloorFree: Bool { runningOnSharedFloors < app.concurrency }

    // MARK: Starts

    /// The daemon that starts now: the first of all ready ones whose floor is free and that may start.
    @inline(__always)
    private mutating func takeFirst(at now: Instant) -> Int? {
        while !readyShared.hasNoEntries || !readyOwn.hasNoEntries {
            let shared = isSharedFloorFree ? readyShared.first(requests, at: now, among: &daemons) : nil
            let own = readyOwn.first(requests, at: now, among: &daemons)
            guard let head = ReadyQueue.first(shared, own) else { return nil }
            guard let quiet = table[daemons[head.slot].parameters].whenQuietFor,
                !requests.isQuiet(for: quiet, at: now)
            else { return head.slot }
            enqueueForQuiet(head.slot)
        }
        return nil
    }

    /// The daemon that starts now where nobody else is due or ready, and nothing else can come before it: the common
    /// case, in which it need not stand in the queues of ready daemons.
    @inline(__always)
    private func takeOnlyOne(at now: Instant) -> Int? {
        guard let head = waiting.first, head.key <= now, readyShared.hasNoEntries, readyOwn.hasNoEntries,
            waitingForQuiet.isEmpty, lifetime.isAliveAndUndisturbed(at: now),
            StampedHeap.isCurrent(head, among: daemons), waiting.isFirstAlone(upTo: now)
        else { return nil }
        let number = daemons[Int(head.slot)].parameters
        guard table[number].whenQuietFor == nil, table[number].floor == .own || isSharedFloorFree else { return nil }
        return Int(head.slot)
    }

    @inline(__always)
    private mutating func start(_ slot: Int, at now: Instant) -> Action {
        let due = daemons[slot].instant
        begin(slot, at: now)
        return .run(identifier(of: slot), due: due)
    }

    /// Books the start of a run.
    @inline(__always)
    mutating func begin(_ slot: Int, at now: Instant) {
        daemons[slot].stamp &+= 1
        daemons[slot].phase = .running
        daemons[slot].instant = now
        running += 1
        let number = daemons[slot].parameters
        if table[number].floor == .shared { runningOnSharedFloors += 1 }
        if let timeout = table[number].runTimeout, !daemons[slot].flags.contains(.timedOut) {
            timeouts.insert(
                .init(key: now + timeout, slot: UInt32(slot), stamp: daemons[slot].stamp), among: daemons)
        }
    }

    /// A run that has gone on past its RunTimeout and has not been cancelled for it.
    private mutating func takeTimedOut(at now: Instant) -> Int? {
        guard let head = timeouts.firstCurrent(among: daemons), head.key <= now else { return nil }
        timeouts.removeFirst()
        daemons[Int(head.slot)].flags.insert(.timedOut)
        return Int(head.slot)
    }

    @inline(__always)
    func identifier(of slot: Int) -> DaemonID {
        DaemonID(slot: UInt32(slot), generation: daemons[slot].generation)
    }

    // MARK: Waiting

    /// When the next daemon that waits for quiet, and for nothing else, has it, if no request comes.
    private var nextQuiet: Instant {
        mutating get {
            var instant = Instant.never
            if waitingForQuiet.isEmpty, readyShared.hasNoEntries, readyOwn.hasNoEntries { return instant }
            if let head = waitingForQuiet.firstCurrent(among: daemons) {
                instant = requests.quietInstant(for: head.key)
            }
            if isSharedFloorFree, let quiet = readyShared.quietInstant(requests, among: daemons) {
                instant = min(instant, quiet)
            }
            if let quiet = readyOwn.quietInstant(requests, among: daemons) { instant = min(instant, quiet) }
            return instant
        }
    }

    /// The next instant at which something is to be done or decided, if no event comes before it.
    private var nextInstant: Instant {
        mutating get {
            var instant = min(lifetime.nextCheck, app.shutdownAfter.map { .start + $0 } ?? .never)
            if let head = waiting.firstCurrent(among: daemons) { instant = min(instant, head.key) }
            if let head = timeouts.firstCurrent(among: daemons) { instant = min(instant, head.key) }
            return requests.inFlight == 0 ? min(instant, nextQuiet) : instant
        }
    }
}
