/// The text of an IPv6 address, as glibc's `inet_pton(AF_INET6, …)` reads it.
enum IPv6Text {
    /// Groups of up to four hexadecimal digits with `:` between them, eight in all or fewer and one `::`; in the place
    /// of the last two there may be an IPv4 address.
    static func isAddress(_ text: String) -> Bool {
        var rest = Array(text.utf8)[...]
        let colon = UInt8(ascii: ":")
        var groups = 0
        var hasGap = false
        if rest.first == colon {
            rest = rest.dropFirst()
            guard rest.first == colon else { return false }
        }
        while let next = rest.first {
            if next == colon {
                guard !hasGap else { return false }
                hasGap = true
                rest = rest.dropFirst()
                continue
            }
            let group = rest.prefix { $0.isHexDigit }
            let after = rest[group.endIndex...]
            if after.first == UInt8(ascii: ".") {
                guard group.count <= 4, isIPv4Address(rest) else { return false }
                groups += 2
                break
            }
            guard (1...4).contains(group.count) else { return false }
            groups += 1
            rest = after.dropFirst()
            guard after.isEmpty || after.first == colon && !rest.isEmpty else { return false }
        }
        return hasGap ? groups < 8 : groups == 8
    }

    /// Four numbers up to 255 without leading zeros.
    private static func isIPv4Address(_ bytes: ArraySlice<UInt8>) -> Bool {
        let numbers = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return numbers.count == 4
            && numbers.allSatisfy { digits in
                (1...3).contains(digits.count) && digits.allSatisfy(\.isDigit)
                    && (digits.count == 1 || digits.first != UInt8(ascii: "0"))
                    && digits.reduce(0) { $0 * 10 + Int($1 - 0x30) } <= 255
            }
    }
}

extension UInt8 {
    var isHexDigit: Bool { isDigit || (0x41...0x46).contains(self) || (0x61...0x66).contains(self) }
}
