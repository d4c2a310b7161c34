/// What is asked of a running app over its control socket: one line of JSON.
public struct ControlRequest: Sendable, Hashable, Codable {
    /// What is asked.
    public var command: Command
    /// The daemon concerned, for the commands that concern one.
    public var daemon: String?
    /// The absolute path of the configuration file concerned, for `diff`.
    public var configuration: String?
    /// What is set on top of the file, for `diff`.
    public var overrides: [String]?

    /// What can be asked.
    public enum Command: String, Sendable, Hashable, Codable {
        case status, explain, wake, pause, resume, stop
        /// Read the configuration file again, and let it hold.
        case reload
        /// Read the configuration file again, and say what would change.
        case dryRun
        /// Read another configuration file, and say what would change.
        case diff
        /// Say where the ledger is: the path of the state directory.
        case ledger
    }

    /// A request.
    public init(
        _ command: Command, daemon: String? = nil, configuration: String? = nil, overrides: [String]? = nil
    ) {
        self.command = command
        self.daemon = daemon
        self.configuration = configuration
        self.overrides = overrides
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
    /// The answer to `reload`, `dryRun` and `diff`.
    public var changes: ReloadReport?
    /// Everything that is wrong with a configuration that was to be read.
    public var errors: [String]?

    init(ok: Bool = true, message: String? = nil, status: AppStatus? = nil) {
        self.ok = ok
        self.message = message
        self.status = status
    }

    /// The answer of a reload.
    init(_ result: Result<ReloadReport, ReloadRefusal>) {
        switch result {
        case .success(let report):
            ok = true
            changes = report
        case .failure(let refusal):
            ok = false
            message = "refused, nothing has changed: \(refusal)"
            if refusal.isBadConfiguration { errors = refusal.reasons }
        }
    }
}
