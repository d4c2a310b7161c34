import ScheduleSimulation
import Scheduling

/// The lane of a daemon: its runs, or a band where they are too many, and what it does at the end of the trace.
///
/// ```
///  waiting ──begin──▶ running ──end──▶ waiting, paused by its failures, or done
/// ```
struct DaemonLane {
    /// The most runs that are kept one by one.
    static let mostRuns = 2_000

    let name: String
    let parameters: DaemonParameters
    private(set) var counts: [RunMark: Int] = [:]
    /// The runs in order; empty once there is a band.
    private(set) var runs: [LaneRun] = []
    private(set) var band: RunBand?
    private(set) var state: State
    private var failuresInARow: UInt32 = 0

    enum State {
        case waiting(LaneWait)
        case running(LaneRun)
        case paused(since: Instant)
        case done(since: Instant)
    }

    init(_ daemon: SimulatedApp.Daemon) {
        name = daemon.name
        parameters = daemon.parameters
        state = .waiting(LaneWait(since: .start, due: .start + daemon.parameters.startAfter))
    }

    var runCount: Int { counts.values.reduce(0, +) }

    /// A run starts that became due at `due`, after the obstacles that kept it from starting then.
    mutating func begin(_ number: Int, due: Instant, at now: Instant, _ obstacles: Obstacles) {
        guard case .waiting(var wait) = state else { return }
        wait.isWoken = wait.isWoken || due < wait.due
        wait.due = due
        wait.obstacles = obstacles
        state = .running(LaneRun(number: number, wait: wait, start: now, end: now))
    }

    /// The run in progress ends.
    mutating func end(at now: Instant, _ outcome: RunOutcome, units: Int, next: Instant?) {
        guard case .running(var run) = state else { return }
        failuresInARow = outcome == .failed ? failuresInARow + 1 : 0
        let isPaused = failuresInARow > 0 && failuresInARow == parameters.failureLimit
        run.end = now
        run.finish = LaneRun.Finish(outcome: outcome, units: units, next: next, isPaused: isPaused)
        append(run)
        if let next {
            // Only a wake during the run leaves no wait where the schedule has one.
            let isWoken = next == now && (run.mark != .worked || parameters.minimumIdle > .zero)
            state = isPaused ? .paused(since: now) : .waiting(LaneWait(since: now, due: next, isWoken: isWoken))
        } else {
            state = .done(since: now)
        }
    }

    /// The trace ends at `now`; `obstacles` have kept the daemon from starting since it became due.
    mutating func close(at now: Instant, _ obstacles: Obstacles) {
        switch state {
        case .waiting(var wait):
            wait.obstacles = obstacles
            state = .waiting(wait)
        case .running(var run):
            run.end = now
            append(run)
        case .paused, .done:
            break
        }
    }

    /// Makes the runs a band, whatever their number.
    mutating func makeBand() {
        guard !runs.isEmpty else { return }
        band = RunBand(runs)
        runs = []
    }

    private mutating func append(_ run: LaneRun) {
        counts[run.mark, default: 0] += 1
        guard band == nil else {
            band?.append(run)
            return
        }
        runs.append(run)
        if runs.count > DaemonLane.mostRuns { makeBand() }
    }
}
