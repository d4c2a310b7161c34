import Daemons
import EventLoopServices
import Logging
import Scheduling

/// The loop: one function asks the scheduler for actions and carries them out, and nothing else touches its decisions.
///
/// A worker is a task that makes runs inline, one after the other, as long as they do not suspend, for at most a
/// millisecond. When one suspends, the worker is parked in it; `drive`, queued behind every run, goes on with the
/// rest of the schedule. Whatever comes first on the executor after a suspension parks the run.
extension DaemonApp {
    /// The longest time for which runs follow one another without giving the loop a turn.
    static let longestTurn = Nanoseconds.milliseconds(1)

    /// A run that the scheduler has started.
    struct Start {
        var id: DaemonID
        var due: Instant
        var at: Instant
    }

    /// The run that a worker makes just now, unless it has suspended without anybody having noticed yet.
    struct InlineRun {
        var id: DaemonID
        var worker: Worker
    }

    /// Goes on with the schedule: starts what is to start and arms the timer.
    func drive() {
        isDrivePending = false
        drive(at: now)
    }

    /// Goes on with the schedule as it stands at an instant, which is now.
    func drive(at first: Instant) {
        var now = first
        while let start = nextRun(at: now) {
            now = self.now
            let worker = Worker()
            hostedDaemon(start.id).worker = worker
            workersToBegin += 1
            worker.task = Task { await self.work(start, worker) }
        }
    }

    /// Queues ``drive()`` behind what the executor does now.
    func driveSoon() {
        guard !isDrivePending else { return }
        isDrivePending = true
        Task { self.drive() }
    }

    /// Carries out the scheduler's actions.
    /// - Returns: a run to be made; nil when there is nothing to do but wait.
    func nextRun(at now: Instant) -> Start? {
        guard case .running = state else { return nil }
        if let run = inlineRun { park(run) }
        while true {
            switch scheduler.next(at: now) {
            case .run(let id, let due):
                let start = Start(id: id, due: due, at: now)
                began(hostedDaemon(id), start)
                return start
            case .cancel(let id):
                record(.cancel(daemon: hostedDaemon(id).name), at: now)
                cancel(id, at: now)
            case .beginStop(let reason):
                record(.stopping(reason), at: now)
                sentinel.stopBegins(reason)
                log.info("stopping: \(reason.explanation)")
            case .stop(let record):
                finish(record)
                return nil
            case .wait(let instant):
                // Whoever is about to begin comes here again, with more to be written.
                if workersToBegin == 0 { writeDown(at: now) }
                arm(floorCheck(at: now).map { min($0, instant) } ?? instant, at: now)
                return nil
            }
        }
    }

    /// Makes runs until there is none to be made, one was cancelled, or the loop is due for a turn.
    private func work(_ first: Start, _ worker: Worker) async {
        workersToBegin -= 1
        var start = first
        let turn = now
        sentinel.loopIsBusy(at: time(of: turn))
        while true {
            driveSoon()
            let daemon = hostedDaemon(start.id)
            inlineRun = InlineRun(id: start.id, worker: worker)
            sentinel.enter(start.id.index, at: time(of: start.at))
            var outcome: Outcome?
            var failure: (any Error)?
            do {
                if let lock = daemon.schedule.lockFile {
                    outcome = try await run(daemon, holding: lock)
                } else {
                    outcome = try await daemon.daemon.run(daemon.context)
                }
            } catch {
                failure = error
            }
            let end = now
            unpark(daemon)
            finished(daemon, start, outcome, failure, at: end)
            if worker.isCancelled || end - turn >= DaemonApp.longestTurn { break }
            guard let next = nextRun(at: end) else { return }
            start = next
        }
        driveSoon()
    }

    private func run(_ daemon: HostedDaemon, holding lock: String) async throws -> Outcome {
        try await FileLock.holding(lock, daemon.context) { try await daemon.daemon.run(daemon.context) }
    }

    // MARK: Suspended runs

    /// A run has suspended: from now on it may be cancelled, and others go on without it.
    private func park(_ run: InlineRun) {
        inlineRun = nil
        let daemon = hostedDaemon(run.id)
        daemon.worker = run.worker
        suspended.append(daemon)
        sentinel.leave(suspended: run.id.index)
    }

    /// A run has ended, whether or not it was suspended in between.
    private func unpark(_ daemon: HostedDaemon) {
        if inlineRun?.id == daemon.id {
            inlineRun = nil
            sentinel.leave()
        } else {
            suspended.removeAll { $0 === daemon }
            sentinel.ended(daemon.id.index)
        }
        if daemon.worker != nil { daemon.worker = nil }
    }

    private func cancel(_ id: DaemonID, at now: Instant) {
        let daemon = hostedDaemon(id)
        if let timeout = daemon.schedule.parameters.runTimeout, scheduler.stopReason == nil {
            daemon.context.log.warning("the run takes longer than RunTimeout (\(timeout.text)): it is cancelled")
        }
        daemon.worker?.isCancelled = true
        daemon.worker?.task?.cancel()
    }

    /// Arms the one timer, so much later than the instant as the slack says.
    private func arm(_ instant: Instant, at now: Instant) {
        let instant = instant + configuration.timerSlack
        sentinel.loopIsFree(for: instant - now, at: time(of: now))
        if let timer {
            if timer.instant == instant { return }
            reactor.cancel(timer.call)
            self.timer = nil
        }
        guard instant != .never else { return }
        let call = reactor.call(at: time(of: instant)) { [weak self] in
            self?.assumeIsolated { app in
                app.timer = nil
                app.drive()
            }
        }
        timer = (call, instant)
    }

    /// The app is over: what is still in progress, and what runs have left behind, is cut off.
    private func finish(_ record: ExitRecord) {
        self.record(.stop(record.reason, next: record.next), at: record.stopped)
        state = .stopped(record)
        ledger?.flush()
        if let timer { reactor.cancel(timer.call) }
        timer = nil
        if scheduler.running > 0 {
            log.warning("the grace is over: runs still in progress are cut off: \(scheduler.running)")
        }
        sentinel.cutOffAll()
        sentinel.close()
        let exit = ExitLine(app: name, record: record, clock: wallClock)
        exitLine = exit
        writeLastState(exit)
        services.pool.close()
        var metadata = Logger.Metadata()
        metadata[LogKey.event] = "stop"
        metadata[LogKey.app] = "\(name)"
        metadata[LogKey.at] = .stringConvertible(LogNumber(seconds: record.stopped.sinceStart))
        metadata[LogKey.reason] = "\(record.reason.rawValue)"
        metadata[LogKey.next] = .stringConvertible(LogNumber(seconds: record.next?.sinceStart))
        log.info("app \(name) stops: \(record.reason.rawValue)", metadata: metadata)
        for waiter in waiters { waiter.resume(returning: record) }
        waiters = []
    }
}
