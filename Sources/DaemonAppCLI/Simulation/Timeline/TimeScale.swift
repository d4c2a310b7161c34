import Scheduling

/// Where the instants of a timeline lie in its picture.
struct TimeScale {
    let end: Instant
    let left: Double
    let width: Double

    var right: Double { left + width }

    /// The place of an instant; what lies past the end of the axis lies at its right edge.
    func x(_ instant: Instant) -> Double {
        left + min(Double(instant.sinceStart.count) / Double(end.sinceStart.count), 1) * width
    }
}
