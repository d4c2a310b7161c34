extension Scheduler {
    /// A run has ended.
    /// - Parameters:
    ///   - id: the daemon; it must be one that runs.
    ///   - outcome: what the run returned.
    ///   - jitter: the source of the random share by which the wait is lengthened; drawn from only where the daemon
    ///     has jitter, waits at all, and did not name its next run.
    /// - Returns: what the schedule makes of it.
    @discardableResult
    public mutating func finished(
        _ id: DaemonID,
        _ outcome: RunOutcome,
        at now: Instant,
        jitter: inout some RandomNumberGenerator
    ) -> RunFinish {
        advance(to: now)
        guard let slot = slot(of: id), daemons[slot].phase == .running else {
            preconditionFailure("the daemon does not run")
        }
        let outcome = isOverTime(slot, at: now) ? .failed : outcome
        let number = daemons[slot].parameters
        running -= 1
        if table[number].floor == .shared { runningOnSharedFloors -= 1 }
        lifetime.decisionIsDue = true

        if outcome == .done || daemons[slot].flags.contains(.leaving) {
            vacate(slot)
            return RunFinish(outcome: outcome, wait: nil, next: nil, isPausedByFailures: false)
        }

        let wait = book(outcome, slot)
        let isAtLimit = table[number].failureLimit.map { daemons[slot].failures >= $0 } ?? false
        if isAtLimit { daemons[slot].flags.insert(.pausedByFailures) }
        // A run that somebody asked for is one of those that were missed.
        let isCatchingUp = takeCatchUp(slot)
        let next: Instant
        if daemons[slot].flags.contains(.woken), !daemons[slot].isPaused {
            next = now
            daemons[slot].interval = table[number].runEvery
        } else if isCatchingUp {
            next = now
        } else if let named = outcome.namedNext {
            next = min(max(named, now), now + table[number].maximumIdle)
        } else if table[number].jitter != .none, wait > .zero {
            next = now + table[number].jitter.lengthened(wait, using: &jitter)
        } else {
            next = now + wait
        }
        daemons[slot].flags.subtract([.woken, .timedOut])
        daemons[slot].instant = next
        if daemons[slot].isPaused {
            park(slot)
        } else {
            enqueue(slot)
        }
        return RunFinish(outcome: outcome, wait: next - now, next: next, isPausedByFailures: isAtLimit)
    }

    /// Changes the interval and the count of failures as the outcome says.
    /// - Returns: the wait that follows, without jitter.
    @inline(__always)
    private mutating func book(_ outcome: RunOutcome, _ slot: Int) -> Nanoseconds {
        let number = daemons[slot].parameters
        switch outcome {
        case .worked:
            daemons[slot].interval = table[number].runEvery
            daemons[slot].failures = 0
            return table[number].minimumIdle
        case .idle, .done:
            daemons[slot].interval = table[number].lengthened(daemons[slot].interval)
            daemons[slot].failures = 0
        case .failed:
            daemons[slot].interval = table[number].lengthened(daemons[slot].interval)
            daemons[slot].failures += daemons[slot].failures == .max ? 0 : 1
        }
        return daemons[slot].interval
    }

    /// Whether the daemon has one more run to catch up on, which is not counted any more then.
    private mutating func takeCatchUp(_ slot: Int) -> Bool {
        guard !catchUps.isEmpty, let left = catchUps[slot] else { return false }
        catchUps[slot] = left > 1 ? left - 1 : nil
        return true
    }

    private func isOverTime(_ slot: Int, at now: Instant) -> Bool {
        if daemons[slot].flags.contains(.timedOut) { return true }
        guard let timeout = table[daemons[slot].parameters].runTimeout else { return false }
        return now - daemons[slot].instant > timeout
    }

    /// Somebody asks for a run now: a waiting daemon becomes due and its interval is the base interval again.
    @discardableResult
    public mutating func wake(_ id: DaemonID, at now: Instant) -> WakeResult {
        advance(to: now)
        guard let slot = slot(of: id), !daemons[slot].flags.contains(.leaving) else { return .removed }
        guard !daemons[slot].isPaused else { return .paused }
        switch daemons[slot].phase {
        case .vacant:
            return .removed
        case .running:
            daemons[slot].flags.insert(.woken)
            return .afterRun
        case .waiting:
            if daemons[slot].isReady(at: now) { return .alreadyReady }
            daemons[slot].interval = table[daemons[slot].parameters].runEvery
            daemons[slot].instant = now
            enqueue(slot)
            return .due
        }
    }

    /// The daemon is not started until it is resumed; a run in progress goes on to its end.
    /// - Returns: whether there is such a daemon.
    @discardableResult
    public mutating func pause(_ id: DaemonID, at now: Instant) -> Bool {
        advance(to: now)
        guard let slot = slot(of: id) else { return false }
        daemons[slot].flags.insert(.pausedByOperator)
        if daemons[slot].phase != .running { park(slot) }
        lifetime.decisionIsDue = true
        return true
    }

    /// Ends a pause, whoever made it, and forgets the failures.
    /// - Returns: whether there is such a daemon.
    @discardableResult
    public mutating func resume(_ id: DaemonID, at now: Instant) -> Bool {
        advance(to: now)
        guard let slot = slot(of: id) else { return false }
        daemons[slot].failures = 0
        guard daemons[slot].isPaused else { return true }
        daemons[slot].flags.subtract(.paused)
        if daemons[slot].phase == .waiting { enqueue(slot) }
        return true
    }

    /// A web request has come.
    /// - Returns: whether it is accepted; during a stop it is not, and must be refused.
    public mutating func requestBegan(at now: Instant) -> Bool {
        advance(to: now)
        guard lifetime.phase == .alive else { return false }
        requests.inFlight += 1
        return true
    }

    /// A web request that was accepted has been answered.
    public mutating func requestEnded(at now: Instant) {
        advance(to: now)
        requests.inFlight -= 1
        requests.answered += 1
        requests.lastEnd = now
        lifetime.decisionIsDue = true
        if let gap = app.shutdownIfIdle { lifetime.requestCheck = now + gap }
        if requests.answered == app.maximumRequests { beginStop(.requests, at: now) }
    }

    /// Somebody asks the app to stop. The first reason stays.
    public mutating func stop(_ reason: StopReason, at now: Instant) {
        advance(to: now)
        beginStop(reason, at: now)
    }

    /// A stop that has begun waits for nobody any more.
    public mutating func endGrace(at now: Instant) {
        advance(to: now)
        guard case .stopping(let reason, _) = lifetime.phase else { return }
        lifetime.phase = .stopping(reason, endOfGrace: now)
    }
}
