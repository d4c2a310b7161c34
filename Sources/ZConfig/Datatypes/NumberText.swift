import BigInt

/// The texts of numbers as Python's `int` and `float` accept them.
enum NumberText {
    /// A whole number of more digits is refused, leading zeros counted, as Python does
    /// (`sys.get_int_max_str_digits()`): converting it takes time that grows with their square.
    static let mostDigits = 4300

    /// A sign if need be, decimal digits, single `_` between digits; space around it.
    static func integer(_ text: String) -> BigInt? {
        if let number = smallInteger(text) { return BigInt(number) }
        var bytes = asciiDigits(text)[...]
        let isNegative = takeSign(&bytes)
        let digits = takeDigits(&bytes)
        guard !digits.isEmpty, bytes.isEmpty, digits.count <= mostDigits else { return nil }
        guard let magnitude = BigInt(String(decoding: digits, as: UTF8.self)) else { return nil }
        return isNegative ? -magnitude : magnitude
    }

    /// A whole number of 1 to 18 ASCII digits and nothing else; nil for others, which may be numbers all the same.
    static func smallInteger(_ text: String) -> Int? {
        let bytes = text.utf8.span
        guard !bytes.isEmpty, bytes.count <= 18 else { return nil }
        var number = 0
        for index in bytes.indices {
            guard bytes[index].isDigit else { return nil }
            number = number * 10 + Int(bytes[index] - 0x30)
        }
        return number
    }

    /// A decimal number, or `inf`, `infinity` or `nan` with a sign in any case; space around it.
    static func double(_ text: String) -> Double? {
        var bytes = asciiDigits(text)[...]
        let isNegative = takeSign(&bytes)
        switch String(decoding: bytes.prefix(9), as: UTF8.self).lowercased() {
        case "inf", "infinity": return isNegative ? -.infinity : .infinity
        case "nan": return .nan
        default: break
        }
        guard let magnitude = takeDecimal(&bytes, isNegative: false), bytes.isEmpty else { return nil }
        guard !magnitude.digits.isEmpty else { return isNegative ? -0.0 : 0 }
        let leading = magnitude.exponent + magnitude.digits.count
        guard leading <= 400 else { return isNegative ? -.infinity : .infinity }
        guard leading >= -400 else { return isNegative ? -0.0 : 0 }
        // No double and no halfway point between two has so many digits: what is beyond only says "a little more".
        let kept = magnitude.bounded(toDigits: 800)
        let number = Double("\(String(decoding: kept.digits, as: UTF8.self))e\(kept.exponent)")
        return number.map { isNegative ? -$0 : $0 }
    }

    /// A decimal number with the space around it; nil for anything else, also `inf` and `nan`.
    static func decimal(_ text: String) -> DecimalText? {
        var bytes = asciiDigits(text)[...]
        let isNegative = takeSign(&bytes)
        let number = takeDecimal(&bytes, isNegative: isNegative)
        return bytes.isEmpty ? number : nil
    }

    // MARK: Parts

    /// The text without the space around it, decimal digits of all scripts as ASCII; nothing if it holds one of the
    /// separators U+001C to U+001F, which Python takes for space everywhere but around a number.
    private static func asciiDigits(_ text: String) -> [UInt8] {
        guard !text.utf8.contains(where: { (0x1C...0x1F).contains($0) }) else { return [] }
        let stripped = text.strippingSpace
        guard stripped.utf8.contains(where: { $0 >= 0x80 }) else { return Array(stripped.utf8) }
        var bytes: [UInt8] = []
        for scalar in stripped.unicodeScalars {
            if !scalar.isASCII, scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue {
                bytes.append(UInt8(ascii: "0") + UInt8(value))
            } else {
                bytes += Array(scalar.utf8)
            }
        }
        return bytes
    }

    /// Takes a sign, if there is one.
    /// - Returns: whether it is a minus.
    private static func takeSign(_ bytes: inout ArraySlice<UInt8>) -> Bool {
        guard let first = bytes.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") else { return false }
        bytes = bytes.dropFirst()
        return first == UInt8(ascii: "-")
    }

    /// Takes digits with single `_` between them.
    private static func takeDigits(_ bytes: inout ArraySlice<UInt8>) -> [UInt8] {
        var digits: [UInt8] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if bytes[index].isDigit {
                digits.append(bytes[index])
            } else {
                let isBetween = !digits.isEmpty && index + 1 < bytes.endIndex && bytes[index + 1].isDigit
                guard bytes[index] == UInt8(ascii: "_"), isBetween else { break }
            }
            index += 1
        }
        bytes = bytes[index...]
        return digits
    }

    /// Takes digits, perhaps with a point, and perhaps an exponent.
    private static func takeDecimal(_ bytes: inout ArraySlice<UInt8>, isNegative: Bool) -> DecimalText? {
        var digits = takeDigits(&bytes)
        var exponent = 0
        if bytes.first == UInt8(ascii: ".") {
            bytes = bytes.dropFirst()
            let fraction = takeDigits(&bytes)
            exponent = -fraction.count
            digits += fraction
        }
        guard !digits.isEmpty else { return nil }
        if let mark = bytes.first, mark | 0x20 == UInt8(ascii: "e") {
            bytes = bytes.dropFirst()
            let isDown = takeSign(&bytes)
            let power = takeDigits(&bytes)
            guard !power.isEmpty else { return nil }
            let significant = power.drop { $0 == UInt8(ascii: "0") }
            // So far out that nothing a file can hold brings it back.
            let size = significant.count > 15 ? 1 << 50 : significant.reduce(0) { $0 * 10 + Int($1 - 0x30) }
            exponent += isDown ? -size : size
        }
        return DecimalText(isNegative: isNegative, digits: digits, exponent: exponent)
    }
}
