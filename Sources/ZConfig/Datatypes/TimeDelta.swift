/// A length of time, as `timedelta` reads it.
public struct TimeDelta: Sendable, Hashable {
    /// Whole nanoseconds, the nearest to the text's value; what does not fit is the greatest or least that does.
    public let nanoseconds: Int64
    // Two parts, which together take no more room than a value of any type has in place.
    private let microsecondOfDay: Int64
    private let day: Int32

    /// What the reference implementation's type holds, in whole microseconds: the floating-point sum of its parts.
    public var microseconds: Int128 {
        Int128(day) * Int128(MicrosecondSum.perDay) + Int128(microsecondOfDay)
    }

    /// So many nanoseconds; in microseconds the nearest, of two the even one.
    public init(nanoseconds: Int64) {
        var (microseconds, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1000)
        if rest < 0 { (microseconds, rest) = (microseconds - 1, rest + 1000) }
        if rest > 500 || rest == 500 && microseconds & 1 == 1 { microseconds += 1 }
        self.init(nanoseconds: nanoseconds, microseconds: Int128(microseconds))
    }

    /// - Parameter microseconds: less than 2^31 days either way.
    fileprivate init(nanoseconds: Int64, microseconds: Int128) {
        let (day, rest) = microseconds.quotientAndRemainder(dividingBy: Int128(MicrosecondSum.perDay))
        self.nanoseconds = nanoseconds
        self.day = Int32(day)
        microsecondOfDay = Int64(rest)
    }
}

extension Datatype<TimeDelta> {
    /// Parts separated by space, each a decimal number and one of `w d h m s`: `15m`, `0.25s`, `1h 30m`. Of parts with
    /// the same unit the last counts.
    ///
    /// In nanoseconds the text is converted exactly and rounded once, halves away from zero; in microseconds it becomes
    /// what the reference implementation makes of it. What the type of that cannot hold, about 999,999,999 days either
    /// way, is refused.
    public static let timedelta = Datatype("timedelta") { text throws(ConversionError) in
        var exact = DurationSum()
        var sum = MicrosecondSum()
        for part in text.splitAtSpace {
            let numeral = String(part.unicodeScalars.dropLast())
            guard let unit = part.utf8.last.flatMap(DurationUnit.init), let number = NumberText.double(numeral) else {
                throw ConversionError(
                    """
                    \(text.quoted) is not a length of time: numbers, each followed by one of w d h m s, as in 15m, \
                    0.25s or 1h 30m
                    """)
            }
            exact[unit] = NumberText.decimal(numeral)
            sum[unit] = number
        }
        guard let microseconds = sum.microseconds else {
            throw ConversionError("\(text.quoted) is too long a time: more than 999999999 days")
        }
        return TimeDelta(nanoseconds: Int64(clamping: exact.nanoseconds), microseconds: microseconds)
    }
}
