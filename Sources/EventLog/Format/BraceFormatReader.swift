import ZConfig

/// Reads formats with `{field}` in them that are known to be right.
struct BraceFormatReader {
    private var rest: ArraySlice<Unicode.Scalar>
    private let allowsOthers: Bool

    static func parts(of format: String, _ allowingOthers: Bool) throws(ConversionError) -> [RecordFormat.Part] {
        var reader = BraceFormatReader(rest: Array(format.unicodeScalars)[...], allowsOthers: allowingOthers)
        var parts: [RecordFormat.Part] = []
        while let brace = reader.rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            parts.append(.text(reader.rest.takeText(upTo: brace)))
            let mark = reader.rest.removeFirst()
            if reader.rest.first == mark {
                reader.rest = reader.rest.dropFirst()
                parts.append(.text(String(mark)))
            } else {
                parts.append(try reader.takeField())
            }
        }
        parts.append(.text(reader.rest.takeText(upTo: reader.rest.endIndex)))
        return parts
    }

    private mutating func takeField() throws(ConversionError) -> RecordFormat.Part {
        guard let end = rest.firstIndex(of: "}") else { throw BraceFormatReader.tooMuch }
        let inner = rest.takeText(upTo: end)
        rest = rest.dropFirst()
        let pieces = inner.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        // No name has one of these in it.
        guard !pieces[0].unicodeScalars.contains(where: { "{!.[".unicodeScalars.contains($0) }) else {
            throw BraceFormatReader.tooMuch
        }
        let field = try RecordField(String(pieces[0]), allowingOthers: allowsOthers)
        return .field(field, try layout(pieces.count > 1 ? Array(pieces[1].unicodeScalars)[...] : [], field.kind))
    }

    /// `[[fill]align][sign][0][width][.precision][type]`
    private func layout(
        _ text: ArraySlice<Unicode.Scalar>, _ kind: RecordField.Kind
    ) throws(ConversionError) -> FieldLayout {
        var rest = text
        var layout = FieldLayout()
        if rest.count > 1, let alignment = BraceFormatReader.alignments[rest[rest.startIndex + 1]] {
            layout.fill = rest.removeFirst()
            layout.alignment = alignment
            rest = rest.dropFirst()
        } else if let alignment = rest.first.flatMap({ BraceFormatReader.alignments[$0] }) {
            layout.alignment = alignment
            rest = rest.dropFirst()
        }
        if let sign = rest.first, "-+ ".unicodeScalars.contains(sign) {
            layout.sign = sign == "-" ? "" : String(sign)
            rest = rest.dropFirst()
        }
        if rest.first == "0" {
            if layout.alignment == nil {
                layout.alignment = kind == .text ? .left : .afterSign
                layout.fill = "0"
            } else if layout.fill == " ", text.first != " " {
                layout.fill = "0"
            }
            rest = rest.dropFirst()
        }
        layout.width = BraceFormatReader.takeNumber(&rest) ?? 0
        if rest.first == "." {
            rest = rest.dropFirst()
            layout.precision = BraceFormatReader.takeNumber(&rest)
        }
        layout.notation = try BraceFormatReader.notation(rest, kind, layout.precision)
        try layout.checkSize()
        return layout
    }

    private static func takeNumber(_ rest: inout ArraySlice<Unicode.Scalar>) -> Int? {
        let digits = rest.prefix { ("0"..."9").contains($0) }
        rest = rest[digits.endIndex...]
        return digits.isEmpty ? nil : Int(String(String.UnicodeScalarView(digits))) ?? .max
    }

    private static func notation(
        _ type: ArraySlice<Unicode.Scalar>, _ kind: RecordField.Kind, _ precision: Int?
    ) throws(ConversionError) -> FieldLayout.Notation {
        guard let letter = type.first else {
            if kind == .real, precision != nil { throw tooMuch }
            return .plain
        }
        guard type.count == 1 else { throw tooMuch }
        switch (letter, kind) {
        case ("s", .text): return .plain
        case ("d", .integer): return .decimal
        case ("x", .integer), ("X", .integer): return .whole(radix: 16, isUpperCase: letter == "X")
        case ("o", .integer): return .whole(radix: 8, isUpperCase: false)
        case ("b", .integer): return .whole(radix: 2, isUpperCase: false)
        case ("e", .integer), ("f", .integer), ("g", .integer), ("e", .real), ("f", .real), ("g", .real):
            return .real(letter, isUpperCase: false)
        case ("E", .integer), ("E", .real): return .real("e", isUpperCase: true)
        case ("F", .integer), ("F", .real): return .real("f", isUpperCase: true)
        case ("G", .integer), ("G", .real): return .real("g", isUpperCase: true)
        default: throw tooMuch
        }
    }

    private static let alignments: [Unicode.Scalar: FieldLayout.Alignment] = [
        "<": .left, ">": .right, "^": .centre, "=": .afterSign,
    ]

    private static let tooMuch = ConversionError(
        """
        a field in the format has more than can be used here: {FIELD} or {FIELD:FORM}, where FORM is \
        [[fill]align][sign][0][width][.precision][type] and type is s for texts, d, x, o or b for whole numbers, e, f or \
        g for others
        """)
}
