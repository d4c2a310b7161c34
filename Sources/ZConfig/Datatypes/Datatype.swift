public import BigInt

/// How the text of a value becomes a value.
public struct Datatype<Value: Sendable>: Sendable {
    /// The stock name, as an XML schema has it.
    public let name: String
    /// The only texts that it accepts, for the reference; none where there are others.
    let words: [String]
    let conversion: @Sendable (String) throws(ConversionError) -> Value

    /// A datatype with a conversion of its own.
    /// - Parameter name: the name of the stock datatype that accepts all of its texts.
    public init(_ name: String, _ conversion: @escaping @Sendable (String) throws(ConversionError) -> Value) {
        self.init(name, words: [], conversion)
    }

    init(_ name: String, words: [String], _ conversion: @escaping @Sendable (String) throws(ConversionError) -> Value) {
        self.name = name
        self.words = words
        self.conversion = conversion
    }

    /// The value of a text.
    /// - Throws: what is wrong with the text.
    public func convert(_ text: String) throws(ConversionError) -> Value {
        try conversion(text)
    }
}

extension Datatype {
    /// The same datatype where values of any type are wanted.
    public var erased: Datatype<any Sendable> {
        Datatype<any Sendable>(name) { text throws(ConversionError) in try convert(text) }
    }
}

/// A text that its datatype refuses.
public struct ConversionError: Error, Sendable, Hashable {
    /// What is wrong, and what would be right.
    public let message: String

    /// An error with a message.
    public init(_ message: String) {
        self.message = message
    }
}

extension Datatype<String> {
    /// Any text, as it is.
    public static let string = Datatype("string") { text throws(ConversionError) in text }

    /// Any text, as it is: for values that are not looked at.
    public static let null = Datatype("null") { text throws(ConversionError) in text }

    /// A letter, then letters, digits, `-`, `.` and `_`; in lower case.
    public static let basicKey = Datatype("basic-key") { text throws(ConversionError) in
        let bytes = text.utf8
        guard let first = bytes.first, first.isLetter,
            bytes.allSatisfy({ $0.isLetter || $0.isDigit || "-._".utf8.contains($0) })
        else {
            throw ConversionError("\(text.quoted) is not a name: a letter, then letters, digits, '-', '.' and '_'")
        }
        return text.lowercased()
    }

    /// A letter or `_`, then letters, digits and `_`.
    public static let identifier = Datatype("identifier") { text throws(ConversionError) in
        guard Substitution.isName(text) else {
            throw ConversionError("\(text.quoted) is not an identifier: a letter or '_', then letters, digits and '_'")
        }
        return text
    }
}

extension Datatype<Bool> {
    /// `yes`, `true`, `on` or `no`, `false`, `off`, in any case.
    public static let boolean = Datatype("boolean") { text throws(ConversionError) in
        switch text.utf8.count <= 5 ? text.lowercased() : "" {
        case "yes", "true", "on": return true
        case "no", "false", "off": return false
        default: throw ConversionError("\(text.quoted) is not a boolean: yes, true or on; no, false or off")
        }
    }
}

extension Datatype<[String]> {
    /// Words separated by space.
    public static let stringList = Datatype("string-list") { text throws(ConversionError) in text.splitAtSpace }
}

extension Datatype<BigInt> {
    /// A whole number of any size, up to 4300 digits.
    public static let integer = Datatype("integer") { text throws(ConversionError) in
        guard let number = NumberText.integer(text) else {
            let isLong = text.utf8.count > NumberText.mostDigits
            throw ConversionError(
                "\(text.quoted) is not a whole number\(isLong ? " of \(NumberText.mostDigits) digits or fewer" : "")")
        }
        return number
    }
}

extension Datatype<Double> {
    /// A decimal number, with a point and an exponent if need be, or `inf` or `nan`.
    public static let float = Datatype("float") { text throws(ConversionError) in
        guard let number = NumberText.double(text) else { throw ConversionError("\(text.quoted) is not a number") }
        return number
    }
}

extension Datatype where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    /// One of the words of an enumeration, in any case.
    public static func word(_ type: Value.Type) -> Datatype {
        let values = Array(type.allCases)
        let words = values.map(\.rawValue)
        return Datatype("string", words: words) { text throws(ConversionError) in
            let wanted = text.lowercased()
            guard let index = words.firstIndex(where: { $0.lowercased() == wanted }) else {
                let hint = NearestName.hint(for: text, among: words)
                throw ConversionError("\(text.quoted) is none of \(words.joined(separator: ", "))\(hint)")
            }
            return values[index]
        }
    }
}

extension UInt8 {
    var isLetter: Bool { (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) }
    var isDigit: Bool { (0x30...0x39).contains(self) }
}
