extension String {
    /// The text of bytes that should be UTF-8, fit for a line of a log.
    ///
    /// A tab and a carriage return appear as `\t` and `\r`; the bytes of every other control character, and those that
    /// are not UTF-8, as `\xNN`. Nothing else changes, a backslash neither.
    package init(escaping bytes: some BidirectionalCollection<UInt8>) {
        if let text = String(validating: bytes, as: UTF8.self), !text.unicodeScalars.contains(where: \.isControl) {
            self = text
            return
        }
        self = ""
        var parser = UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var rest = bytes[...]
        while !rest.isEmpty {
            switch parser.parseScalar(from: &iterator) {
            case .valid(let encoded):
                append(escaping: UTF8.decode(encoded))
                rest = rest.dropFirst(encoded.count)
            case .error(let length):
                for byte in rest.prefix(length) { append(hexadecimal: byte) }
                rest = rest.dropFirst(length)
            case .emptyInput:
                return
            }
        }
    }

    private mutating func append(escaping scalar: Unicode.Scalar) {
        switch scalar {
        case "\t": append("\\t")
        case "\r": append("\\r")
        case _ where scalar.isControl: for byte in UTF8.encode(scalar) ?? .init() { append(hexadecimal: byte) }
        default: unicodeScalars.append(scalar)
        }
    }

    private mutating func append(hexadecimal byte: UInt8) {
        append(byte < 16 ? "\\x0" : "\\x")
        append(String(byte, radix: 16, uppercase: true))
    }
}

extension Unicode.Scalar {
    /// A control character of ASCII or of Latin-1.
    fileprivate var isControl: Bool { properties.generalCategory == .control }
}
