import Daemons
import Glibc
import Scheduling

extension DaemonApp {
    /// What the app does now, with all of its daemons or the named one.
    public func status() -> AppStatus {
        let now = now
        let clock = wallClock
        // A copy is asked: a question is no event, and must not bring the schedule on.
        var scheduler = scheduler
        return AppStatus(
            app: name,
            pid: getpid(),
            started: clock.text(.start) ?? "",
            uptime: now.sinceStart.seconds,
            stopping: scheduler.stopReason?.rawValue,
            daemons: scheduler.identifiers.compactMap { report(hostedDaemon($0), &scheduler, clock, at: now) })
    }

    private func report(
        _ daemon: HostedDaemon, _ scheduler: inout Scheduler, _ clock: WallClock, at now: Instant
    ) -> DaemonReport? {
        guard let status = scheduler.status(of: daemon.id, at: now) else { return nil }
        let isRunning = status.phase == .running
        let state: DaemonReport.State =
            switch status.phase {
            case .running: .running
            case .waiting, .ready: status.pausedBy != nil ? .paused : status.phase == .ready ? .ready : .waiting
            }
        return DaemonReport(
            name: daemon.name,
            type: daemon.type,
            state: state,
            counters: daemon.counters,
            failures: Int(status.failures),
            interval: status.interval.seconds,
            next: isRunning ? nil : clock.text(status.instant),
            nextIn: isRunning || status.instant == .never ? nil : (status.instant - now).seconds,
            runningFor: isRunning ? (now - status.instant).seconds : nil,
            last: daemon.lastRun.map { last in
                LastRunReport(
                    started: clock.text(last.start) ?? "",
                    duration: (last.end - last.start).seconds,
                    ago: (now - last.end).seconds,
                    outcome: last.outcome.name,
                    error: last.error)
            },
            progress: daemon.context.progress.isEmpty ? nil : daemon.context.progress)
    }

    /// Why a daemon does not run now, and when it will, in words; nil if there is no daemon of that name.
    public func explain(_ daemon: String) -> String? {
        guard let id = identifiers[daemon] else { return nil }
        var scheduler = scheduler
        return text(scheduler.explain(id, at: now), id, at: now)
    }

    private func text(_ explanation: Explanation, _ id: DaemonID, at now: Instant) -> String {
        switch explanation {
        case .running(let since, let isTimedOut):
            let timeout = isTimedOut ? "; it has passed its RunTimeout, was cancelled, and has not ended yet" : ""
            return "running for \((now - since).text)\(timeout)"
        case .waiting(let until):
            guard until != .never else { return "waiting: the interval is so long that it never comes" }
            return "waiting: due in \((until - now).text)"
        case .behind(let since, let holders, let ahead):
            var text = "ready for \((now - since).text)"
            if !holders.isEmpty { text += "; every shared floor is taken, by \(list(holders))" }
            if !ahead.isEmpty { text += "; \(list(ahead)) \(ahead.count == 1 ? "goes" : "go") first" }
            return text + (holders.isEmpty && ahead.isEmpty ? "; it starts next" : "")
        case .waitingForQuiet(let since, let until):
            let text = "ready for \((now - since).text), and waiting for quiet: "
            return text
                + (until.map { "it starts in \(($0 - now).text) if no request comes" } ?? "a request is in progress")
        case .paused(let cause, let due):
            let when = due <= now ? "it would be ready" : "it would be due in \((due - now).text)"
            switch cause {
            case .operator: return "paused by an operator until resumed; \(when)"
            case .failures(let count):
                return "paused after \(count) \(count == 1 ? "failure" : "failures in a row") until resumed; \(when)"
            }
        case .stopping(let reason):
            return "not started any more: the app stops (\(reason.rawValue))"
        case .removed:
            return "not scheduled any more"
        }
    }

    /// The names of daemons, the first few of many.
    private func list(_ identifiers: [DaemonID]) -> String {
        let names = identifiers.prefix(5).map { hostedDaemon($0).name }.joined(separator: ", ")
        return identifiers.count > 5 ? "\(names) and \(identifiers.count - 5) more" : names
    }
}
