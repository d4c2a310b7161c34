import Daemons
import EventLoopServices
import Logging
import Scheduling

/// A daemon that the app hosts: the daemon itself, what it is given, and what has become of its runs.
final class HostedDaemon {
    let id: DaemonID
    let name: String
    let type: String
    let schedule: DaemonSchedule
    let daemon: any Daemon
    let context: DaemonContext
    var counters = RunCounters()
    var lastRun: LastRun?
    /// The worker whose task a run in progress is part of, once the run has suspended.
    var worker: Worker?
    /// Whether it has been said of the run in progress that it holds a floor for long.
    var isReportedAsHolding = false

    init(id: DaemonID, wanted: WantedDaemon, daemon: any Daemon, context: DaemonContext) {
        self.id = id
        name = wanted.name
        type = wanted.type
        schedule = wanted.schedule
        self.daemon = daemon
        self.context = context
    }

    /// Whether the start and the end of every run are logged.
    var logsRuns: Bool { context.log.logLevel <= .debug }
}

/// How often a daemon has run, and how that ended.
public struct RunCounters: Sendable, Hashable, Codable {
    /// Runs that have started.
    public internal(set) var runs = 0
    /// Runs that found work.
    public internal(set) var worked = 0
    /// Runs that found nothing.
    public internal(set) var idle = 0
    /// Runs that failed.
    public internal(set) var failed = 0
    /// Units of work done.
    public internal(set) var units = 0
}

/// The run that ended last.
struct LastRun {
    var start: Instant
    var end: Instant
    var outcome: RunOutcome
    var error: String?
}

/// A task that makes runs, one after the other as long as they do not suspend.
final class Worker {
    var task: Task<Void, Never>?
    /// The task was cancelled for one of its runs: it ends with that run, so that no other is affected.
    var isCancelled = false
}
