import BigInt

/// A sum of lengths of time, one for each unit, in the arithmetic of Python's `datetime.timedelta`: whole numbers of a
/// unit count exactly, fractions of it in floating point, and what they leave below a microsecond is added up and
/// rounded in the end. Source: CPython 3.11, `Modules/_datetimemodule.c`, `accum` and `delta_new`.
struct MicrosecondSum {
    static let perDay: Int64 = 86_400_000_000
    /// The greatest number of days either way.
    private static let mostDays = 999_999_999

    private var parts: [DurationUnit: Double] = [:]

    subscript(unit: DurationUnit) -> Double? {
        get { parts[unit] }
        set { parts[unit] = newValue }
    }

    /// The sum, rounded to the nearest microsecond, halves to even; nil if it is out of range or not a number.
    var microseconds: Int128? {
        // Below this size nothing can overflow; the numbers that people write are.
        if parts.values.allSatisfy({ $0.magnitude < 0x1p60 }) {
            return MicrosecondSum.inRange(sum(as: Int128.self))
        }
        guard parts.values.allSatisfy(\.isFinite) else { return nil }
        return Int128(exactly: sum(as: BigInt.self)).flatMap(MicrosecondSum.inRange)
    }

    private func sum<Whole: SignedInteger>(as type: Whole.Type) -> Whole {
        var sum: Whole = 0
        var leftover = 0.0
        for unit in DurationUnit.allCases {
            guard let number = parts[unit] else { continue }
            let factor = unit.seconds * 1_000_000
            let whole = number.rounded(.towardZero)
            sum += Whole(whole) * Whole(factor)
            let fraction = Double(factor) * (number - whole)
            let wholeOfFraction = fraction.rounded(.towardZero)
            sum += Whole(wholeOfFraction)
            leftover += fraction - wholeOfFraction
        }
        return sum + Whole(MicrosecondSum.rounded(leftover, isOdd: sum % 2 != 0))
    }

    /// Rounds what is left, at a half so that it makes the sum even.
    private static func rounded(_ leftover: Double, isOdd: Bool) -> Double {
        let nearest = leftover.rounded()
        guard (nearest - leftover).magnitude == 0.5 else { return nearest }
        let odd: Double = isOdd ? 1 : 0
        return 2 * ((leftover + odd) * 0.5).rounded() - odd
    }

    private static func inRange(_ microseconds: Int128) -> Int128? {
        let day = Int128(perDay)
        return -Int128(mostDays) * day <= microseconds && microseconds < (Int128(mostDays) + 1) * day
            ? microseconds : nil
    }
}
