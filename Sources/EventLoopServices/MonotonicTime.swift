/// An instant of the reactor's monotonic clock: whole nanoseconds since an origin of the reactor's own.
///
/// Only differences mean anything. Sums past the ends of `Int64` stay at the greatest or least value.
public struct MonotonicTime: Sendable, Hashable, Comparable {
    /// Nanoseconds since the origin.
    public var nanoseconds: Int64

    /// An instant so many nanoseconds after the origin.
    @inlinable
    public init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// The instant that never comes.
    public static let distantFuture = MonotonicTime(nanoseconds: .max)

    @inlinable
    public static func < (left: MonotonicTime, right: MonotonicTime) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    /// The instant so many nanoseconds later.
    @inlinable
    public func advanced(byNanoseconds nanoseconds: Int64) -> MonotonicTime {
        let (sum, overflow) = self.nanoseconds.addingReportingOverflow(nanoseconds)
        return MonotonicTime(nanoseconds: overflow ? (nanoseconds > 0 ? .max : .min) : sum)
    }

    /// The instant so much later, to the nanosecond.
    public func advanced(by length: Duration) -> MonotonicTime {
        let (seconds, attoseconds) = length.components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        guard !overflow else { return MonotonicTime(nanoseconds: seconds > 0 ? .max : .min) }
        return advanced(byNanoseconds: whole).advanced(byNanoseconds: attoseconds / 1_000_000_000)
    }

    /// The nanoseconds from `earlier` to this instant, at most `Int64.max`.
    @inlinable
    public func nanoseconds(since earlier: MonotonicTime) -> Int64 {
        let (difference, overflow) = nanoseconds.subtractingReportingOverflow(earlier.nanoseconds)
        return overflow ? (nanoseconds > earlier.nanoseconds ? .max : .min) : difference
    }
}
