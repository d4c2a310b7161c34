public import BigInt

/// What a value must be within its datatype.
public struct ValueRange<Value: Sendable>: Sendable {
    /// The range in words, as in "must be greater than 0".
    public let words: String
    let contains: @Sendable (Value) -> Bool

    /// A range.
    public init(_ words: String, contains: @escaping @Sendable (Value) -> Bool) {
        self.words = words
        self.contains = contains
    }
}

extension ValueRange<TimeDelta> {
    /// No less than no time.
    public static let notNegative = ValueRange("0s or more") { $0.nanoseconds >= 0 }
    /// More than no time.
    public static let positive = ValueRange("more than 0s") { $0.nanoseconds > 0 }
}

extension ValueRange<BigInt> {
    /// At least 1.
    public static let atLeastOne = ValueRange("1 or more") { $0 >= 1 }
    /// At least 0.
    public static let notNegative = ValueRange("0 or more") { $0 >= 0 }
}
