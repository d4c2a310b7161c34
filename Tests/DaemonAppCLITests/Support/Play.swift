import ScheduleSimulation
import Scheduling

@testable import DaemonAppCLI

/// An instant so many seconds after the start.
func at(_ seconds: Double) -> Instant {
    Instant(length(seconds))
}

/// A length of so many seconds.
func length(_ seconds: Double) -> Nanoseconds {
    Nanoseconds(Int64((seconds * 1e9).rounded()))
}

func span(_ start: Double, _ end: Double) -> Span {
    Span(at(start), at(end))
}

extension DaemonWorkload {
    /// A daemon whose runs find nothing and take so many seconds.
    static func idle(_ seconds: Double) -> DaemonWorkload {
        var workload = DaemonWorkload()
        workload.timeWhenIdle = length(seconds)
        return workload
    }
}

/// An app with its workload, to be played.
struct Play {
    var app = SimulatedApp(name: "foo", parameters: AppParameters(), daemons: [])
    var workload = Workload()
    var end = at(60)

    mutating func add(_ name: String, _ parameters: DaemonParameters, _ work: DaemonWorkload = DaemonWorkload()) {
        app.daemons.append(.init(name: name, parameters: parameters))
        workload.daemons[name] = work
    }

    /// Plays the simulation and hands every event to `observer`.
    func play(_ observer: (TraceEvent) -> Void) {
        var simulation = Simulation(app, workload, until: end)
        simulation.run(observer)
    }

    var timeline: Timeline {
        var timeline = Timeline(app)
        play { timeline.record($0) }
        return timeline
    }

    var table: SimulationTable {
        var table = SimulationTable(app)
        play { table.record($0) }
        return table
    }
}
