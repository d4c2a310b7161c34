extension Scheduler {
    /// Why the app stops, or has stopped; nil while it does not.
    public var stopReason: StopReason? {
        switch lifetime.phase {
        case .alive: nil
        case .stopping(let reason, _), .over(let reason): reason
        }
    }

    /// The first reason to stop stays, and so does its grace.
    mutating func beginStop(_ reason: StopReason, at now: Instant) {
        guard lifetime.phase == .alive else { return }
        lifetime.phase = .stopping(reason, endOfGrace: now + app.gracePeriod)
    }

    /// Whether the app stops for having nothing to do, decided when no ready daemon may start.
    mutating func idleStop(at now: Instant) -> StopReason? {
        guard running == 0, requests.inFlight == 0, now.sinceStart >= app.stayAliveFor else { return nil }
        if daemonCount == 0, !requests.isListening { return .done }
        guard let gap = app.shutdownIfIdle else { return nil }
        if let quietSince = requests.lastEnd ?? (requests.isListening ? .start : nil), now - quietSince < gap {
            return nil
        }
        return earliestStart(at: now) - now >= gap ? .idle : nil
    }

    /// The next instant at which a daemon can start, when none can start now and no request is in flight.
    private mutating func earliestStart(at now: Instant) -> Instant {
        // Who has lost its quiet waits for it again.
        while let slot = readyShared.anyInNeedOfQuiet(at: now, among: &daemons) { enqueueForQuiet(slot) }
        while let slot = readyOwn.anyInNeedOfQuiet(at: now, among: &daemons) { enqueueForQuiet(slot) }
        // Whose quiet ends after its due time waits for quiet from now on: a request only makes the end later.
        while let head = waiting.firstCurrent(among: daemons), quietDue(Int(head.slot), due: head.key) > head.key {
            waiting.removeFirst()
            enqueueForQuiet(Int(head.slot))
        }
        let due = waiting.first?.key ?? .never
        return waitingForQuiet.firstCurrent(among: daemons).map { min(due, requests.quietInstant(for: $0.key)) } ?? due
    }

    /// When a daemon due at an instant can start: the later of that and the end of its wait for quiet.
    private func quietDue(_ slot: Int, due: Instant) -> Instant {
        guard let quiet = table[daemons[slot].parameters].whenQuietFor else { return due }
        return max(due, requests.quietInstant(for: quiet))
    }

    /// The earliest instant, not before the stop, at which a daemon could have started; a run that was cut off
    /// counts as due at the stop.
    func earliestStartAfterStop(at now: Instant) -> Instant? {
        var earliest = Instant.never
        for slot in daemons.indices {
            let daemon = daemons[slot]
            guard daemon.phase != .vacant, !daemon.isPaused, !daemon.flags.contains(.leaving) else { continue }
            earliest = min(earliest, quietDue(slot, due: daemon.phase == .running ? now : daemon.instant))
        }
        return earliest == .never ? nil : max(earliest, now)
    }
}
