/// Rotation of a file at certain times, as Python's `TimedRotatingFileHandler` has it.
///
/// All times are seconds since 1970 in UTC; what the clock on the wall shows comes from a ``LocalClock``.
public struct TimedRotation: Sendable, Hashable {
    /// The unit of the interval.
    public enum Unit: Sendable, Hashable {
        case second, minute, hour, day
        /// Days, from midnight to midnight.
        case midnight
        /// Weeks, up to the midnight that ends a day; Monday is 0.
        case weekday(Int)
    }

    public let unit: Unit
    /// How many of the unit, 1 or more.
    public let count: Int

    static let secondsOfDay = 86_400

    /// A rotation every so many units.
    public init(_ unit: Unit, count: Int = 1) {
        self.unit = unit
        self.count = count
    }

    /// A rotation by the text of the key `when`, in any case; nil if there is no such time.
    init?(_ text: String, count: Int) {
        switch text.uppercased() {
        case "S": unit = .second
        case "M": unit = .minute
        case "H": unit = .hour
        case "D": unit = .day
        case "MIDNIGHT": unit = .midnight
        case "W0", "W1", "W2", "W3", "W4", "W5", "W6": unit = .weekday(Int(text.utf8.last ?? 0x30) - 0x30)
        default: return nil
        }
        self.count = count
    }

    /// The interval in seconds; at a change of the clocks a day is shorter or longer.
    var interval: Int {
        switch unit {
        case .second: count
        case .minute: count * 60
        case .hour: count * 3600
        case .day, .midnight: count * TimedRotation.secondsOfDay
        case .weekday: count * 7 * TimedRotation.secondsOfDay
        }
    }

    /// When a file is put aside that was begun, or last written, at a time.
    public func next(after time: Int, in clock: LocalClock) -> Int {
        let days: Int
        let today = (time + clock.offset(time)).dividedDown(by: TimedRotation.secondsOfDay)
        switch unit {
        case .second, .minute, .hour, .day: return time + interval
        case .midnight: days = count
        case .weekday(let weekday):
            // 1 January 1970 was a Thursday.
            let present = (today + 3).remainderDown(by: 7)
            days = (weekday - present + 7).remainderDown(by: 7) + 1 + (count - 1) * 7
        }
        let midnight = (today + days) * TimedRotation.secondsOfDay
        // The offset at midnight is that of a time near it.
        let near = midnight - clock.offset(time)
        return midnight - clock.offset(midnight - clock.offset(near))
    }

    /// What is added to the name of a file that is put aside: the time at which it was begun, as far as that matters.
    public func suffix(rotatedAt time: Int, in clock: LocalClock) -> String {
        let begin = time - interval
        let shown = WallClockTime(begin + clock.offset(begin))
        return switch unit {
        case .second: "\(shown.date)_\(shown.hour)-\(shown.minute)-\(shown.second)"
        case .minute: "\(shown.date)_\(shown.hour)-\(shown.minute)"
        case .hour: "\(shown.date)_\(shown.hour)"
        case .day, .midnight, .weekday: shown.date
        }
    }

    /// Which files of a folder are to go.
    /// - Parameters:
    ///   - names: those in the folder.
    ///   - file: the name of the log.
    ///   - keeping: how many are kept.
    public func outdated(_ names: [String], of file: String, keeping: Int) -> [String] {
        let prefix = file + "."
        let old = names.filter { $0.hasPrefix(prefix) && isSuffix($0.dropFirst(prefix.count)) }.sorted()
        return Array(old.dropLast(keeping))
    }

    /// Whether a text is a time as the unit has it, perhaps with a number after it.
    private func isSuffix(_ text: Substring) -> Bool {
        let shape =
            switch unit {
            case .second: "0000-00-00_00-00-00"
            case .minute: "0000-00-00_00-00"
            case .hour: "0000-00-00_00"
            case .day, .midnight, .weekday: "0000-00-00"
            }
        let time = text.utf8.prefix(shape.utf8.count)
        let number = text.utf8.dropFirst(time.count)
        return time.count == shape.utf8.count
            && zip(time, shape.utf8).allSatisfy { $1 == UInt8(ascii: "0") ? $0.isDecimal : $0 == $1 }
            && (number.isEmpty
                || number.count > 1 && number.first == UInt8(ascii: ".")
                    && number.dropFirst().allSatisfy(\.isDecimal))
    }
}

extension UInt8 {
    fileprivate var isDecimal: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
