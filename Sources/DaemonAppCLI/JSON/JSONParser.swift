/// Reads JSON as RFC 8259 has it and not otherwise; a key that stands twice in an object is an error.
struct JSONParser {
    /// How deep arrays and objects may lie in one another.
    private static let mostDepth = 64

    private let bytes: [UInt8]
    private var position = 0

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// - Throws: ``InputError`` with the line at which the text stops being JSON.
    static func parse(_ bytes: [UInt8]) throws -> JSONText {
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw InputError("this is not JSON: it is not UTF-8")
        }
        var parser = JSONParser(bytes)
        let value = try parser.value(depth: 0)
        guard parser.nextByte == nil else { throw parser.error("nothing may follow the value") }
        return value
    }

    private mutating func value(depth: Int) throws -> JSONText {
        guard depth < JSONParser.mostDepth else { throw error("arrays and objects lie too deep in one another") }
        switch nextByte {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case let byte? where byte == UInt8(ascii: "-") || JSONParser.isDigit(byte): return .number(try number())
        default:
            for word in ["true", "false", "null"] where bytes[position...].starts(with: word.utf8) {
                position += word.utf8.count
                return .other
            }
            throw error("a value is missing")
        }
    }

    private mutating func object(depth: Int) throws -> JSONText {
        var members: [String: JSONText] = [:]
        try expect("{")
        if takeNext("}") { return .object(members) }
        repeat {
            guard nextByte == UInt8(ascii: "\"") else { throw error("a key is missing") }
            let key = try string()
            guard members[key] == nil else { throw error("the key '\(key)' stands twice") }
            try expect(":")
            members[key] = try value(depth: depth + 1)
        } while takeNext(",")
        try expect("}")
        return .object(members)
    }

    private mutating func array(depth: Int) throws -> JSONText {
        var elements: [JSONText] = []
        try expect("[")
        if takeNext("]") { return .array(elements) }
        repeat {
            elements.append(try value(depth: depth + 1))
        } while takeNext(",")
        try expect("]")
        return .array(elements)
    }

    // MARK: Numbers

    private mutating func number() throws -> DecimalNumber {
        let isNegative = take("-")
        let whole = takeDigits()
        var fraction: ArraySlice<UInt8> = []
        var exponent = 0
        guard whole.count == 1 || (!whole.isEmpty && whole.first != UInt8(ascii: "0")) else { throw noNumber }
        if take(".") {
            fraction = takeDigits()
            guard !fraction.isEmpty else { throw noNumber }
        }
        if take("e") || take("E") {
            let sign = take("-") ? -1 : 1
            if sign > 0 { _ = take("+") }
            let digits = takeDigits()
            guard !digits.isEmpty else { throw noNumber }
            // An exponent that is too large for Int is as good as any other that is larger than every file.
            exponent = sign * min(Int(String(decoding: digits, as: UTF8.self)) ?? .max, 1 << 40)
        }
        return DecimalNumber(isNegative: isNegative, whole: whole, fraction: fraction, exponent: exponent)
    }

    private var noNumber: InputError { error("this is not how a number is written") }

    private mutating func takeDigits() -> ArraySlice<UInt8> {
        let digits = bytes[position...].prefix(while: JSONParser.isDigit)
        position = digits.endIndex
        return digits
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
    }

    // MARK: Strings

    private mutating func string() throws -> String {
        position += 1
        var text: [UInt8] = []
        while position < bytes.count, bytes[position] >= UInt8(ascii: " ") {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): text += try escaped()
            default: text.append(byte)
            }
        }
        throw error("a string does not end on its line")
    }

    /// What an escape stands for, in UTF-8.
    private mutating func escaped() throws -> [UInt8] {
        for (letter, byte): (Unicode.Scalar, UInt8) in [
            ("\"", 0x22), ("\\", 0x5C), ("/", 0x2F), ("b", 0x08), ("f", 0x0C), ("n", 0x0A), ("r", 0x0D), ("t", 0x09),
        ] where take(letter) {
            return [byte]
        }
        var units = [try utf16Unit()]
        if UTF16.isLeadSurrogate(units[0]), take("\\") { units.append(try utf16Unit()) }
        guard let text = String(validating: units, as: UTF16.self) else { throw error("half a character is missing") }
        return Array(text.utf8)
    }

    private mutating func utf16Unit() throws -> UInt16 {
        let digits = bytes[position...].dropFirst().prefix(4)
        guard take("u"), digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw error("there is no such escape") }
        position += 4
        return unit
    }

    // MARK: Bytes

    /// The next byte that is not white space; nil at the end.
    private var nextByte: UInt8? {
        mutating get {
            while position < bytes.count {
                switch bytes[position] {
                case 0x20, 0x09, 0x0A, 0x0D: position += 1
                case let byte: return byte
                }
            }
            return nil
        }
    }

    /// Takes a character if it is the next that is not white space.
    private mutating func takeNext(_ character: Unicode.Scalar) -> Bool {
        nextByte != nil && take(character)
    }

    private mutating func expect(_ character: Unicode.Scalar) throws {
        guard takeNext(character) else { throw error("'\(character)' is missing") }
    }

    /// Takes an ASCII character if it comes at once.
    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private func error(_ words: String) -> InputError {
        let line = bytes[..<position].count { $0 == UInt8(ascii: "\n") } + 1
        return InputError("this is not JSON: line \(line): \(words)")
    }
}
