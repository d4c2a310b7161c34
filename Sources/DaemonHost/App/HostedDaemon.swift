import Daemons
import EventLoopServices
import Logging
import Scheduling

/// A daemon that the app hosts: the daemon itself, what it is given, and what has become of its runs.
final class HostedDaemon {
    let id: DaemonID
    /// The daemon's path: its name, below that of the seed that wants it.
    let name: String
    /// The path of the seed that wants it; nil where the configuration does.
    let parent: String?
    private(set) var wanted: WantedDaemon
    private(set) var daemon: any Daemon
    let context: DaemonContext
    var counters = RunCounters()
    var lastRun: LastRun?
    /// Whether the start and the end of every run are logged.
    private(set) var logsRuns: Bool
    /// The worker whose task a run in progress is part of, once the run has suspended.
    var worker: Worker?
    /// Whether it has been said of the run in progress that it holds a floor for long.
    var isReportedAsHolding = false
    /// Whether it goes when its run ends, because it is not wanted any more.
    var isLeaving = false
    /// What takes its place when its run ends.
    var successor: Successor?

    /// A daemon that waits for the run of another to end.
    struct Successor {
        var wanted: WantedDaemon
        var daemon: any Daemon
    }

    init(id: DaemonID, parent: String?, wanted: WantedDaemon, daemon: any Daemon, context: DaemonContext) {
        self.id = id
        self.parent = parent
        name = context.name
        self.wanted = wanted
        self.daemon = daemon
        self.context = context
        logsRuns = context.log.logLevel <= .debug
    }

    var type: String { wanted.type }
    var schedule: DaemonSchedule { wanted.schedule }

    /// The daemon's schedule is another one from now on, also in a run that is in progress.
    func change(_ schedule: DaemonSchedule, appLevel: Logger.Level) {
        wanted.schedule = schedule
        context.recordCount = schedule.recordCount
        context.log.logLevel = schedule.logLevel ?? appLevel
        logsRuns = context.log.logLevel <= .debug
    }

    /// The daemon is made anew; what it remembers and what has become of its runs stays.
    func replace(by successor: Successor, appLevel: Logger.Level) {
        wanted = successor.wanted
        daemon = successor.daemon
        change(wanted.schedule, appLevel: appLevel)
    }
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
