import BigInt

/// The texts of numbers as Python's `int` and `float` accept them.
enum NumberText {
    /// More digits than anybody needs are refused: converting them takes time that grows with their square.
    static let mostDigits = 4096

    /// A sign if need be, decimal digits, single `_` between digits; space around it.
    static func integer(_ text: String) -> BigInt? {
        var bytes = asciiDigits(text)[...]
        let isNegative = takeSign(&bytes)
        guard let digits = takeDigits(&bytes), bytes.isEmpty, digits.count <= mostDigits else { return nil }
        guard let magnitude = BigInt(String(decoding: digits, as: UTF8.self)) else { return nil }
        return isNegative ? -magnitude : magnitude
    }

    /// A decimal number, or `inf`, `infinity` or `nan` with a sign in any case; space around it.
    static func double(_ text: String) -> Double? {
        let bytes = asciiDigits(text)
        var rest = bytes[...]
        let isNegative = takeSign(&rest)
        switch String(decoding: rest, as: UTF8.self).lowercased() {
        case "inf", "infinity": return isNegative ? -.infinity : .infinity
        case "nan": return .nan
        default: break
        }
        guard decimal(text) != nil else { return nil }
        return Double(String(decoding: bytes.filter { $0 != UInt8(ascii: "_") }, as: UTF8.self))
    }

    /// A decimal number: its digits without the point, and the power of ten by which they are to be multiplied.
    static func decimal(_ text: String) -> (digits: BigInt, exponent: Int)? {
        var bytes = asciiDigits(text)[...]
        let isNegative = takeSign(&bytes)
        let whole = takeDigits(&bytes) ?? []
        var fraction: [UInt8] = []
        if bytes.first == UInt8(ascii: ".") {
            bytes = bytes.dropFirst()
            fraction = takeDigits(&bytes) ?? []
        }
        guard !whole.isEmpty || !fraction.isEmpty, whole.count + fraction.count <= mostDigits else { return nil }
        var exponent = 0
        if let mark = bytes.first, mark | 0x20 == UInt8(ascii: "e") {
            bytes = bytes.dropFirst()
            let isDown = takeSign(&bytes)
            guard let digits = takeDigits(&bytes) else { return nil }
            // What does not fit is as far out as anything that does.
            let size = Int(String(decoding: digits.prefix(9), as: UTF8.self)) ?? 0
            exponent = isDown ? -size : size
        }
        guard bytes.isEmpty, let magnitude = BigInt(String(decoding: whole + fraction, as: UTF8.self)) else {
            return nil
        }
        return (isNegative ? -magnitude : magnitude, exponent - fraction.count)
    }

    /// The text without the space around it, decimal digits of all scripts as ASCII.
    private static func asciiDigits(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for scalar in text.strippingSpace.unicodeScalars {
            if !scalar.isASCII, scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue {
                bytes.append(UInt8(ascii: "0") + UInt8(value))
            } else {
                bytes += Array(String(scalar).utf8)
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

    /// Takes digits with single `_` between them; nil if there is none.
    private static func takeDigits(_ bytes: inout ArraySlice<UInt8>) -> [UInt8]? {
        var digits: [UInt8] = []
        while let first = bytes.first {
            if first.isDigit {
                digits.append(first)
            } else if first != UInt8(ascii: "_") || digits.isEmpty || bytes.dropFirst().first?.isDigit != true {
                break
            }
            bytes = bytes.dropFirst()
        }
        return digits.isEmpty ? nil : digits
    }
}
