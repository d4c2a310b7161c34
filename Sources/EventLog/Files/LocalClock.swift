import Glibc

/// What the clocks on the wall show.
public struct LocalClock: Sendable {
    /// By how many seconds the clocks are ahead of UTC at a time in seconds since 1970.
    public let offset: @Sendable (Int) -> Int

    /// Clocks that are ahead of UTC by what a function says.
    public init(offset: @escaping @Sendable (Int) -> Int) {
        self.offset = offset
    }

    /// The clocks of the machine, or of the zone in `TZ`.
    public static let machine = LocalClock { seconds in
        var time = time_t(seconds)
        var clock = unsafe tm()
        guard unsafe localtime_r(&time, &clock) != nil else { return 0 }
        return unsafe clock.tm_gmtoff
    }
}

/// A time as a clock on the wall shows it, in digits.
struct WallClockTime {
    let date: String
    let hour: String
    let minute: String
    let second: String

    /// - Parameter seconds: since 1970 by that clock.
    init(_ seconds: Int) {
        let days = seconds.dividedDown(by: TimedRotation.secondsOfDay)
        let rest = seconds.remainderDown(by: TimedRotation.secondsOfDay)
        hour = WallClockTime.digits(rest / 3600)
        minute = WallClockTime.digits(rest / 60 % 60)
        second = WallClockTime.digits(rest % 60)

        // Years that begin in March, in periods of 400 years, so that the leap day is the last of all.
        let shifted = days + 719_468
        let period = shifted.dividedDown(by: 146_097)
        let day = shifted.remainderDown(by: 146_097)
        let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365
        let dayOfYear = day - (365 * year + year / 4 - year / 100)
        let month = (5 * dayOfYear + 2) / 153
        let dayOfMonth = dayOfYear - (153 * month + 2) / 5 + 1
        let calendarMonth = month < 10 ? month + 3 : month - 9
        let calendarYear = period * 400 + year + (calendarMonth <= 2 ? 1 : 0)
        date =
            WallClockTime.digits(calendarYear, 4) + "-" + WallClockTime.digits(calendarMonth) + "-"
            + WallClockTime.digits(dayOfMonth)
    }

    private static func digits(_ number: Int, _ count: Int = 2) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
    }
}

extension Int {
    /// The quotient, rounded down.
    func dividedDown(by divisor: Int) -> Int {
        self >= 0 ? self / divisor : -((-self + divisor - 1) / divisor)
    }

    /// What is left of that, 0 or more.
    func remainderDown(by divisor: Int) -> Int {
        self - dividedDown(by: divisor) * divisor
    }
}
