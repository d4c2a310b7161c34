public import EventLoopServices

/// What a run of a daemon returns: whether it found work, and when it wants to run again.
public struct Outcome: Sendable, Hashable {
    /// What happened.
    public let result: Result
    /// When the daemon wants to run next; nil leaves it to the schedule.
    ///
    /// An instant that has passed means at once. It is never later than `MaximumIdle` from the end of the run, and a
    /// wake goes before it.
    public let next: MonotonicTime?

    /// How a run ended.
    public enum Result: Sendable, Hashable {
        /// There was work, so many units of it.
        case worked(units: Int)
        /// There was nothing to do.
        case idle
        /// There will never be anything to do any more: the daemon is not to be scheduled again.
        case done
    }

    /// There was work, so many units of it.
    public static func worked(units: Int = 1, next: MonotonicTime? = nil) -> Outcome {
        Outcome(result: .worked(units: units), next: next)
    }

    /// There was nothing to do; the next run is due at an instant that the daemon knows.
    public static func idle(next: MonotonicTime) -> Outcome {
        Outcome(result: .idle, next: next)
    }

    /// There was nothing to do.
    public static let idle = Outcome(result: .idle, next: nil)
    /// The daemon is not to be scheduled again.
    public static let done = Outcome(result: .done, next: nil)
}
