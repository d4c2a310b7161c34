import BigInt

/// A sum of lengths of time, one for each unit, exact.
struct DurationSum {
    /// A number below this power of ten, or digits below it, are only "a little more than nothing".
    private static let lowestExponent = -1000

    private var parts: [(unit: DurationUnit, number: DecimalText)] = []

    subscript(unit: DurationUnit) -> DecimalText? {
        get { parts.first { $0.unit == unit }?.number }
        set {
            parts.removeAll { $0.unit == unit }
            if let newValue, !newValue.digits.isEmpty { parts.append((unit, newValue)) }
        }
    }

    /// The sum, rounded to the nearest nanosecond, halves away from zero.
    var nanoseconds: BigInt {
        if let small = smallSum { return BigInt(small) }
        var terms: [(number: BigInt, exponent: Int)] = []
        for (unit, number) in parts {
            let kept = DurationSum.bounded(number)
            guard let magnitude = BigInt(String(decoding: kept.digits, as: UTF8.self)) else { continue }
            let term = magnitude * BigInt(unit.nanoseconds)
            terms.append((number.isNegative ? -term : term, kept.exponent))
        }
        let scale = min(terms.map(\.exponent).min() ?? 0, 0)
        let sum = terms.reduce(BigInt(0)) { $0 + $1.number * BigInt(10).power($1.exponent - scale) }
        let divisor = BigInt(10).power(-scale).magnitude
        let (quotient, remainder) = sum.magnitude.quotientAndRemainder(dividingBy: divisor)
        let magnitude = BigInt(remainder * 2 >= divisor ? quotient + 1 : quotient)
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
