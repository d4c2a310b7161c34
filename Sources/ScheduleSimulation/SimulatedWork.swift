import Scheduling

/// The work of one daemon as a simulation goes on.
struct SimulatedWork {
    private let workload: DaemonWorkload
    private let arrivals: [DaemonWorkload.Arrival]
    private let recordCount: Int
    private let timeout: Nanoseconds?
    private var arrived = 0
    private var pending = 0
    private(set) var runs = 0

    /// A run that has started: when it will end, and as what.
    struct Run {
        var number: Int
        var end: Instant
        var outcome: RunOutcome
        var units: Int
    }

    init(_ daemon: SimulatedApp.Daemon, _ workload: DaemonWorkload) {
        self.workload = workload
        arrivals = workload.arrivals.sorted { $0.at < $1.at }
        recordCount = daemon.recordCount ?? .max
        timeout = daemon.parameters.runTimeout
    }

    /// Starts a run, which takes the units that have arrived up to now, and now.
    mutating func startRun(at now: Instant) -> Run {
        while arrived < arrivals.count, arrivals[arrived].at <= now {
            pending += arrivals[arrived].units
            arrived += 1
        }
        runs += 1
        let isFailing = workload.failingRuns.contains(runs)
        let isDone = workload.doneAfterRuns == runs
        var units = isFailing ? 0 : min(pending, recordCount)
        var length = units > 0 ? workload.timePerUnit * Int64(units) : workload.timeWhenIdle
        var outcome: RunOutcome = isFailing ? .failed : units > 0 ? .worked() : .idle()
        if let timeout, length > timeout {
            (units, length, outcome) = (0, timeout, .failed)
        }
        pending -= units
        return Run(number: runs, end: now + length, outcome: isDone ? .done : outcome, units: units)
    }
}
