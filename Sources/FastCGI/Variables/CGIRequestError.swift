public import HTTPTypes

/// A request cannot be served as it came: what is wrong with it, and what answers it.
public struct CGIRequestError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of error it is.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// Something cannot be read.
        case malformed
        /// The variables are too many or too large.
        case tooManyVariables
        /// The path with the query is too long.
        case targetTooLong
        /// The body is too large.
        case bodyTooLarge
        /// The path is not below the mount point.
        case outsideMountPoint
        /// A method that cannot be served here.
        case unsupportedMethod
    }

    /// What kind of error it is.
    public var code: Code
    /// What is wrong. It holds nothing that the peer has sent.
    public var message: String

    /// An error of a request.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    static func malformed(_ message: String) -> CGIRequestError { .init(.malformed, message) }
    static func tooManyVariables(_ message: String) -> CGIRequestError { .init(.tooManyVariables, message) }

    /// The status that answers it.
    public var status: HTTPResponse.Status {
        switch code {
        case .malformed: .badRequest
        case .tooManyVariables: .requestHeaderFieldsTooLarge
        case .targetTooLong: .uriTooLong
        case .bodyTooLarge: .contentTooLarge
        case .outsideMountPoint: .notFound
        case .unsupportedMethod: .notImplemented
        }
    }

    /// A complete answer: its head and a line of text.
    public var response: (head: HTTPResponse, body: String) {
        let body = message + "\n"
        let fields: HTTPFields = [
            .contentType: "text/plain; charset=utf-8", .contentLength: String(body.utf8.count),
        ]
        return (HTTPResponse(status: status, headerFields: fields), body)
    }

    public var description: String { "\(status.code): \(message)" }
}
