/// Formats with `%(field)s` in them, as Python's `%` operator reads them.
struct ClassicFormat {
    private let record: SampleRecord
    private var rest: ArraySlice<Unicode.Scalar>
    /// What a conversion takes next: first the record itself, then the value of the field in its parentheses.
    private var argument: SampleRecord.Value? = .record

    /// Tries a format on a record.
    static func check(_ format: String, _ record: SampleRecord) throws(ConversionError) {
        var format = ClassicFormat(record: record, rest: Array(format.unicodeScalars)[...])
        while let percent = format.rest.firstIndex(of: "%") {
            format.rest = format.rest[(percent + 1)...]
            if format.rest.first == "%" {
                format.rest = format.rest.dropFirst()
            } else {
                try format.takeConversion()
            }
        }
    }

    private init(record: SampleRecord, rest: ArraySlice<Unicode.Scalar>) {
        self.record = record
        self.rest = rest
    }

    private mutating func takeConversion() throws(ConversionError) {
        if rest.first == "(" { argument = try record.value(of: takeKey()) }
        rest = rest.drop { "-+ #0".unicodeScalars.contains($0) }
        _ = try takeSize(upTo: Int(Int32.max))
        var precision = 0
        if rest.first == "." {
            rest = rest.dropFirst()
            precision = try takeSize(upTo: Int(Int32.max))
        }
        if let next = rest.first, "hlL".unicodeScalars.contains(next) { rest = rest.dropFirst() }
        guard let conversion = rest.popFirst() else { throw incomplete }
        try check(conversion, of: takeArgument(), precision)
    }

    /// Takes the name of a field and the parentheses around it, in which others may be nested.
    private mutating func takeKey() throws(ConversionError) -> String {
        var depth = 0
        for index in rest.indices {
            if rest[index] == "(" { depth += 1 } else if rest[index] == ")" { depth -= 1 }
            guard depth == 0 else { continue }
            let key = rest[(rest.startIndex + 1)..<index]
            rest = rest[(index + 1)...]
            return String(String.UnicodeScalarView(key))
        }
        throw ConversionError("a '%(' in the format has no ')'")
    }

    /// Takes a width or a precision; 0 if there is none.
    private mutating func takeSize(upTo most: Int) throws(ConversionError) -> Int {
        if rest.first == "*" {
            rest = rest.dropFirst()
            guard case .integer(let size) = try takeArgument() else {
                throw ConversionError("a '*' in the format does not stand for a whole number")
            }
            return size
        }
        var size = 0
        while let next = rest.first, ("0"..."9").contains(next) {
            size = size * 10 + Int(next.value - 0x30)
            guard size <= most else { throw ConversionError("a width or a precision in the format is too large") }
            rest = rest.dropFirst()
        }
        return size
    }

    private mutating func takeArgument() throws(ConversionError) -> SampleRecord.Value {
        guard let value = argument else { throw ConversionError("a '%' in the format is not followed by '(FIELD)'") }
        argument = nil
        return value
    }

    private func check(
        _ conversion: Unicode.Scalar, of value: SampleRecord.Value, _ precision: Int
    ) throws(ConversionError) {
        let isFitting: Bool
        switch (conversion, value) {
        case ("s", _), ("r", _), ("a", _): isFitting = true
        case ("d", .integer), ("i", .integer), ("u", .integer), ("d", .real), ("i", .real), ("u", .real),
            ("x", .integer), ("X", .integer), ("o", .integer):
            isFitting = precision <= Int(Int32.max) - 3
        case ("e", .integer), ("E", .integer), ("f", .integer), ("F", .integer), ("g", .integer), ("G", .integer),
            ("e", .real), ("E", .real), ("f", .real), ("F", .real), ("g", .real), ("G", .real):
            isFitting = true
        case ("c", .integer): isFitting = true
        case ("c", .text(let text)): isFitting = text.unicodeScalars.count == 1
        default: isFitting = false
        }
        guard isFitting else {
            throw ConversionError(
                """
                \("%…\(conversion)".quoted) in the format does not go with a value that is \(value.kind): s goes with \
                any, d and f with numbers
                """)
        }
    }

    private var incomplete: ConversionError {
        ConversionError("a '%' in the format is not followed by '(FIELD)' and a letter, or by a second '%'")
    }
}
