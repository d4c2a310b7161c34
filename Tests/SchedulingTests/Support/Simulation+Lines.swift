import ScheduleSimulation
import Scheduling

extension Simulation {
    /// The trace of an app in which only its daemons matter.
    static func trace(
        _ daemons: [SimulatedApp.Daemon], app: AppParameters = AppParameters(), _ workload: Workload = Workload(),
        until end: Nanoseconds, seed: UInt64 = 0
    ) -> [TraceEvent] {
        let app = SimulatedApp(name: "foo", parameters: app, daemons: daemons)
        var simulation = Simulation(app, workload, until: Instant(end), seed: seed)
        var events: [TraceEvent] = []
        simulation.run { events.append($0) }
        return events
    }
}

extension Workload {
    /// A workload for one daemon.
    init(_ daemon: String, _ work: DaemonWorkload) {
        self.init()
        daemons[daemon] = work
    }

    /// Requests and nothing else: starts and lengths.
    init(requests: [(Nanoseconds, Nanoseconds)]) {
        self.init()
        self.requests = requests.map { Request(start: Instant($0.0), length: $0.1) }
    }
}

extension DaemonWorkload {
    /// Units that arrive, and how long runs take.
    init(
        arrivals: [(Nanoseconds, Int)] = [], perUnit: Nanoseconds = .zero, whenIdle: Nanoseconds = .zero,
        failing: Set<Int> = [], doneAfter: Int? = nil
    ) {
        self.init()
        self.arrivals = arrivals.map { Arrival(at: Instant($0.0), units: $0.1) }
        timePerUnit = perUnit
        timeWhenIdle = whenIdle
        failingRuns = failing
        doneAfterRuns = doneAfter
    }
}
