import Glibc
import ZConfig

/// How the value of a field is laid out: what follows the name in `%(name)-8s` and in `{name:<8}`.
struct FieldLayout: Sendable, Hashable {
    /// How a number becomes digits.
    enum Notation: Sendable, Hashable {
        /// As it is.
        case plain
        case decimal
        case whole(radix: Int, isUpperCase: Bool)
        /// By printf(3): `e`, `f` or `g`.
        case real(Unicode.Scalar, isUpperCase: Bool)
    }

    enum Alignment: Sendable, Hashable {
        case left, right, centre
        /// Filled between the sign and the digits.
        case afterSign
    }

    static let mostCharacters = 1000
    static let mostDigits = 100

    var notation = Notation.plain
    var fill: Unicode.Scalar = " "
    var alignment: Alignment?
    /// What stands before numbers that are not negative.
    var sign = ""
    var width = 0
    /// The most characters of a text, the least digits of a whole number, or the digits of another.
    var precision: Int?

    /// Checks that nothing gets so long that it would be a danger.
    func checkSize() throws(ConversionError) {
        guard width <= FieldLayout.mostCharacters, precision ?? 0 <= FieldLayout.mostDigits || notation == .plain else {
            throw ConversionError(
                """
                a width or a precision in the format is too large: a width may be \(FieldLayout.mostCharacters), the \
                precision of a number \(FieldLayout.mostDigits)
                """)
        }
    }

    /// A value as a text.
    func text(of value: FieldValue) -> String {
        switch value {
        case .text(let text):
            return filled("", cut(text), alignment ?? .left)
        case .integer(let number):
            if case .real(let letter, let isUpperCase) = notation {
                return real(Double(number), letter, isUpperCase)
            }
            var digits: String
            if case .whole(let radix, let isUpperCase) = notation {
                digits = String(number.magnitude, radix: radix, uppercase: isUpperCase)
            } else {
                digits = String(number.magnitude)
            }
            if notation == .plain {
                digits = cut(digits)
            } else if let precision {
                digits = String(repeating: "0", count: max(0, precision - digits.utf8.count)) + digits
            }
            return filled(number < 0 ? "-" : sign, digits, alignment ?? .right)
        case .real(let number):
            switch notation {
            case .real(let letter, let isUpperCase): return real(number, letter, isUpperCase)
            case .plain: return filled(number < 0 ? "-" : sign, cut(number.magnitude.description), alignment ?? .right)
            case .decimal, .whole:
                var layout = self
                layout.notation = .decimal
                return layout.text(of: .integer(Int(number)))
            }
        }
    }

    private func cut(_ text: String) -> String {
        precision.map { String(String.UnicodeScalarView(text.unicodeScalars.prefix($0))) } ?? text
    }

    private func real(_ number: Double, _ letter: Unicode.Scalar, _ isUpperCase: Bool) -> String {
        var buffer = [CChar](repeating: 0, count: 512)
        let format = "%.\(precision ?? 6)\(letter)"
        let count = unsafe withVaList([number.magnitude]) {
            unsafe Int(vsnprintf(&buffer, buffer.count, format, $0))
        }
        let digits = String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return filled(number < 0 ? "-" : sign, isUpperCase ? digits.uppercased() : digits, alignment ?? .right)
    }

    private func filled(_ sign: String, _ text: String, _ alignment: Alignment) -> String {
        let missing = width - sign.utf8.count - text.unicodeScalars.count
        guard missing > 0 else { return sign + text }
        func space(_ count: Int) -> String { String(repeating: String(fill), count: count) }
        return switch alignment {
        case .left: sign + text + space(missing)
        case .right: space(missing) + sign + text
        case .centre: space(missing / 2) + sign + text + space(missing - missing / 2)
        case .afterSign: sign + space(missing) + text
        }
    }
}
