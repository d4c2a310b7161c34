import HTTPTypes

/// Headers of one hop between two neighbours, which an application neither gets nor sends.
enum HopByHop {
    /// Whether a header is one of them. Most are told apart by the length of their name.
    static func contains(_ name: HTTPField.Name) -> Bool {
        let name = name.canonicalName
        return switch name.utf8.count {
        case 2: name == "te"
        case 7: name == "trailer" || name == "upgrade"
        case 10: name == "connection" || name == "keep-alive"
        case 16: name == "proxy-connection"
        case 17: name == "transfer-encoding"
        default: false
        }
    }
}
