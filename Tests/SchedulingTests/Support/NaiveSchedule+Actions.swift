import Scheduling

/// What the scheduler does, compared with what the rules say.
extension NaiveSchedule {
    /// A run starts: it has to be the first of all that could.
    mutating func started(_ id: DaemonID, due: Instant) throws {
        guard let first = candidates.min(by: precedes) else { throw Discrepancy("\(id) starts, but nobody may") }
        try Discrepancy.check(id, first.id, "who starts")
        try Discrepancy.check(due.sinceStart.int, first.due, "due")
        daemons[index(of: id)!].runStart = now
    }

    /// A run is asked to end while the app lives.
    mutating func cancelled(_ id: DaemonID) throws {
        guard let index = index(of: id), let start = daemons[index].runStart,
            let timeout = daemons[index].parameters.runTimeout, now - start >= timeout.int, !daemons[index].isTimedOut
        else { throw Discrepancy("\(id) is cancelled for no reason") }
        daemons[index].isTimedOut = true
    }

    /// The app begins to stop.
    mutating func announced(_ reason: StopReason) throws {
        if let stop { return try Discrepancy.check(reason, stop.reason, "reason") }
        guard let idle = idleReason else { throw Discrepancy("the app stops (\(reason.rawValue)) but is not idle") }
        try Discrepancy.check(reason, idle, "reason")
        begin(reason)
    }

    /// The app is over.
    func stopped(_ record: ExitRecord) throws {
        guard let stop else { throw Discrepancy("stopped without a stop") }
        try Discrepancy.check(record.reason, stop.reason, "reason")
        try Discrepancy.check(record.stopped.sinceStart.int, now, "stopped")
        try Discrepancy.check(record.next?.sinceStart.int, nextStart, "next")
        let isBusy = inFlight > 0 || daemons.contains { $0.runStart != nil }
        if isBusy, now < stop.endOfGrace { throw Discrepancy("stopped within the grace") }
    }

    /// There is nothing to be done until an instant.
    func waits(until instant: Instant) throws {
        let until = instant == .never ? Int.max : instant.sinceStart.int
        if until <= now { throw Discrepancy("waits for \(until), which has come") }
        if let stop {
            if inFlight == 0, daemons.allSatisfy({ $0.runStart == nil }) { throw Discrepancy("the stop does not end") }
            return try Discrepancy.check(until, stop.endOfGrace, "end of the grace")
        }
        if let first = candidates.first { throw Discrepancy("\(first.id) could start") }
        if let reason = idleReason { throw Discrepancy("the app could stop: \(reason.rawValue)") }
        if let latest = turns(onlyNeeded: true).min(), until > latest {
            throw Discrepancy("waits for \(until), but \(latest) is needed")
        }
        if until != .max, !turns(onlyNeeded: false).contains(until) {
            throw Discrepancy("waits for \(until), at which nothing can happen")
        }
    }

    /// The instants to come at which there may be something to do without an event; or only those at which there is.
    private func turns(onlyNeeded: Bool) -> [Int] {
        var instants = [app.stayAliveFor.int]
        if let deadline = app.shutdownAfter { instants.append(deadline.int) }
        if let gap = app.shutdownIfIdle, let end = lastEnd ?? (listens ? 0 : nil) { instants.append(end + gap.int) }
        for daemon in daemons {
            if let start = daemon.runStart {
                if let timeout = daemon.parameters.runTimeout, !daemon.isTimedOut {
                    instants.append(start + timeout.int)
                }
            } else if let start = start(of: daemon) {
                let isNeeded = hasFreeFloor(daemon) && (inFlight == 0 || daemon.parameters.whenQuietFor == nil)
                if isNeeded || !onlyNeeded { instants.append(start) }
                if !onlyNeeded { instants.append(daemon.due) }
            }
        }
        // The scheduler may look once for a daemon that has gone meanwhile.
        if let lastEnd, !onlyNeeded { instants += quietLengths.map { lastEnd + $0 } }
        return instants.filter { $0 > now }
    }

    /// Compares what is known of a daemon.
    func check(_ status: DaemonStatus?, of id: DaemonID) throws {
        guard let index = index(of: id) else { return try Discrepancy.check(status, nil, "status of one that is gone") }
        let daemon = daemons[index]
        guard let status else { throw Discrepancy("\(id) is lost") }
        let phase: DaemonStatus.Phase = daemon.runStart != nil ? .running : isReady(daemon) ? .ready : .waiting
        try Discrepancy.check(status.phase, phase, "phase of \(id)")
        try Discrepancy.check(status.instant.sinceStart.int, daemon.runStart ?? daemon.due, "instant of \(id)")
        try Discrepancy.check(status.interval.int, daemon.interval, "interval of \(id)")
        try Discrepancy.check(Int(status.failures), daemon.failures, "failures of \(id)")
        let cause: PauseCause? =
            daemon.isPausedByFailures
            ? .failures(UInt32(daemon.failures)) : daemon.isPausedByOperator ? .operator : nil
        try Discrepancy.check(status.pausedBy, cause, "pause of \(id)")
    }

    /// Why a daemon does not run, by the rules.
    func explanation(of id: DaemonID) -> Explanation {
        guard let index = index(of: id) else { return .removed }
        let daemon = daemons[index]
        let due = at(daemon.due.ns)
        if let start = daemon.runStart { return .running(since: at(start.ns), isTimedOut: daemon.isTimedOut) }
        if let stop { return .stopping(stop.reason) }
        if daemon.isPausedByFailures { return .paused(by: .failures(UInt32(daemon.failures)), due: due) }
        if daemon.isPausedByOperator { return .paused(by: .operator, due: due) }
        if daemon.due > now { return .waiting(until: due) }
        if let quiet = daemon.parameters.whenQuietFor, !isQuiet(for: quiet) {
            return .waitingForQuiet(since: due, until: inFlight > 0 ? nil : at((lastEnd! + quiet.int).ns))
        }
        let sharing = daemons.filter { $0.parameters.floor == daemon.parameters.floor }
        let ahead = sharing.filter {
            isReady($0) && isQuiet(for: $0.parameters.whenQuietFor) && precedes($0, daemon)
        }
        let holders = hasFreeFloor(daemon) ? [] : sharing.filter { $0.runStart != nil }
        return .behind(since: due, holders: holders.map(\.id), ahead: ahead.sorted(by: precedes).map(\.id))
    }
}
