import ScheduleSimulation
import Scheduling

struct Timeline {
    init(_ app: SimulatedApp) {}
    mutating func record(_ event: TraceEvent) {}
    var svg: String { "" }
}
