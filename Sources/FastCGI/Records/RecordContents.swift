public import NIOCore

/// What the application is asked to do with a request.
public enum Role: UInt16, Sendable, Hashable, CaseIterable {
    /// Answer it.
    case responder = 1
    /// Decide whether it is allowed.
    case authorizer = 2
    /// Answer it with a file that is sent along.
    case filter = 3
}

/// How a request ended as a part of the protocol; what the answer says is another matter.
public enum ProtocolStatus: UInt8, Sendable, Hashable, CaseIterable {
    /// It was answered.
    case complete = 0
    /// The connection takes one request at a time.
    case cannotMultiplex = 1
    /// The application has no room for it.
    case overloaded = 2
    /// The application does not know, or does not want, the role.
    case unknownRole = 3
}

/// The content of a record that begins a request.
public struct BeginRequest: Sendable, Hashable {
    /// The role's number; the text knows those of ``Role``.
    public var role: UInt16
    /// Whether the connection stays open after the request.
    public var keepsConnection: Bool

    /// The content of a record that begins a request.
    public init(role: UInt16, keepsConnection: Bool) {
        self.role = role
        self.keepsConnection = keepsConnection
    }

    /// Reads the content; nil if it is too short. What follows the eight bytes, and the other flags, mean nothing.
    public init?(_ content: ByteBuffer) {
        guard content.readableBytes >= 8, let role = content.getInteger(at: content.readerIndex, as: UInt16.self),
            let flags = content.getInteger(at: content.readerIndex + 2, as: UInt8.self)
        else { return nil }
        self.init(role: role, keepsConnection: flags & 1 == 1)
    }

    var bits: UInt64 { UInt64(role) << 48 | (keepsConnection ? 1 << 40 : 0) }
}

/// The content of a record that ends a request.
public struct EndRequest: Sendable, Hashable {
    /// What would be the exit status of a CGI program.
    public var status: UInt32
    /// How the request ended as a part of the protocol; nil for a number that the text does not know.
    public var protocolStatus: ProtocolStatus?

    /// The content of a record that ends a request.
    public init(status: UInt32 = 0, protocolStatus: ProtocolStatus = .complete) {
        self.status = status
        self.protocolStatus = protocolStatus
    }

    /// Reads the content; nil if it is too short.
    public init?(_ content: ByteBuffer) {
        guard content.readableBytes >= 8, let status = content.getInteger(at: content.readerIndex, as: UInt32.self),
            let number = content.getInteger(at: content.readerIndex + 4, as: UInt8.self)
        else { return nil }
        self.status = status
        protocolStatus = ProtocolStatus(rawValue: number)
    }

    var bits: UInt64 { UInt64(status) << 32 | UInt64(protocolStatus?.rawValue ?? 0) << 24 }
}
