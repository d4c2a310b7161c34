/// An instant of the schedule: the time since the start of the app, on a monotonic clock.
///
/// An instant past `Int64` nanoseconds is ``never``: it does not come.
public struct Instant: Sendable, Hashable, Comparable {
    /// The time since the start of the app.
    public var sinceStart: Nanoseconds

    /// The instant so long after the start of the app.
    @inlinable
    public init(_ sinceStart: Nanoseconds) {
        self.sinceStart = sinceStart
    }

    /// The start of the app.
    public static let start = Instant(.zero)

    /// The instant that does not come.
    public static let never = Instant(.forever)

    @inlinable
    public static func < (left: Instant, right: Instant) -> Bool {
        left.sinceStart < right.sinceStart
    }

    /// The instant so much later.
    @inlinable
    public static func + (instant: Instant, length: Nanoseconds) -> Instant {
        Instant(instant.sinceStart + length)
    }

    /// The time from the second instant to the first; ``Nanoseconds/forever`` if the first never comes.
    @inlinable
    public static func - (later: Instant, earlier: Instant) -> Nanoseconds {
        later == .never ? .forever : Nanoseconds(later.sinceStart.count - earlier.sinceStart.count)
    }
}
