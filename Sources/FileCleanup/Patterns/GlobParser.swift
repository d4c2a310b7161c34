import Glibc

/// Reads a pattern.
struct GlobParser {
    private var rest: ArraySlice<UInt8>
    private var tokens: [GlobToken] = []

    /// The parts of a pattern.
    static func tokens(_ text: String) throws(GlobError) -> [GlobToken] {
        guard !text.isEmpty else { throw GlobError(description: "an empty pattern matches nothing") }
        if text.utf8.first == UInt8(ascii: "/") {
            throw GlobError(
                description: "'\(text)' begins with a slash; a pattern is for the path below ScanDirectory")
        }
        if text.utf8.last == UInt8(ascii: "/") {
            throw GlobError(description: "'\(text)' ends with a slash, and no path does")
        }
        var parser = GlobParser(rest: Array(text.utf8)[...])
        try parser.parse(text)
        return parser.tokens
    }

    private mutating func parse(_ text: String) throws(GlobError) {
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "*"): parseStars()
            case UInt8(ascii: "?"): tokens.append(.set(GlobParser.noSlash))
            case UInt8(ascii: "["): tokens.append(parseSet() ?? .byte(byte))
            case UInt8(ascii: "\\"):
                guard let next = rest.popFirst() else {
                    throw GlobError(description: "'\(text)' ends with a backslash, which takes nothing as it is")
                }
                tokens.append(.byte(next))
            default: tokens.append(.byte(byte))
            }
        }
    }

    private mutating func parseStars() {
        guard rest.first == UInt8(ascii: "*") else { return tokens.append(.star) }
        while rest.first == UInt8(ascii: "*") { rest.removeFirst() }
        let isAtStart = tokens.isEmpty || tokens.last == .byte(UInt8(ascii: "/")) || tokens.last == .folders
        guard isAtStart, rest.first == UInt8(ascii: "/") else { return tokens.append(.globstar) }
        rest.removeFirst()
        tokens.append(.folders)
    }

    /// What stands between brackets; nil where they are not closed, and then the bracket is a bracket.
    private mutating func parseSet() -> GlobToken? {
        var left = rest
        let isNegated = left.first == UInt8(ascii: "!") || left.first == UInt8(ascii: "^")
        if isNegated { left.removeFirst() }
        var set = ByteSet()
        var isFirst = true
        while let byte = left.popFirst() {
            if byte == UInt8(ascii: "]"), !isFirst {
                rest = left
                return .set(isNegated ? set.complement.without(UInt8(ascii: "/")) : set.without(UInt8(ascii: "/")))
            }
            isFirst = false
            if byte == UInt8(ascii: "["), left.first == UInt8(ascii: ":"), let members = GlobParser.parseClass(&left) {
                set.insert(members)
                continue
            }
            guard let low = GlobParser.member(byte, &left) else { return nil }
            if left.first == UInt8(ascii: "-"), let end = left.dropFirst().first, end != UInt8(ascii: "]") {
                left.removeFirst(2)
                guard let high = GlobParser.member(end, &left) else { return nil }
                if low <= high { set.insert(low...high) }
            } else {
                set.insert(low)
            }
        }
        return nil
    }

    private static func member(_ byte: UInt8, _ rest: inout ArraySlice<UInt8>) -> UInt8? {
        byte == UInt8(ascii: "\\") ? rest.popFirst() : byte
    }

    /// `[:alpha:]` after its bracket; nil if it is none, and then nothing is taken.
    private static func parseClass(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        let name = rest.dropFirst().prefix { $0 != UInt8(ascii: ":") }
        let after = rest.dropFirst(1 + name.count)
        guard after.first == UInt8(ascii: ":"), after.dropFirst().first == UInt8(ascii: "]"),
            let contains = classes[String(decoding: name, as: UTF8.self)]
        else { return nil }
        rest = after.dropFirst(2)
        return (0..<128).filter(contains)
    }

    private static let classes: [String: @Sendable (UInt8) -> Bool] = [
        "alnum": { isLetter($0) || isDigit($0) },
        "alpha": isLetter,
        "blank": { $0 == 0x20 || $0 == 0x09 },
        "cntrl": { $0 < 0x20 || $0 == 0x7F },
        "digit": isDigit,
        "graph": { 0x21...0x7E ~= $0 },
        "lower": { 0x61...0x7A ~= $0 },
        "print": { 0x20...0x7E ~= $0 },
        "punct": { 0x21...0x7E ~= $0 && !isLetter($0) && !isDigit($0) },
        "space": { $0 == 0x20 || 0x09...0x0D ~= $0 },
        "upper": { 0x41...0x5A ~= $0 },
        "xdigit": { isDigit($0) || 0x61...0x66 ~= $0 | 0x20 },
    ]

    private static let isLetter: @Sendable (UInt8) -> Bool = { 0x61...0x7A ~= $0 | 0x20 }
    private static let isDigit: @Sendable (UInt8) -> Bool = { 0x30...0x39 ~= $0 }
    private static let noSlash = ByteSet().complement.without(UInt8(ascii: "/"))
}

extension ByteSet {
    /// The set without a byte.
    fileprivate func without(_ byte: UInt8) -> ByteSet {
        var rest = complement
        rest.insert(byte)
        return rest.complement
    }
}
