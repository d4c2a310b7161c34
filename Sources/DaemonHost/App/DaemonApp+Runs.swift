import Daemons
import EventLoopServices
import Logging
import Scheduling

/// The books: what begins and ends is counted and logged, and the scheduler is told.
extension DaemonApp {
    func began(_ daemon: HostedDaemon, _ start: Start) {
        daemon.counters.runs += 1
        record(.run(daemon: daemon.name, run: daemon.counters.runs, due: start.due), at: start.at)
        if daemon.logsRuns { reportStart(daemon, start) }
    }

    func finished(
        _ daemon: HostedDaemon, _ start: Start, _ outcome: Outcome?, _ failure: (any Error)?, at now: Instant
    ) {
        daemon.isReportedAsHolding = false
        // After the end of its grace the app has no schedule any more.
        guard case .running = state else { return }
        var units = 0
        if case .worked(let count) = outcome?.result { units = count }
        let returned = runOutcome(outcome)
        let finish = scheduler.finished(daemon.id, returned, at: now, jitter: &jitter)
        let error = finish.outcome == .failed ? words(failure, daemon, after: now - start.at) : nil
        daemon.counters.count(finish.outcome, units: units)
        daemon.lastRun = LastRun(start: start.at, end: now, outcome: finish.outcome, error: error)
        if let error { report(daemon, error, finish) }
        if daemon.logsRuns { reportFinish(daemon, finish, units, at: now) }
        record(finish, returned, of: daemon, units, error, failure, at: now)
        stateChanged(at: now)
        if finish.next == nil {
            forget(daemon, at: now)
        } else if daemon.successor != nil {
            var changes = DaemonChanges()
            succeed(daemon, at: now, &changes)
        }
    }

    private func record(
        _ finish: RunFinish, _ returned: RunOutcome, of daemon: HostedDaemon, _ units: Int, _ error: String?,
        _ failure: (any Error)?, at now: Instant
    ) {
        record(
            .finish(
                daemon: daemon.name,
                AppEvent.Finish(
                    run: daemon.counters.runs, outcome: finish.outcome == .failed ? .failed : returned, units: units,
                    wait: finish.wait, next: finish.next, error: error,
                    output: (failure as? any OutputCarrying)?.lastLines ?? [])),
            at: now)
    }

    /// The outcome for the scheduler; nil is that of a run that threw.
    private func runOutcome(_ outcome: Outcome?) -> RunOutcome {
        guard let outcome else { return .failed }
        let next = outcome.next.map { Instant(Nanoseconds($0.nanoseconds(since: origin))) }
        switch outcome.result {
        case .worked: return .worked(next: next)
        case .idle: return .idle(next: next)
        case .done: return .done
        }
    }

    /// Why a run failed. One that was cancelled says no more than that; the host knows what for.
    private func words(_ failure: (any Error)?, _ daemon: HostedDaemon, after length: Nanoseconds) -> String {
        if let failure, !(failure is CancellationError) { return "\(failure)" }
        if let timeout = daemon.schedule.parameters.runTimeout, length >= timeout {
            return "it took longer than RunTimeout (\(timeout.text))"
        }
        return scheduler.stopReason == nil ? "it was cancelled" : "it was cancelled, because the app stops"
    }

    private func reportStart(_ daemon: HostedDaemon, _ start: Start) {
        daemon.context.log.debug(
            "run \(daemon.counters.runs) starts",
            metadata: [
                LogKey.event: "run",
                LogKey.at: .stringConvertible(LogNumber(seconds: start.at.sinceStart)),
                LogKey.run: .stringConvertible(LogNumber(daemon.counters.runs)),
                LogKey.due: .stringConvertible(LogNumber(seconds: start.due.sinceStart)),
            ])
    }

    private func report(_ daemon: HostedDaemon, _ error: String, _ finish: RunFinish) {
        let log = daemon.context.log
        guard scheduler.stopReason == nil else {
            return log.warning("run \(daemon.counters.runs) failed: \(error)")
        }
        log.error("run \(daemon.counters.runs) failed: \(error); next run in \(finish.wait?.text ?? "never")")
        if finish.isPausedByFailures {
            let limit = daemon.schedule.parameters.failureLimit ?? 0
            log.error("paused: FailureLimit (\(limit)) is reached; resume it when mended")
        }
    }

    private func reportFinish(_ daemon: HostedDaemon, _ finish: RunFinish, _ units: Int, at now: Instant) {
        let next = finish.wait.map { "; next run in \($0.text)" } ?? ""
        daemon.context.log.debug(
            "run \(daemon.counters.runs) ends: \(finish.outcome.name)\(next)",
            metadata: [
                LogKey.event: "finish",
                LogKey.at: .stringConvertible(LogNumber(seconds: now.sinceStart)),
                LogKey.run: .stringConvertible(LogNumber(daemon.counters.runs)),
                LogKey.outcome: "\(finish.outcome.name)",
                LogKey.units: .stringConvertible(LogNumber(units)),
                LogKey.wait: .stringConvertible(LogNumber(seconds: finish.wait)),
                LogKey.next: .stringConvertible(LogNumber(seconds: finish.next?.sinceStart)),
            ])
    }

    /// Warns, once a run, of a run that holds a shared floor for longer than max(RunEvery, 1 min) while others wait.
    /// - Returns: when the next such warning may be due; nil while nobody waits for a floor.
    func floorCheck(at now: Instant) -> Instant? {
        guard scheduler.isWaitingForSharedFloor else { return nil }
        var next: Instant?
        for holder in suspended where holder.schedule.parameters.floor == .shared && !holder.isReportedAsHolding {
            guard let since = scheduler.status(of: holder.id, at: now)?.instant else { continue }
            let limit = max(holder.schedule.parameters.runEvery, .seconds(60))
            if now - since > limit {
                holder.isReportedAsHolding = true
                holder.context.log.warning(
                    """
                    the run has held a shared floor for \((now - since).text) while other daemons wait; \
                    consider 'Floor own' or a higher Concurrency
                    """)
            } else {
                next = min(next ?? .never, since + limit + Nanoseconds(1))
            }
        }
        return next
    }
}

extension RunCounters {
    mutating func count(_ outcome: RunOutcome, units: Int) {
        self.units += units
        switch outcome {
        case .worked: worked += 1
        case .idle: idle += 1
        case .failed: failed += 1
        case .done: break
        }
    }
}
