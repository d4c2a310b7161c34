import Scheduling

/// What went otherwise than the rules say.
struct Discrepancy: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }

    /// Throws where two values differ.
    static func check<Value: Equatable>(_ found: Value, _ expected: Value, _ what: String) throws {
        if found != expected { throw Discrepancy("\(what): found \(found), expected \(expected)") }
    }
}

extension NaiveSchedule {
    mutating func add(_ id: DaemonID, _ parameters: DaemonParameters) {
        if let quiet = parameters.whenQuietFor { quietLengths.insert(quiet.int) }
        daemons.append(
            Daemon(
                id: id, parameters: parameters, due: now + parameters.startAfter.int,
                interval: parameters.runEvery.int))
    }

    mutating func remove(_ id: DaemonID) {
        guard let index = index(of: id) else { return }
        if daemons[index].runStart == nil {
            daemons.remove(at: index)
        } else {
            daemons[index].isLeaving = true
        }
    }

    mutating func wake(_ id: DaemonID) -> WakeResult {
        guard let index = index(of: id), !daemons[index].isLeaving else { return .removed }
        if daemons[index].isPaused { return .paused }
        if daemons[index].runStart != nil {
            daemons[index].isWoken = true
            return .afterRun
        }
        if daemons[index].due <= now { return .alreadyReady }
        daemons[index].due = now
        daemons[index].interval = daemons[index].parameters.runEvery.int
        return .due
    }

    mutating func pause(_ id: DaemonID) {
        if let index = index(of: id) { daemons[index].isPausedByOperator = true }
    }

    mutating func resume(_ id: DaemonID) {
        guard let index = index(of: id) else { return }
        daemons[index].isPausedByOperator = false
        daemons[index].isPausedByFailures = false
        daemons[index].failures = 0
    }

    mutating func requestEnded() {
        inFlight -= 1
        answered += 1
        lastEnd = now
        if let limit = app.maximumRequests, answered == limit { begin(.requests) }
    }

    /// A run has ended: compares what the scheduler made of it with what the rules say.
    mutating func finished(_ id: DaemonID, _ returned: RunOutcome, _ found: RunFinish) throws {
        guard let index = index(of: id), let start = daemons[index].runStart else {
            throw Discrepancy("\(id) does not run")
        }
        var daemon = daemons[index]
        let parameters = daemon.parameters
        let isOverTime = daemon.isTimedOut || parameters.runTimeout.map { now - start > $0.int } ?? false
        let outcome = isOverTime ? .failed : returned
        try Discrepancy.check(found.outcome, outcome, "outcome")
        if outcome == .done || daemon.isLeaving {
            try Discrepancy.check(found.next, nil, "next of one that is gone")
            daemons.remove(at: index)
            return
        }
        let wait = daemon.book(outcome)
        let isWoken = daemon.isWoken && !daemon.isPaused
        if isWoken { daemon.interval = parameters.runEvery.int }
        let isAtOnce = isWoken || daemon.catchUp > 0
        daemon.catchUp = max(daemon.catchUp - 1, 0)
        try check(found, isAtOnce ? .idle(next: at(now.ns)) : outcome, wait: wait, parameters)
        daemon.due = now + found.wait!.int
        daemon.runStart = nil
        daemon.isWoken = false
        daemon.isTimedOut = false
        daemons[index] = daemon
    }

    /// Compares the wait of a finish, which is known but for its jitter.
    private func check(
        _ found: RunFinish, _ outcome: RunOutcome, wait: Int, _ parameters: DaemonParameters
    ) throws {
        guard let next = found.next, let length = found.wait else { throw Discrepancy("no wait") }
        try Discrepancy.check(next.sinceStart.int, now + length.int, "next")
        switch outcome {
        case .worked(let named?), .idle(let named?):
            let latest = now + parameters.maximumIdle.int
            try Discrepancy.check(next.sinceStart.int, min(max(named.sinceStart.int, now), latest), "named next")
        default:
            let longest = parameters.jitter == .none ? wait : 2 * wait
            guard wait...longest ~= length.int else {
                throw Discrepancy("wait: found \(length.int), expected \(wait)...\(longest)")
            }
        }
    }
}

extension NaiveSchedule.Daemon {
    /// Books an outcome.
    /// - Returns: the wait that follows, without jitter.
    mutating func book(_ outcome: RunOutcome) -> Int {
        if outcome == .failed {
            failures += 1
            if let limit = parameters.failureLimit, failures >= limit { isPausedByFailures = true }
        } else {
            failures = 0
        }
        if case .worked = outcome {
            interval = parameters.runEvery.int
            return parameters.minimumIdle.int
        }
        let product = (interval * Int(parameters.multiplyIdleBy.millionths) + 500_000) / 1_000_000
        interval = min(product + parameters.increaseIdleBy.int, parameters.maximumIdle.int)
        return interval
    }
}
