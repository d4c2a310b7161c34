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
    /// The text is converted exactly and rounded once, to the nearest nanosecond, halves away from zero. What the
    /// reference implementation's type cannot hold, about 999,999,999 days either way, is refused.
    public static let timedelta = Datatype("timedelta") { text throws(ConversionError) in
        var sum = DurationSum()
        for part in text.splitAtSpace {
            guard let unit = part.utf8.last.flatMap(DurationSum.Unit.init),
                let number = NumberText.decimal(String(part.unicodeScalars.dropLast()))
            else {
                throw ConversionError(
                    """
                    \(text.quoted) is not a length of time: numbers, each followed by one of w d h m s, as in 15m, \
                    0.25s or 1h 30m
                    """)
            }
            sum[unit] = number
        }
        guard let nanoseconds = sum.nanoseconds else {
            throw ConversionError("\(text.quoted) is too long a time: more than 999999999 days")
        }
        return TimeDelta(nanoseconds: Int64(clamping: nanoseconds))
    }
}

/// A sum of lengths of time, one for each unit.
private struct DurationSum {
    enum Unit: UInt8, CaseIterable {
        case weeks = 0x77
        case days = 0x64
        case hours = 0x68
        case minutes = 0x6D
        case seconds = 0x73

        var nanoseconds: Int64 {
            switch self {
            case .weeks: 604_800_000_000_000
            case .days: 86_400_000_000_000
            case .hours: 3_600_000_000_000
            case .minutes: 60_000_000_000
            case .seconds: 1_000_000_000
            }
        }
    }

    /// A number above this power of ten is out of any range, whatever is added to it.
    private static let highestExponent = 310
    /// A number below this power of ten, or digits below it, are only "a little more than nothing".
    private static let lowestExponent = -1000

    private var parts: [(unit: Unit, number: DecimalText)] = []

    subscript(unit: Unit) -> DecimalText? {
        get { parts.first { $0.unit == unit }?.number }
        set {
            parts.removeAll { $0.unit == unit }
            if let newValue, !newValue.digits.isEmpty { parts.append((unit, newValue)) }
        }
    }

    /// The sum, rounded to the nearest nanosecond, halves away from zero; nil if it is out of range.
    var nanoseconds: BigInt? {
        if let small = smallSum { return BigInt(small) }
        var terms: [(number: BigInt, exponent: Int)] = []
        for (unit, number) in parts {
            guard number.leadingExponent <= DurationSum.highestExponent else { return nil }
            let kept = DurationSum.bounded(number)
            guard let magnitude = BigInt(String(decoding: kept.digits, as: UTF8.self)) else { return nil }
            let term = magnitude * BigInt(unit.nanoseconds)
            terms.append((number.isNegative ? -term : term, kept.exponent))
        }
        let scale = min(terms.map(\.exponent).min() ?? 0, 0)
        let sum = terms.reduce(BigInt(0)) { $0 + $1.number * BigInt(10).power($1.exponent - scale) }
        let divisor = BigInt(10).power(-scale)
        // Python's type holds no less than -999999999 days and less than 1000000000 days, in whole microseconds.
        let day = BigInt(Unit.days.nanoseconds)
        guard sum < (day * 1_000_000_000 - 500) * divisor, sum >= (-day * 999_999_999 - 500) * divisor else {
            return nil
        }
        let (quotient, remainder) = sum.magnitude.quotientAndRemainder(dividingBy: divisor.magnitude)
        let magnitude = BigInt(remainder * 2 >= divisor.magnitude ? quotient + 1 : quotient)
        return sum < 0 ? -magnitude : magnitude
    }

    /// The sum where all parts are as short as people write them.
    private var smallSum: Int128? {
        var sum: Int128 = 0
        let powers: [Int128] = [
            1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1000, 100, 10, 1,
        ]
        for (unit, number) in parts {
            guard number.leadingExponent <= 6, number.exponent >= -9 else { return nil }
            let digits = number.digits.reduce(0 as Int128) { $0 * 10 + Int128($1 - 0x30) }
            let term = digits * Int128(unit.nanoseconds)
            // In units of 10^-9 ns: less than 10^6 weeks is less than 10^30 of them.
            let scaled =
                number.exponent > 0 ? term * powers[9 - number.exponent] * powers[0] : term * powers[-number.exponent]
            sum += number.isNegative ? -scaled : scaled
        }
        let (quotient, remainder) = sum.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
        let magnitude = Int128(remainder >= 500_000_000 ? quotient + 1 : quotient)
        return sum < 0 ? -magnitude : magnitude
    }

    /// The number without digits that can only matter as "a little more".
    private static func bounded(_ number: DecimalText) -> DecimalText {
        guard number.leadingExponent > lowestExponent else {
            return DecimalText(isNegative: number.isNegative, digits: [UInt8(ascii: "1")], exponent: lowestExponent)
        }
        return number.bounded(toDigits: number.leadingExponent - lowestExponent)
    }
}
