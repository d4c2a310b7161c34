/// The share of itself by which a wait may be lengthened: from 0 to 1.
public struct Jitter: Sendable, Hashable {
    /// The share is `significand / 2^scale`, exactly.
    public let significand: UInt64
    /// The binary logarithm of the divisor.
    public let scale: Int

    /// No jitter.
    public static let none = Jitter(0)

    /// A share from 0 to 1; what lies outside is taken as the nearer end.
    public init(_ share: Double) {
        let share = min(max(share, 0), 1)
        scale = share == 0 ? 0 : Int(52 - share.exponent)
        significand = share == 0 ? 0 : UInt64(share.significand * 0x1p52)
    }

    /// The share `significand / 2^scale`; nil if it is no share from 0 to 1.
    public init?(significand: UInt64, scale: Int) {
        let isFraction = (1 << 52..<1 << 53).contains(significand) && (53..<1200).contains(scale)
        guard isFraction || (significand, scale) == (0, 0) || (significand, scale) == (1 << 52, 52) else { return nil }
        self.significand = significand
        self.scale = scale
    }

    /// The wait, lengthened by `wait · share · u` to the nearest nanosecond, where u is drawn from [0, 1) as the 53
    /// high bits of one number of the generator.
    func lengthened(_ wait: Nanoseconds, using generator: inout some RandomNumberGenerator) -> Nanoseconds {
        let u = generator.next() >> 11
        let product = (UInt128(wait.count.magnitude) * UInt128(u)).multipliedFullWidth(by: UInt128(significand))
        return wait + Nanoseconds(Jitter.rounded(product.high, product.low, over: 53 + scale))
    }

    /// A number of 256 bits divided by a power of two, to the nearest integer, halves up. The quotient fits.
    private static func rounded(_ high: UInt128, _ low: UInt128, over exponent: Int) -> Int64 {
        let (quotient, half) =
            exponent < 128
            ? ((high << (128 - exponent)) | (low >> exponent), (low >> (exponent - 1)) & 1)
            : (high >> (exponent - 128), exponent == 128 ? low >> 127 : (high >> (exponent - 129)) & 1)
        return Int64(quotient + half)
    }
}
