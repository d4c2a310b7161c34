/// What follows the `:` of a field, as Python's `format` reads it:
/// `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`.
struct FormatSpecification {
    /// The text it is made of.
    private let isEmpty: Bool
    private var fill: Unicode.Scalar = " "
    private var align: Unicode.Scalar?
    private var sign: Unicode.Scalar?
    private var dropsNegativeZero = false
    private var isAlternate = false
    private var width = 0
    private var grouping: Unicode.Scalar?
    private var precision: Int?
    private var type: Unicode.Scalar?

    /// Reads a specification.
    /// - Throws: what is wrong with it, or why it does not go with the value.
    init(_ text: String, for value: SampleRecord.Value) throws(ConversionError) {
        isEmpty = text.isEmpty
        guard !isEmpty else { return }
        var rest = Array(text.unicodeScalars)[...]
        if rest.count >= 2, FormatSpecification.isAlignment(rest[1]) {
            fill = rest[0]
            align = rest[1]
            rest = rest.dropFirst(2)
        } else if let first = rest.first, FormatSpecification.isAlignment(first) {
            align = rest.popFirst()
        }
        let hasFill = rest.startIndex == 2
        sign = FormatSpecification.take("-+ ", from: &rest)
        dropsNegativeZero = FormatSpecification.take("z", from: &rest) != nil
        isAlternate = FormatSpecification.take("#", from: &rest) != nil
        if !hasFill, FormatSpecification.take("0", from: &rest) != nil {
            fill = "0"
            if align == nil, !value.isText { align = "=" }
        }
        width = try FormatSpecification.takeNumber(&rest) ?? 0
        grouping = FormatSpecification.take(",_", from: &rest)
        if FormatSpecification.take(".", from: &rest) != nil {
            precision = try FormatSpecification.takeNumber(&rest)
            guard precision != nil else { throw FormatSpecification.refusal(of: text, value) }
        }
        type = rest.popFirst()
        // Of a number that is not whole the zero character means no type.
        if case .real = value, type == "\0" { type = nil }
        guard rest.isEmpty, isGroupingFitting(value.isText), isFitting(value), width <= Int(Int32.max) else {
            throw FormatSpecification.refusal(of: text, value)
        }
    }

    private static func refusal(of text: String, _ value: SampleRecord.Value) -> ConversionError {
        ConversionError("\(":\(text)".quoted) in the format does not go with a value that is \(value.kind)")
    }

    private static func isAlignment(_ scalar: Unicode.Scalar) -> Bool {
        "<>=^".unicodeScalars.contains(scalar)
    }

    private static func take(_ marks: String, from rest: inout BraceFormat.Scalars) -> Unicode.Scalar? {
        guard let first = rest.first, marks.unicodeScalars.contains(first) else { return nil }
        return rest.popFirst()
    }

    /// Takes digits of any script; nil if there are none.
    private static func takeNumber(_ rest: inout BraceFormat.Scalars) throws(ConversionError) -> Int? {
        guard rest.first?.decimalValue != nil else { return nil }
        var number = 0
        while let digit = rest.first?.decimalValue {
            let (tenfold, isOver) = number.multipliedReportingOverflow(by: 10)
            let (sum, isOverNow) = tenfold.addingReportingOverflow(digit)
            guard !isOver, !isOverNow else { throw ConversionError("a number in the format has too many digits") }
            number = sum
            rest = rest.dropFirst()
        }
        return number
    }

    // MARK: Fitting

    private func isGroupingFitting(_ isText: Bool) -> Bool {
        switch (grouping, type) {
        case (nil, _): true
        case (_, nil): !isText
        case (_, "d"), (_, "e"), (_, "f"), (_, "g"), (_, "E"), (_, "G"), (_, "%"), (_, "F"): true
        case ("_", "b"), ("_", "o"), ("_", "x"), ("_", "X"): true
        default: false
        }
    }

    private func isFitting(_ value: SampleRecord.Value) -> Bool {
        switch value {
        case .text:
            return (type ?? "s") == "s" && sign == nil && !dropsNegativeZero && !isAlternate && align != "="
        case .integer:
            switch type ?? "d" {
            case "d", "b", "o", "x", "X", "n": return precision == nil && !dropsNegativeZero
            case "c": return precision == nil && !dropsNegativeZero && sign == nil && !isAlternate
            default: return isFittingReal
            }
        case .real: return isFittingReal
        case .nothing, .emptyTuple, .record: return isEmpty
        }
    }

    private var isFittingReal: Bool {
        guard precision ?? 0 <= Int(Int32.max) else { return false }
        return type.map { "eEfFgGn%".unicodeScalars.contains($0) } ?? true
    }

    // MARK: Using

    /// The value as a text; nil if it is not one of the plain forms or longer than anybody wants it.
    func apply(to value: SampleRecord.Value) -> String? {
        if isEmpty { return value.plain }
        guard width <= 4000, sign != "+", sign != " ", grouping == nil else { return nil }
        let text: String
        switch (value, type) {
        case (.text(let whole), _): text = precision.map { String(whole.unicodeScalars.prefix($0)) } ?? whole
        case (.integer(let number), nil), (.integer(let number), "d"): text = "\(number)"
        case (.real(let number), nil) where precision == nil && !isAlternate: text = number
        default: return nil
        }
        let padding = max(width - text.unicodeScalars.count, 0)
        let left: Int
        switch align ?? (value.isText ? "<" : ">") {
        case "<": left = 0
        case "^": left = padding / 2
        default: left = padding
        }
        let fill = String(fill)
        return String(repeating: fill, count: left) + text + String(repeating: fill, count: padding - left)
    }
}

extension SampleRecord.Value {
    var isText: Bool {
        if case .text = self { true } else { false }
    }

    /// The value as Python's `str` has it; of the record only that it is one.
    var plain: String {
        switch self {
        case .text(let text), .real(let text): text
        case .integer(let number): "\(number)"
        case .nothing: "None"
        case .emptyTuple: "()"
        case .record: "{}"
        }
    }
}

extension Unicode.Scalar {
    /// The value of a decimal digit of any script.
    var decimalValue: Int? {
        guard properties.numericType == .decimal, let value = properties.numericValue else { return nil }
        return Int(value)
    }
}
