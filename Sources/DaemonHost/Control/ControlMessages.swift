/// What is asked of a running app over its control socket: one line of JSON.
public struct ControlRequest: Sendable, Hashable, Codable {
    /// What is asked.
    public var command: Command
    /// The daemon concerned, for all commands but `status` and `stop`.
    public var daemon: String?

    /// What can be asked.
    public enum Command: String, Sendable, Hashable, Codable {
        case status, explain, wake, pause, resume, stop
    }

    /// A request.
    public init(_ command: Command, daemon: String? = nil) {
        self.command = command
        self.daemon = daemon
    }
}

/// What a running app answers: one JSON object, then the end of the connection.
public struct ControlReply: Sendable, Hashable, Codable {
    /// Whether what was asked has been done.
    public var ok: Bool
    /// What was done, or why it was not, in words.
    public var message: String?
    /// The answer to `status`.
    public var status: AppStatus?

    init(ok: Bool = true, message: String? = nil, status: AppStatus? = nil) {
        self.ok = ok
        self.message = message
        self.status = status
    }
}
