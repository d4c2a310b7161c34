import ZConfig

/// Reads formats with `%(field)s` in them that are known to be right.
struct ClassicFormatReader {
    private var rest: ArraySlice<Unicode.Scalar>
    private let allowsOthers: Bool

    static func parts(of format: String, _ allowingOthers: Bool) throws(ConversionError) -> [RecordFormat.Part] {
        var reader = ClassicFormatReader(rest: Array(format.unicodeScalars)[...], allowsOthers: allowingOthers)
        var parts: [RecordFormat.Part] = []
        while let percent = reader.rest.firstIndex(of: "%") {
            parts.append(.text(reader.rest.takeText(upTo: percent)))
            reader.rest = reader.rest.dropFirst()
            if reader.rest.first == "%" {
                reader.rest = reader.rest.dropFirst()
                parts.append(.text("%"))
            } else {
                parts.append(try reader.takeField())
            }
        }
        parts.append(.text(reader.rest.takeText(upTo: reader.rest.endIndex)))
        return parts
    }

    private mutating func takeField() throws(ConversionError) -> RecordFormat.Part {
        guard rest.first == "(", let end = rest.firstIndex(of: ")") else {
            throw ConversionError("a '%' in the format is not followed by '(FIELD)'")
        }
        rest = rest.dropFirst()
        let field = try RecordField(rest.takeText(upTo: end), allowingOthers: allowsOthers)
        rest = rest.dropFirst()
        var layout = FieldLayout()
        layout.alignment = .right
        var isZeroFilled = false
        while let flag = rest.first, "-+ #0".unicodeScalars.contains(flag) {
            rest = rest.dropFirst()
            switch flag {
            case "-": layout.alignment = .left
            case "+": layout.sign = "+"
            case " ": if layout.sign.isEmpty { layout.sign = " " }
            case "0": isZeroFilled = true
            default: throw ConversionError("the flag '#' in the format cannot be used here")
            }
        }
        layout.width = takeNumber()
        if rest.first == "." {
            rest = rest.dropFirst()
            layout.precision = takeNumber()
        }
        rest = rest.drop { "hlL".unicodeScalars.contains($0) }
        layout.notation = try takeNotation(of: field.kind)
        if field.kind == .text || layout.notation == .plain {
            // The value as a text, which has no sign and is filled with spaces.
            layout.sign = ""
        } else if isZeroFilled, layout.alignment != .left {
            layout.fill = "0"
            layout.alignment = .afterSign
        }
        try layout.checkSize()
        return .field(field, layout)
    }

    private mutating func takeNumber() -> Int {
        let digits = rest.prefix { ("0"..."9").contains($0) }
        rest = rest[digits.endIndex...]
        // Too many digits are too large in any case.
        return digits.isEmpty ? 0 : Int(String(String.UnicodeScalarView(digits))) ?? .max
    }

    private mutating func takeNotation(of kind: RecordField.Kind) throws(ConversionError) -> FieldLayout.Notation {
        let letter = rest.popFirst() ?? " "
        switch letter {
        case "s": return .plain
        case "d", "i", "u": if kind != .text { return .decimal }
        case "x", "X": if kind != .text { return .whole(radix: 16, isUpperCase: letter == "X") }
        case "o": if kind != .text { return .whole(radix: 8, isUpperCase: false) }
        case "e", "f", "g", "E", "F", "G":
            if kind != .text {
                let isUpperCase = ("A"..."Z").contains(letter)
                return .real(
                    isUpperCase ? letter.properties.lowercaseMapping.unicodeScalars.first! : letter,
                    isUpperCase: isUpperCase)
            }
        default: break
        }
        throw ConversionError(
            "\("%…\(letter)".quoted) in the format cannot be used here: s goes with any field, d and f with numbers")
    }
}
