/// How connections are served.
public struct ServerOptions: Sendable, Hashable {
    /// The roles that the application has; a request in another one ends with ``ProtocolStatus/unknownRole``.
    public var roles: Set<Role>
    /// Whether a connection carries several requests at once. If not, the second ends with
    /// ``ProtocolStatus/cannotMultiplex``.
    public var multiplexes: Bool
    /// How requests are refused for which there is no room.
    public var refusal: Refusal
    /// The most of everything that a peer can make grow.
    public var limits: ServerLimits

    /// How a request is refused.
    public enum Refusal: Sendable, Hashable {
        /// With a complete answer that has the status 503 and asks to come again after so many seconds. The common
        /// web servers look at nothing else.
        case unavailable(retryAfter: Int)
        /// With ``ProtocolStatus/overloaded`` and no answer, as the text has it.
        case overloaded
    }

    /// Options; what is left out has its default.
    public init(
        roles: Set<Role> = Set(Role.allCases), multiplexes: Bool = true,
        refusal: Refusal = .unavailable(retryAfter: 5), limits: ServerLimits = .init()
    ) {
        self.roles = roles
        self.multiplexes = multiplexes
        self.refusal = refusal
        self.limits = limits
    }
}

/// The most of everything that a peer can make grow.
public struct ServerLimits: Sendable, Hashable {
    /// The connections of the process, told to a web server that asks. Who accepts connections keeps to it: those above
    /// it wait.
    public var connections = 1024
    /// The requests of the process at a time, told to a web server that asks. Who serves them keeps to it, with
    /// ``ServerConnection/refuse(_:)``.
    public var requests = 1024
    /// The requests of one connection at a time; those above it are refused.
    public var requestsPerConnection = 128
    /// The variables of a request; one with more is answered with 431.
    public var variables = VariableLimits()
    /// The bytes of a body. One that is announced as larger is answered with 413; one that turns out to be larger ends
    /// with ``InputEnd/tooLong``. Nil for no limit.
    public var bodyBytes: Int?
    /// The bytes of a request that have come, and that the application has not used up. While a request has as many,
    /// nothing should be read from the connection: see ``ServerConnection/pausesReading``.
    public var bodyBytesInFlight = 65536
    /// The bytes of an answer that are held back while the body of the request is still coming; with more they are
    /// sent after all. With 0 nothing is held back.
    public var heldOutputBytes = 65536
    /// The bytes that are still taken, and dropped, after the answer when the connection is to be closed.
    public var lingeringBytes = 262_144

    /// The defaults.
    public init() {}
}
