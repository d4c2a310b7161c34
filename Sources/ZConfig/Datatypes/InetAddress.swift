import BigInt

/// A host and a port, each of which may be left to a default.
public struct InetAddress: Sendable, Hashable {
    /// A name or an address in lower case, unchecked; empty for any address of this machine.
    public let host: String
    /// 0 to 65535; nil if none is given.
    public let port: Int?

    /// An address of its parts.
    public init(host: String, port: Int?) {
        self.host = host
        self.port = port
    }
}

extension Datatype<Int> {
    /// A whole number from 0 to 65535.
    public static let portNumber = Datatype("port-number") { text throws(ConversionError) in
        if let number = NumberText.smallInteger(text), number <= 0xFFFF { return number }
        guard let number = NumberText.integer(text), (0...0xFFFF).contains(number) else {
            throw ConversionError("\(text.quoted) is not a port number: a whole number from 0 to 65535")
        }
        return Int(number)
    }
}

extension Datatype<InetAddress> {
    /// `HOST`, `HOST:PORT`, `[HOST]:PORT`, `:PORT` or `PORT`; an IPv6 address without a port needs no brackets. The
    /// host is empty if the text has none.
    public static let inetAddress = Datatype("inet-address") { text throws(ConversionError) in
        try InetAddress(text, defaultHost: "")
    }

    /// As `inetAddress`, for an address to listen at.
    public static let inetBindingAddress = Datatype("inet-binding-address") { text throws(ConversionError) in
        try InetAddress(text, defaultHost: "")
    }

    /// As `inetAddress`, for an address to connect to: the host is 127.0.0.1 if the text has none.
    public static let inetConnectionAddress = Datatype("inet-connection-address") { text throws(ConversionError) in
        try InetAddress(text, defaultHost: "127.0.0.1")
    }
}

extension InetAddress {
    /// Reads an address. What comes before a port is taken for a host whatever it is; a text without `:` that is no
    /// port number must be one word.
    init(_ text: String, defaultHost: String) throws(ConversionError) {
        let (host, port) = try InetAddress.parts(of: text)
        self.init(host: host.isEmpty ? defaultHost : host.inLowerCase, port: port)
    }

    private static func parts(of text: String) throws(ConversionError) -> (host: String, port: Int?) {
        let bytes = Array(text.utf8)
        guard let colon = bytes.lastIndex(of: UInt8(ascii: ":")) else {
            if let port = try? Datatype.portNumber.convert(text) { return ("", port) }
            guard text.splitAtSpace.count == 1 else {
                throw ConversionError("\(text.quoted) is not an address: HOST, HOST:PORT or PORT is wanted")
            }
            return (text, nil)
        }
        var host = bytes[..<colon]
        if host.first == UInt8(ascii: "["), host.last == UInt8(ascii: "]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(UInt8(ascii: ":")) {
            return (text, nil)
        }
        let port = String(decoding: bytes[(colon + 1)...], as: UTF8.self)
        let number = port.isEmpty ? nil : try Datatype.portNumber.convert(port)
        return (String(decoding: host, as: UTF8.self), number)
    }
}
