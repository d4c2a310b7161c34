/// A decimal number as it is written: a sign, digits, and the power of ten of the last digit.
struct DecimalText: Equatable {
    let isNegative: Bool
    /// ASCII digits without zeros at either end; none for zero.
    private(set) var digits: ArraySlice<UInt8>
    private(set) var exponent: Int

    init(isNegative: Bool, digits: [UInt8], exponent: Int) {
        let zero = UInt8(ascii: "0")
        let end = digits.lastIndex { $0 != zero }.map { $0 + 1 } ?? 0
        self.isNegative = isNegative
        self.digits = digits[..<end].drop { $0 == zero }
        self.exponent = self.digits.isEmpty ? 0 : exponent + digits.count - end
    }

    /// The power of ten above the first digit.
    var leadingExponent: Int { exponent + digits.count }

    /// The number with so many digits at most: what was beyond becomes a single 1, so that a comparison with any number
    /// of fewer digits, a rounding limit above all, comes out as with all of them.
    func bounded(toDigits most: Int) -> DecimalText {
        guard digits.count > most else { return self }
        var bounded = self
        bounded.digits = digits.prefix(most) + [UInt8(ascii: "1")]
        bounded.exponent += digits.count - most - 1
        return bounded
    }
}
