import Scheduling

/// The round instants at which a time axis that begins at the start of the app has its marks.
struct TimeAxis {
    /// The time between two marks.
    let step: Nanoseconds
    let ticks: [Instant]

    /// An axis up to an instant, with the shortest round step that leaves at most so many steps.
    init(end: Instant, mostSteps: Int64) {
        let step = TimeAxis.steps.first { end.sinceStart.count / $0.count <= mostSteps } ?? end.sinceStart
        self.step = step
        ticks = (0...end.sinceStart.count / step.count).map { Instant(step * $0) }
    }

    /// Lengths of time that people count in, in rising order.
    private static let steps: [Nanoseconds] =
        decades(of: Nanoseconds(1), below: .seconds(1))
        + [1, 2, 5, 10, 15, 30].map { .seconds($0) }
        + [1, 2, 5, 10, 15, 30].map { .seconds($0 * 60) }
        + [1, 2, 3, 6, 12, 24, 48].map { .seconds($0 * 3_600) }
        + decades(of: .seconds(604_800), below: .forever)

    private static func decades(of unit: Nanoseconds, below limit: Nanoseconds) -> [Nanoseconds] {
        var steps: [Nanoseconds] = []
        var decade = unit
        while decade < limit {
            steps += [decade, decade * 2, decade * 5]
            decade = decade * 10
        }
        return steps
    }
}
