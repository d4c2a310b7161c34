/// The generator SplitMix64: fast, seeded by any number, the same on every machine.
///
/// Source: Steele, Lea, Flood: "Fast splittable pseudorandom number generators", OOPSLA 2014; constants as in
/// Vigna's public-domain `splitmix64.c`.
public struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// What a generator would have to be seeded with to go on as this one does.
    public var seed: UInt64 { state }

    /// A generator whose sequence the seed decides.
    public init(seed: UInt64) {
        state = seed
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
