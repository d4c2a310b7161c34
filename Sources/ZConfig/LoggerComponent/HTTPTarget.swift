/// Where a log handler sends its records over HTTP.
public struct HTTPTarget: Sendable, Hashable {
    /// The host, perhaps with a user before it and a port behind it.
    public let netloc: String
    /// The path and everything after it, never empty.
    public let selector: String

    /// A target of its parts.
    public init(netloc: String, selector: String) {
        self.netloc = netloc
        self.selector = selector
    }
}

extension Datatype<HTTPTarget> {
    /// An `http` URL with a host and a path.
    ///
    /// As in Python's `urllib.parse`, control characters and spaces before the URL and all tabs and line ends in it are
    /// dropped, and so is a `;`, `?` or `#` that nothing follows.
    public static let httpTarget = Datatype("ZConfig.components.logger.handlers.http_handler_url") {
        text throws(ConversionError) in
        try HTTPTarget(url: text)
    }
}

extension HTTPTarget {
    private typealias Bytes = ArraySlice<UInt8>

    init(url: String) throws(ConversionError) {
        let wanted = "http://HOST/PATH is wanted"
        var rest = Array(url.utf8.drop { $0 <= 0x20 }.filter { ![0x09, 0x0A, 0x0D].contains($0) })[...]
        guard String(decoding: rest.prefix(5), as: UTF8.self).lowercased() == "http:" else {
            throw ConversionError("\(url.quoted) is not an http URL: \(wanted)")
        }
        rest = rest.dropFirst(5)
        guard rest.starts(with: "//".utf8) else { throw ConversionError("\(url.quoted) names no host: \(wanted)") }
        let netloc = rest.dropFirst(2).prefix { !"/?#".utf8.contains($0) }
        rest = rest[netloc.endIndex...]
        guard !netloc.isEmpty else { throw ConversionError("\(url.quoted) names no host: \(wanted)") }
        guard HTTPTarget.isLocation(netloc) else {
            throw ConversionError(
                """
                \(url.quoted) has a host that cannot be: only an IPv6 address is written in brackets, and no character \
                may look like one of '/', '?', '#', '@' and ':'
                """)
        }
        let fragment = HTTPTarget.takeEnd(of: &rest, after: "#", in: rest)
        let query = HTTPTarget.takeEnd(of: &rest, after: "?", in: rest)
        let lastPart = rest[(rest.lastIndex(of: UInt8(ascii: "/")) ?? rest.startIndex)...]
        let parameters = HTTPTarget.takeEnd(of: &rest, after: ";", in: lastPart)
        guard !rest.isEmpty else { throw ConversionError("\(url.quoted) has no path: \(wanted), / at least") }
        self.init(
            netloc: String(decoding: netloc, as: UTF8.self),
            selector: String(decoding: rest + parameters + query + fragment, as: UTF8.self))
    }

    /// Takes everything from the first mark in a part at the end on.
    /// - Returns: the mark and what follows it; nothing if nothing does.
    private static func takeEnd(of rest: inout Bytes, after mark: Unicode.Scalar, in part: Bytes) -> Bytes {
        guard let index = part.firstIndex(of: UInt8(ascii: mark)) else { return [] }
        let end = rest[index...]
        rest = rest[..<index]
        return end.count > 1 ? end : []
    }

    // MARK: The host

    /// Whether brackets are only around an IPv6 address, and no character stands for one that separates.
    private static func isLocation(_ netloc: Bytes) -> Bool {
        let hasMimic = String(decoding: netloc, as: UTF8.self).unicodeScalars.contains(where: isMimic)
        let opening = netloc.firstIndex(of: UInt8(ascii: "["))
        guard opening != nil || netloc.contains(UInt8(ascii: "]")) else { return !hasMimic }
        guard let opening, netloc.contains(UInt8(ascii: "]")) else { return false }
        let host = netloc[(opening + 1)...].prefix { $0 != UInt8(ascii: "]") }
        return isInBrackets(host) && !hasMimic
    }

    /// An IPv6 address, perhaps with a zone after a `%`, or an address of a future version: `v1.x`.
    private static func isInBrackets(_ host: Bytes) -> Bool {
        if host.first == UInt8(ascii: "v") {
            let version = host.dropFirst().prefix { $0.isHexDigit }
            let rest = host[version.endIndex...]
            return !version.isEmpty && rest.first == UInt8(ascii: ".") && rest.count > 1
        }
        let parts = host.split(separator: UInt8(ascii: "%"), omittingEmptySubsequences: false)
        return parts.count <= 2 && (parts.count == 1 || !parts[1].isEmpty)
            && IPv6Text.isAddress(String(decoding: parts[0], as: UTF8.self))
    }

    /// Whether one of `/ ? # @ :` is in the compatibility decomposition (NFKC) of a character beyond ASCII.
    private static func isMimic(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2047...0x2049, 0x2100...0x2101, 0x2105...0x2106, 0x2A74, 0xFE13, 0xFE16, 0xFE55...0xFE56, 0xFE5F,
            0xFE6B, 0xFF03, 0xFF0F, 0xFF1A, 0xFF1F, 0xFF20:
            true
        default:
            false
        }
    }
}
