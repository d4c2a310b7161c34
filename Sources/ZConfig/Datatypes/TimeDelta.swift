import BigInt

/// A length of time, as `timedelta` reads it.
public struct TimeDelta: Sendable, Hashable {
    /// Whole nanoseconds, the nearest to the text's value; what does not fit is the greatest or least that does.
    public let nanoseconds: Int64

    /// So many nanoseconds.
    public init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }
}

extension Datatype<TimeDelta> {
    /// Parts separated by space, each a decimal number and one of `w d h m s`: `15m`, `0.25s`, `1h 30m`. Of parts with
    /// the same unit the last counts.
    ///
    /// The text is converted exactly and rounded once, to the nearest nanosecond, halves away from zero. More than
    /// 999,999,999 days either way are refused, as in the reference implementation.
    public static let timedelta = Datatype("timedelta") { text throws(ConversionError) in
        var parts: [UInt8: (digits: BigInt, exponent: Int)] = [:]
        for part in text.splitAtSpace {
            guard let unit = part.utf8.last, nanosecondsPerUnit[unit] != nil,
                let number = NumberText.decimal(String(part.unicodeScalars.dropLast()))
            else {
                throw ConversionError(
                    "'\(text)' is not a length of time: numbers, each with one of w d h m s, as in 15m, 0.25s or 1h 30m")
            }
            parts[unit] = number
        }
        return TimeDelta(nanoseconds: try sum(parts, text))
    }

    private static var nanosecondsPerUnit: [UInt8: Int64] {
        [
            UInt8(ascii: "s"): 1_000_000_000, UInt8(ascii: "m"): 60_000_000_000, UInt8(ascii: "h"): 3_600_000_000_000,
            UInt8(ascii: "d"): 86_400_000_000_000, UInt8(ascii: "w"): 604_800_000_000_000,
        ]
    }

    private static func sum(
        _ parts: [UInt8: (digits: BigInt, exponent: Int)], _ text: String
    ) throws(ConversionError) -> Int64 {
        /// Beyond this power of ten a number that is not zero is out of any range; as far below zero it is nothing.
        let farthest = 2 * NumberText.mostDigits
        var sum = BigInt(0)
        var scale = 0
        for (unit, (digits, exponent)) in parts where digits != 0 && exponent > -farthest {
            guard exponent < farthest else { throw ConversionError("'\(text)' is too long a time") }
            let part = digits * BigInt(nanosecondsPerUnit[unit] ?? 0)
            let common = min(scale, exponent)
            sum = sum * BigInt(10).power(scale - common) + part * BigInt(10).power(exponent - common)
            scale = common
        }
        let divisor = BigInt(10).power(-scale)
        let (quotient, remainder) = sum.magnitude.quotientAndRemainder(dividingBy: divisor.magnitude)
        let magnitude = remainder * 2 >= divisor.magnitude ? quotient + 1 : quotient
        let nanoseconds = sum < 0 ? -BigInt(magnitude) : BigInt(magnitude)
        guard magnitude <= BigUInt(999_999_999) * 86_400_000_000_000 else {
            throw ConversionError("'\(text)' is too long a time: more than 999999999 days")
        }
        return Int64(clamping: nanoseconds)
    }
}
