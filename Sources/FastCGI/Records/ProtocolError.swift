/// A peer has broken the protocol in such a way that nothing sensible can follow; the connection is closed.
public struct ProtocolError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of error it is.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// A record of another version than 1.
        case version
        /// A record that begins a request, and is shorter than eight bytes.
        case shortBegin
        /// A record with the number 0 where a request is needed.
        case nullRequest
        /// A request begins under the number of one that has not ended.
        case requestInUse
    }

    /// What kind of error it is.
    public var code: Code
    /// What was wrong.
    public var message: String

    /// An error of the protocol.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    public var description: String { "FastCGI: \(message)" }
}
