/// Formats with `{field}` in them, as Python's `string.Formatter` reads them.
///
/// Of the attributes of values, which nobody puts into logs, only those of numbers that are numbers are known; the
/// reference implementation accepts others, such as the methods of texts. In the specification of a form a field may
/// have a form of its own only if that is a plain one of a text or a whole number.
struct BraceFormat {
    typealias Scalars = ArraySlice<Unicode.Scalar>

    private let record: SampleRecord

    /// Tries a format on a record.
    static func check(_ format: String, _ record: SampleRecord) throws(ConversionError) {
        _ = try BraceFormat(record: record).expand(Array(format.unicodeScalars)[...], depth: 0)
    }

    /// Tries a format or, in a field of one, the specification of its form, in which there may be fields again.
    /// - Parameter depth: the number of fields around it.
    /// - Returns: the text with everything replaced; nil if that is not known or, outside of fields, not needed.
    private func expand(_ format: Scalars, depth: Int) throws(ConversionError) -> String? {
        guard depth <= 2 else { throw ConversionError("the fields of the format are nested too deeply") }
        var result: String? = ""
        var rest = format
        while let mark = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            result?.unicodeScalars.append(contentsOf: rest[..<mark])
            let brace = rest[mark]
            rest = rest[(mark + 1)...]
            if rest.first == brace {
                result?.unicodeScalars.append(brace)
                rest = rest.dropFirst()
                continue
            }
            guard brace == "{", !rest.isEmpty else {
                throw ConversionError("a single '\(brace)' is in the format: '\(brace)\(brace)' stands for one")
            }
            let field = try BraceField(&rest)
            let value = try field.value(in: record)
            guard let form = try expand(field.form, depth: depth + 1) else {
                throw ConversionError("the format has a field in a field of which only a plain one is allowed")
            }
            let specification = try FormatSpecification(form, for: value)
            if depth > 0, let text = specification.apply(to: value) {
                result?.append(text)
            } else {
                result = nil
            }
        }
        result?.unicodeScalars.append(contentsOf: rest)
        return result
    }
}

/// What is between the braces of a field.
struct BraceField {
    typealias Scalars = BraceFormat.Scalars

    /// The name of a field of the record, perhaps with `.attribute` and `[index]` behind it.
    private let path: Scalars
    private let conversion: Unicode.Scalar?
    /// The specification of the form, not yet expanded.
    let form: Scalars

    /// Takes a field whose opening brace is gone, up to its closing one.
    init(_ rest: inout Scalars) throws(ConversionError) {
        guard let end = BraceField.pathEnd(rest) else { throw ConversionError("a '{' in the format has no '}'") }
        path = rest[..<end]
        var mark = rest[end]
        rest = rest[(end + 1)...]
        guard mark != "{" else { throw ConversionError("a '{' in the format is within the name of a field") }
        var conversion: Unicode.Scalar?
        if mark == "!" {
            conversion = rest.popFirst()
            guard let next = rest.popFirst(), next == "}" || next == ":" else {
                throw ConversionError("a '!' in the format is not followed by one letter and '}' or ':'")
            }
            mark = next
        }
        self.conversion = conversion
        form = mark == ":" ? try BraceField.takeForm(&rest) : []
    }

    /// Where the path ends: before a brace, a `:` or a `!` that is in no brackets; nil if it does not.
    private static func pathEnd(_ rest: Scalars) -> Int? {
        var isInBrackets = false
        return rest.firstIndex { scalar in
            if isInBrackets {
                isInBrackets = scalar != "]"
                return false
            }
            isInBrackets = scalar == "["
            return "{}:!".unicodeScalars.contains(scalar)
        }
    }

    /// Takes everything up to the closing brace, and that.
    private static func takeForm(_ rest: inout Scalars) throws(ConversionError) -> Scalars {
        var depth = 1
        for index in rest.indices {
            if rest[index] == "{" { depth += 1 } else if rest[index] == "}" { depth -= 1 }
            guard depth == 0 else { continue }
            defer { rest = rest[(index + 1)...] }
            return rest[..<index]
        }
        throw ConversionError("a '{' in the format has no '}'")
    }

    // MARK: The value

    /// The value to be formatted, converted.
    func value(in record: SampleRecord) throws(ConversionError) -> SampleRecord.Value {
        let name = path.prefix { $0 != "." && $0 != "[" }
        let isPositional = path.isEmpty || !name.isEmpty && BraceField.index(name) != nil
        guard !isPositional else {
            throw ConversionError("a '{' in the format is not followed by the name of a field: '{message}'")
        }
        var value = try record.value(of: String(String.UnicodeScalarView(name)))
        var rest = path[name.endIndex...]
        while let mark = rest.popFirst() {
            if mark == "." {
                let attribute = rest.prefix { $0 != "." && $0 != "[" }
                rest = rest[attribute.endIndex...]
                value = try BraceField.attribute(String(String.UnicodeScalarView(attribute)), of: value)
            } else {
                let index = rest.prefix { $0 != "]" }
                rest = rest[index.endIndex...]
                guard mark == "[", rest.popFirst() == "]" else {
                    throw ConversionError("brackets in the format are not closed, or not followed by '.' or '['")
                }
                value = try BraceField.element(index, of: value)
            }
        }
        return try converted(value)
    }

    /// A whole number in decimal digits of any script; nil if there is anything else or nothing.
    private static func index(_ digits: Scalars) -> Int? {
        guard !digits.isEmpty else { return nil }
        var index = 0
        for digit in digits {
            guard let value = digit.decimalValue else { return nil }
            // No text has so many characters.
            index = min(index * 10 + value, 1 << 32)
        }
        return index
    }

    private static func attribute(
        _ name: String, of value: SampleRecord.Value
    ) throws(ConversionError) -> SampleRecord.Value {
        switch (value, name) {
        case (.integer, "real"), (.integer, "numerator"), (.real, "real"): return value
        case (.integer, "imag"): return .integer(0)
        case (.integer, "denominator"): return .integer(1)
        case (.real, "imag"): return .real("0.0")
        default:
            throw ConversionError("the format names an attribute \(name.quoted) of a value that is \(value.kind)")
        }
    }

    private static func element(
        _ index: Scalars, of value: SampleRecord.Value
    ) throws(ConversionError) -> SampleRecord.Value {
        guard case .text(let text) = value, let index = self.index(index),
            let scalar = text.unicodeScalars.dropFirst(index).first
        else {
            throw ConversionError("the format has brackets after a value that is \(value.kind) and has no such part")
        }
        return .text(String(scalar))
    }

    private func converted(_ value: SampleRecord.Value) throws(ConversionError) -> SampleRecord.Value {
        switch conversion {
        case nil, "\0": return value
        case "s": return .text(value.plain)
        case "r", "a":
            guard case .text(let text) = value else { return .text(value.plain) }
            return .text("'\(text)'")
        case .some(let conversion):
            throw ConversionError("\("!\(conversion)".quoted) in the format is none of '!s', '!r' and '!a'")
        }
    }
}
