public import NIOCore

/// Names a request to its connection. No two requests of a connection have the same, though they may have the same
/// number in the protocol, one after the other.
public struct RequestID: Sendable, Hashable {
    /// The number in the protocol.
    public let number: UInt16
    let serial: UInt32
}

/// A request whose variables have come.
public struct BegunRequest: Sendable, Hashable {
    /// How the connection calls it.
    public let id: RequestID
    /// What is asked of the application.
    public let role: Role
    /// Its variables.
    public let variables: CGIVariables
    /// The length that its body is to have; nil if it is not known.
    public let contentLength: Int?
}

/// How the body of a request, or the data for a Filter, ended.
public enum InputEnd: Sendable, Hashable {
    /// It is all there. What went beyond the announced length was dropped.
    case complete
    /// It is shorter than it was announced: the client went away. Nothing should be changed because of it.
    case incomplete
    /// It is longer than ``ServerLimits/bodyBytes``. What has been delivered is its beginning.
    case tooLong
}

/// What a connection asks of the one who drives it.
public enum ConnectionAction: Sendable, Hashable {
    /// Start a request; end it with ``ServerConnection/end(_:status:)``, whatever happens.
    case begin(BegunRequest)
    /// Some bytes of the body, never none. When they are used up, say so with ``ServerConnection/consumed(_:of:)``.
    case body(RequestID, ByteBuffer)
    /// The body has ended. It ends once for every request that is not aborted; for an Authorizer, which has none, at
    /// its beginning.
    case bodyEnd(RequestID, InputEnd)
    /// Some bytes of the data for a Filter, as with ``body(_:_:)``.
    case data(RequestID, ByteBuffer)
    /// The data for a Filter has ended.
    case dataEnd(RequestID, InputEnd)
    /// The web server does not want the answer any more: cancel the request, and end it soon. Nothing more comes of it.
    case abort(RequestID)
    /// The peer has broken the protocol; the connection is about to be closed.
    case fault(ProtocolError)
    /// Write these bytes.
    case write(ByteBuffer)
    /// Once all is written, close the output, but go on reading for a short while, some seconds at most: closing with
    /// unread bytes would make the peer lose the end of the answer.
    case closeOutput
    /// Once all is written, close the connection. The last action there is.
    case close
}
