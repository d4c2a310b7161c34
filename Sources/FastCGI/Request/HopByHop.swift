import HTTPTypes

/// Headers of one hop between two neighbours, which an application neither gets nor sends.
enum HopByHop {
    static let fields: Set<HTTPField.Name> = [
        .connection, .te, .trailer, .transferEncoding, .upgrade, HTTPField.Name("Keep-Alive")!,
        HTTPField.Name("Proxy-Connection")!,
    ]
}
