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
    /// The worker whose task a run in progress is part of, once the run has suspended.
    var worker: Worker?
    /// Whether it has been said of the run in progress that it holds a floor for long.
    var isReportedAsHolding = false
    /// Whether it goes when its run ends, because it is not wanted any more.
    var isLeaving = false
    /// What takes its place when its run ends.
    var successor: Successor?
    /// Whether it is a seed that has not said yet what it wants.
    var awaitsWish: Bool

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
        awaitsWish = daemon is any DaemonSeed
    }

    var type: String { wanted.type }
    var schedule: DaemonSchedule { wanted.schedule }

    /// The daemon's schedule is another one from now on, also in a run that is in progress.
    /// - Parameter log: the daemon's log with the level of the schedule.
    func change(_ schedule: DaemonSchedule, log: Logger) {
        wanted.schedule = schedule
        context.recordCount = schedule.recordCount
        context.log = log
    }

    /// The daemon is made anew; what it remembers and what has become of its runs stays.
    func replace(by successor: Successor, log: Logger) {
        wanted = successor.wanted
        daemon = successor.daemon
        change(wanted.schedule, log: log)
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
