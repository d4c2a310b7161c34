import Daemons
import EventLoopServices
import Logging
import Scheduling

/// The books: what begins and ends is counted and logged, and the scheduler is told.
extension DaemonApp {
    func began(_ daemon: HostedDaemon, _ start: Start) {
        daemon.counters.runs += 1
        if daemon.schedule.parameters.floor == .shared { floorHolders.append(daemon) }
        guard daemon.context.log.logLevel <= .debug else { return }
        daemon.context.log.debug(
            "run \(daemon.counters.runs) starts",
            metadata: [
                LogKey.event: "run",
                LogKey.at: .stringConvertible(LogNumber(seconds: start.at.sinceStart)),
                LogKey.run: .stringConvertible(LogNumber(daemon.counters.runs)),
                LogKey.due: .stringConvertible(LogNumber(seconds: start.due.sinceStart)),
            ])
    }

    func finished(_ daemon: HostedDaemon, _ start: Start, _ result: Result<Outcome, any Error>, at now: Instant) {
        daemon.worker = nil
        daemon.isReportedAsHolding = false
        if daemon.schedule.parameters.floor == .shared {
            floorHolders.removeAll { $0 === daemon }
        }
        // After the end of its grace the app has no schedule any more.
        guard case .running = state else { return }
        var units = 0
        let outcome: RunOutcome
        var error: String?
        switch result {
        case .success(let success):
            let next = success.next.map { Instant(Nanoseconds($0.nanoseconds(since: origin))) }
            switch success.result {
            case .worked(let count):
                units = count
                outcome = .worked(next: next)
            case .idle: outcome = .idle(next: next)
            case .done: outcome = .done
            }
        case .failure(let failure):
            outcome = .failed
            error = "\(failure)"
        }
        let finish = scheduler.finished(daemon.id, outcome, at: now, jitter: &jitter)
        if finish.outcome == .failed, error == nil { error = "the run took longer than RunTimeout" }
        daemon.counters.count(finish.outcome, units: units)
        daemon.lastRun = LastRun(start: start.at, end: now, outcome: finish.outcome, error: error)
        report(daemon, finish, units, error, at: now)
        if finish.next == nil { forget(daemon) }
    }

    private func report(_ daemon: HostedDaemon, _ finish: RunFinish, _ units: Int, _ error: String?, at now: Instant) {
        let log = daemon.context.log
        if let error {
            log.error("run \(daemon.counters.runs) failed: \(error); next run in \(finish.wait?.text ?? "never")")
        }
        if finish.isPausedByFailures {
            log.error("paused after \(daemon.schedule.parameters.failureLimit ?? 0) failures in a row; resume it when mended")
        }
        guard log.logLevel <= .debug else { return }
        log.debug(
            "run \(daemon.counters.runs) ends: \(finish.outcome.name)",
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

    private func forget(_ daemon: HostedDaemon) {
        hosted[daemon.id.index] = nil
        identifiers[daemon.name] = nil
        daemon.context.log.info("done: not scheduled any more")
    }

    /// Warns, once a run, of a run that holds a shared floor for longer than max(RunEvery, 1 min) while others wait.
    /// - Returns: when the next such warning may be due; nil while nobody waits for a floor.
    func floorCheck(at now: Instant) -> Instant? {
        guard scheduler.isWaitingForSharedFloor else { return nil }
        var next: Instant?
        for holder in floorHolders where !holder.isReportedAsHolding {
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
