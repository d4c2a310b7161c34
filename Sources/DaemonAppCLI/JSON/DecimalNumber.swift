import Scheduling

/// A decimal number with all of its digits, however many there are and however large its exponent is.
struct DecimalNumber: Hashable {
    let isNegative: Bool
    /// Its digits from the first to the last that is not 0; none for zero.
    private let digits: ArraySlice<UInt8>
    /// How many of the digits stand before the point; the digits may begin behind it or end before it.
    private let point: Int

    /// The number `whole.fraction · 10^exponent`; the digits are those of ASCII.
    init(isNegative: Bool, whole: ArraySlice<UInt8>, fraction: ArraySlice<UInt8>, exponent: Int) {
        let zero = UInt8(ascii: "0")
        let all = (whole + fraction).drop { $0 == zero }
        let end = all.lastIndex { $0 != zero }
        digits = end.map { all[...$0] } ?? []
        point = all.count - fraction.count + exponent
        self.isNegative = isNegative && !digits.isEmpty
    }

    /// So many seconds, rounded to a nanosecond, halves away from zero; the number must not be negative.
    var seconds: Nanoseconds {
        let (whole, next) = truncated(shiftedBy: 9)
        guard let whole = Int64(whole) else { return .forever }
        return Nanoseconds(whole) + Nanoseconds(next >= UInt8(ascii: "5") ? 1 : 0)
    }

    /// The number if it is whole and not negative; what does not fit is the greatest number.
    var whole: Int? {
        guard digits.count <= max(point, 0) else { return nil }
        return Int(truncated(shiftedBy: 0).whole) ?? .max
    }

    /// The number if it is whole and fits.
    var signed: Int64? {
        guard digits.count <= max(point, 0) else { return nil }
        return Int64((isNegative ? "-" : "") + truncated(shiftedBy: 0).whole)
    }

    /// The whole part of the number times a power of ten, cut off where it fits nowhere, and the digit behind it.
    private func truncated(shiftedBy shift: Int) -> (whole: String, next: UInt8) {
        let zero = UInt8(ascii: "0")
        let count = digits.isEmpty ? 0 : min(max(point + shift, -1), 20)
        guard count >= 0 else { return ("0", zero) }
        let padding = Array(repeating: zero, count: max(count - digits.count, 0))
        let whole = String(decoding: [zero] + digits.prefix(count) + padding, as: UTF8.self)
        return (whole, digits.dropFirst(count).first ?? zero)
    }
}
