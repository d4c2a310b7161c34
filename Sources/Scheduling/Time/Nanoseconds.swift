/// A length of time in whole nanoseconds, as the scheduler counts it.
///
/// Sums and products past `Int64` stay at its greatest value, ``forever``.
public struct Nanoseconds: Sendable, Hashable, Comparable {
    /// The number of nanoseconds.
    public var count: Int64

    /// So many nanoseconds.
    @inlinable
    public init(_ count: Int64) {
        self.count = count
    }

    /// No time at all.
    public static let zero = Nanoseconds(0)

    /// Longer than anything: what a sum or product becomes that does not fit.
    public static let forever = Nanoseconds(.max)

    /// So many seconds.
    public static func seconds(_ seconds: Int64) -> Nanoseconds {
        Nanoseconds(seconds) * 1_000_000_000
    }

    /// So many milliseconds.
    public static func milliseconds(_ milliseconds: Int64) -> Nanoseconds {
        Nanoseconds(milliseconds) * 1_000_000
    }

    @inlinable
    public static func < (left: Nanoseconds, right: Nanoseconds) -> Bool {
        left.count < right.count
    }

    @inlinable
    public static func + (left: Nanoseconds, right: Nanoseconds) -> Nanoseconds {
        let (sum, overflow) = left.count.addingReportingOverflow(right.count)
        return overflow ? .forever : Nanoseconds(sum)
    }

    @inlinable
    public static func * (left: Nanoseconds, right: Int64) -> Nanoseconds {
        let (product, overflow) = left.count.multipliedReportingOverflow(by: right)
        return overflow ? .forever : Nanoseconds(product)
    }
}
