import HTTPTypes

/// What the web server says of its connection with the client.
extension CGIRequest {
    /// The client's address.
    public var remoteAddress: String? { text("REMOTE_ADDR") }
    /// The client's port.
    public var remotePort: Int? { port("REMOTE_PORT") }
    /// The address of the server that the client has reached.
    public var serverAddress: String? { text("SERVER_ADDR") }
    /// The server's name, as it is configured or as the client has it.
    public var serverName: String? { text("SERVER_NAME") }
    /// The server's port.
    public var serverPort: Int? { port("SERVER_PORT") }
    /// The version of HTTP between client and server, such as `HTTP/1.1`.
    public var serverProtocol: String? { text("SERVER_PROTOCOL") }
    /// Whether the client's connection is protected by TLS.
    public var isSecure: Bool { head.scheme == "https" }
    /// How the server has authenticated the client, such as `Basic`.
    public var authenticationType: String? { text("AUTH_TYPE") }
    /// Whom the server has authenticated.
    public var remoteUser: String? { text("REMOTE_USER") }

    private func text(_ name: String) -> String? {
        variables[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    private func port(_ name: String) -> Int? {
        variables[name].flatMap { UInt16($0) }.map { Int($0) }
    }
}
