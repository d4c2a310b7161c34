extension Datatype<String> {
    /// The address or the name of a host, in lower case: an IPv4 address, a name of two characters or more (letters,
    /// digits, `-`, `_`, `.`; the first a letter or `_`, the last no `.`), or an IPv6 address.
    ///
    /// As in the reference implementation, an IPv6 address that begins like a name is refused: `fe80::1`, but not
    /// `f::1`.
    public static let addressOrHostname = Datatype("ipaddr-or-hostname") { text throws(ConversionError) in
        if isIPv4Address(text) { return text }
        let name = nameAtStart(of: text)
        if let name {
            guard name.count == text.utf8.count else { throw refusal(of: text) }
            return text.lowercased()
        }
        let isAddress = text.utf8.contains(UInt8(ascii: ":")) && IPv6Text.isAddress(text)
        guard isAddress else { throw refusal(of: text) }
        return text.lowercased()
    }

    private static func refusal(of text: String) -> ConversionError {
        ConversionError(
            """
            \(text.quoted) is not a host: an IPv4 address, an IPv6 address that does not begin with two letters or \
            a letter and a digit, or a name of letters, digits, '-', '_' and '.', two at least, the first a letter or \
            '_', the last no '.'
            """)
    }

    /// The longest start that is a name; nil if none is.
    private static func nameAtStart(of text: String) -> Substring.UTF8View? {
        guard let first = text.utf8.first, first.isLetter || first == UInt8(ascii: "_") else { return nil }
        var name = text.utf8.prefix { $0.isLetter || $0.isDigit || "-_.".utf8.contains($0) }
        while name.last == UInt8(ascii: ".") { name = name.dropLast() }
        return name.count >= 2 ? name : nil
    }

    /// Four numbers up to 255 of up to three digits; the digits that carry no condition may be of any script.
    private static func isIPv4Address(_ text: String) -> Bool {
        guard text.utf8.count <= 64 else { return false }
        let numbers = text.unicodeScalars.split(separator: ".", omittingEmptySubsequences: false)
        return numbers.count == 4 && numbers.allSatisfy { isByte(Array($0)) }
    }

    private static func isByte(_ digits: [Unicode.Scalar]) -> Bool {
        guard (1...3).contains(digits.count), digits.allSatisfy({ $0.properties.numericType == .decimal }) else {
            return false
        }
        guard digits.count == 3 else { return true }
        switch digits[0] {
        case "0", "1": return true
        case "2": return ("0"..."4").contains(digits[1]) || digits[1] == "5" && ("0"..."5").contains(digits[2])
        default: return false
        }
    }
}
