extension Scheduler {
    /// What the schedule knows of a daemon; nil if it is gone.
    public mutating func status(of id: DaemonID, at now: Instant) -> DaemonStatus? {
        advance(to: now)
        guard let slot = slot(of: id) else { return nil }
        let daemon = daemons[slot]
        return DaemonStatus(
            phase: daemon.phase == .running ? .running : daemon.isReady(at: now) ? .ready : .waiting,
            instant: daemon.instant,
            interval: daemon.interval,
            failures: daemon.failures,
            pausedBy: pauseCause(slot)
        )
    }

    /// Why a daemon does not run now, and when it will. O(n log n): for people who ask, not for every event.
    public mutating func explain(_ id: DaemonID, at now: Instant) -> Explanation {
        advance(to: now)
        guard let slot = slot(of: id) else { return .removed }
        return explain(slot, at: now)
    }

    private func explain(_ slot: Int, at now: Instant) -> Explanation {
        let daemon = daemons[slot]
        if daemon.phase == .running {
            return .running(since: daemon.instant, isTimedOut: daemon.flags.contains(.timedOut))
        }
        if let stopReason { return .stopping(stopReason) }
        if let cause = pauseCause(slot) { return .paused(by: cause, due: daemon.instant) }
        guard daemon.isReady(at: now) else { return .waiting(until: daemon.instant) }
        if let quiet = table[daemon.parameters].whenQuietFor, !requests.isQuiet(for: quiet, at: now) {
            let until = requests.inFlight == 0 ? requests.quietInstant(for: quiet) : nil
            return .waitingForQuiet(since: daemon.instant, until: until)
        }
        return .behind(since: daemon.instant, holders: floorHolders(before: slot), ahead: ahead(of: slot, at: now))
    }

    private func pauseCause(_ slot: Int) -> PauseCause? {
        if daemons[slot].flags.contains(.pausedByFailures) { return .failures(daemons[slot].failures) }
        return daemons[slot].flags.contains(.pausedByOperator) ? .operator : nil
    }

    /// The runs for whose end a daemon waits: those on the shared floors, if that is its floor and none is free.
    private func floorHolders(before slot: Int) -> [DaemonID] {
        guard table[daemons[slot].parameters].floor == .shared, !isSharedFloorFree else { return [] }
        return identifiers.filter {
            daemons[$0.index].phase == .running && table[daemons[$0.index].parameters].floor == .shared
        }
    }

    /// The ready daemons of the same kind of floor that start before this one, first ones first.
    private func ahead(of slot: Int, at now: Instant) -> [DaemonID] {
        let floor = table[daemons[slot].parameters].floor
        let place = head(slot, at: now)
        return
            identifiers
            .filter { other in
                let daemon = daemons[other.index]
                return daemon.isReady(at: now) && table[daemon.parameters].floor == floor
                    && mayStart(other.index, at: now)
                    && ReadyQueue.Head.precedes(head(other.index, at: now), place)
            }
            .sorted { ReadyQueue.Head.precedes(head($0.index, at: now), head($1.index, at: now)) }
    }

    private func head(_ slot: Int, at now: Instant) -> ReadyQueue.Head {
        let rank = rank(of: slot)
        let patience = table[daemons[slot].parameters].maximumWait
        return ReadyQueue.Head(slot: slot, rank: rank, isOverdue: patience.map { now - rank.due >= $0 } ?? false)
    }

    private func mayStart(_ slot: Int, at now: Instant) -> Bool {
        table[daemons[slot].parameters].whenQuietFor.map { requests.isQuiet(for: $0, at: now) } ?? true
    }
}
