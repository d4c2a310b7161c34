import NIOCore

extension CGIRequest {
    /// The host and port that the client asked for: HTTP_HOST, else SERVER_NAME and SERVER_PORT; nil if neither is
    /// there.
    static func authority(
        _ known: KnownVariables, _ variables: CGIVariables, isSecure: Bool
    ) throws(CGIRequestError) -> String? {
        if let index = known.httpHost, !variables.entries[index].value.isEmpty {
            guard isAuthority(variables.entries[index].value, variables) else {
                throw .malformed("HTTP_HOST is no host")
            }
            return variables.text(variables.entries[index].value)
        }
        guard let index = known.serverName, !variables.entries[index].value.isEmpty else { return nil }
        guard isAuthority(variables.entries[index].value, variables) else {
            throw .malformed("SERVER_NAME is no host")
        }
        let name = variables.text(variables.entries[index].value)
        let host = name.utf8.count { $0 == UInt8(ascii: ":") } > 1 && !name.hasPrefix("[") ? "[\(name)]" : name
        guard let portIndex = known.serverPort,
            let port = UInt16(variables.text(variables.entries[portIndex].value)), port != (isSecure ? 443 : 80)
        else { return host }
        return "\(host):\(port)"
    }

    /// Whether bytes can be a host and port: those of names, of addresses with brackets and colons, and escapes. In
    /// particular nothing that ends the authority of a URI, and no user.
    private static func isAuthority(_ range: Range<Int>, _ variables: CGIVariables) -> Bool {
        let span = variables.buffer.readableBytesUInt8Span
        for position in range {
            switch span[position] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): continue
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."): continue
            case UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "_"): continue
            case UInt8(ascii: "%"), UInt8(ascii: "~"), UInt8(ascii: "!"), UInt8(ascii: "$"): continue
            case UInt8(ascii: "&")...UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "="): continue
            default: return false
            }
        }
        return true
    }
}
