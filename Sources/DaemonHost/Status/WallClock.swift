public import FoundationEssentials
public import Scheduling

/// What the wall clock says, which may be set forth and back.
public struct DateSource: Sendable {
    private let read: @Sendable () -> Date

    /// A wall clock of one's own, for tests.
    public init(_ read: @escaping @Sendable () -> Date) {
        self.read = read
    }

    /// The system's wall clock.
    public static let system = DateSource { Date() }

    /// What it says now.
    public var now: Date { read() }
}

/// Where the schedule's instants lie on the wall clock, as it stands now.
public struct WallClock: Sendable {
    private let date: Date
    private let instant: Instant

    /// The wall clock says now what the schedule calls `instant`.
    public init(now instant: Instant, date: Date = Date()) {
        self.date = date
        self.instant = instant
    }

    /// An instant of the schedule as RFC 3339 in UTC, to the millisecond; nil for one that never comes.
    public func text(_ other: Instant) -> String? {
        // The years that RFC 3339 can write.
        guard other != .never, abs((other - instant).seconds) < 200_000_000_000 else { return nil }
        return date(of: other).rfc3339
    }

    /// What the wall clock says at an instant of the schedule, which must not be the one that never comes.
    func date(of other: Instant) -> Date { date + (other - instant).seconds }
}

extension Date {
    private static let rfc3339 = ISO8601FormatStyle(includingFractionalSeconds: true)

    /// The date as RFC 3339 in UTC, to the millisecond.
    package var rfc3339: String { formatted(Date.rfc3339) }

    /// A date that is written so; nil for anything else.
    package init?(rfc3339 text: String) {
        guard let date = try? Date(text, strategy: Date.rfc3339) else { return nil }
        self = date
    }
}

extension Nanoseconds {
    /// The length in seconds.
    var seconds: Double { Double(count) / 1e9 }
}
