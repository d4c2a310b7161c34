/// A factor of at least 1 in whole millionths, so that multiplying an interval is integer arithmetic.
public struct Multiplier: Sendable, Hashable {
    /// The factor times a million.
    public let millionths: Int64

    /// The factor that changes nothing.
    public static let one = Multiplier(millionths: 1_000_000)

    /// So many millionths; what is less than 1 is taken as 1.
    public init(millionths: Int64) {
        self.millionths = max(millionths, 1_000_000)
    }

    /// The factor rounded once to a millionth, halves away from zero; what is less than 1 is taken as 1, and what does
    /// not fit is the greatest factor.
    public init(_ factor: Double) {
        guard factor > 1 else {
            self = .one
            return
        }
        guard factor < 0x1p53 else {
            self.init(millionths: .max)
            return
        }
        let significand = Int128(factor.significand * 0x1p52)
        let scale = 52 - Int(factor.exponent)
        self.init(millionths: Multiplier.rounded(significand * 1_000_000, over: 1 << scale).count)
    }

    /// The length times this factor, to the nearest nanosecond, halves away from zero.
    @inlinable
    func applied(to length: Nanoseconds) -> Nanoseconds {
        guard self != .one else { return length }
        return Multiplier.rounded(Int128(length.count) * Int128(millionths), over: 1_000_000)
    }

    /// The length times the third power of this factor, rounded once.
    func cubeApplied(to length: Nanoseconds) -> Nanoseconds {
        guard self != .one else { return length }
        var product = Int128(length.count)
        for _ in 0..<3 {
            let (next, overflow) = product.multipliedReportingOverflow(by: Int128(millionths))
            // More than 2^127 / 10^18 is more than Int64 holds.
            if overflow { return .forever }
            product = next
        }
        return Multiplier.rounded(product, over: 1_000_000_000_000_000_000)
    }

    /// A quotient of numbers that are not negative, to the nearest integer, halves up.
    @inlinable
    static func rounded(_ dividend: Int128, over divisor: Int128) -> Nanoseconds {
        let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
        let nearest = remainder >= divisor - remainder ? quotient + 1 : quotient
        return Int64(exactly: nearest).map { Nanoseconds($0) } ?? .forever
    }
}
