/// The share of itself by which a wait may be lengthened: from 0 to 1.
public struct Jitter: Sendable, Hashable {
    /// The share as a fraction of 2^64; the share 1 is kept as the greatest fraction below it.
    let fraction: UInt64

    /// No jitter.
    public static let none = Jitter(0)

    /// A share from 0 to 1; what lies outside is taken as the nearer end.
    public init(_ share: Double) {
        let scaled = share * 0x1p64
        fraction = scaled >= 0x1p64 ? .max : scaled > 0 ? UInt64(scaled) : 0
    }

    /// The wait, lengthened by `wait · share · u` to the nearest nanosecond, where u is drawn from [0, 1) as the 53
    /// high bits of one number of the generator.
    func lengthened(_ wait: Nanoseconds, using generator: inout some RandomNumberGenerator) -> Nanoseconds {
        let u = generator.next() >> 11
        // share · u and then wait · (share · u), both as fractions of 2^64 held in 128 bits.
        let product = (UInt128(fraction) * UInt128(u) + (1 << 52)) >> 53
        let addition = (UInt128(wait.count.magnitude) * product + (1 << 63)) >> 64
        return wait + (Int64(exactly: addition).map { Nanoseconds($0) } ?? .forever)
    }
}
