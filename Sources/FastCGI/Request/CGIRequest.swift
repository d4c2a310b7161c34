public import HTTPTypes
import NIOCore

/// A request as an HTTP server would give it to an application, made of the variables of CGI 1.1.
public struct CGIRequest: Sendable, Hashable {
    /// Method, scheme, authority, path with query, and headers. As with other servers, `Host` is the authority.
    public var head: HTTPRequest
    /// The length of the body; nil where it is not known, and the body goes to its end.
    public var contentLength: Int?
    /// Where the application lies: the mount point, or SCRIPT_NAME where none is configured.
    public var scriptName: String { mountPoint?.description ?? variables["SCRIPT_NAME"] ?? "" }
    /// What is below ``scriptName``, decoded; what is not UTF-8 in it is replaced by U+FFFD.
    public var pathInfo: String {
        rebuiltPathInfo.map { String(decoding: $0, as: UTF8.self) } ?? variables["PATH_INFO"] ?? ""
    }
    /// All variables.
    public let variables: CGIVariables

    private let mountPoint: MountPoint?
    private let rebuiltPathInfo: [UInt8]?

    /// The request that variables describe. What it throws has the status that answers it.
    public init(_ variables: CGIVariables, mapping: RequestMapping = .init()) throws(CGIRequestError) {
        self.variables = variables
        let known = KnownVariables(variables)
        let method = try Self.method(known, variables)
        let target = try RequestTarget(known, variables, mapping)
        guard target.text != "*" || method == .options else { throw .malformed("only OPTIONS has the path *") }
        mountPoint = mapping.mountPoint
        rebuiltPathInfo = target.pathInfo
        contentLength = try known.contentLength.flatMap { index throws(CGIRequestError) in
            try variables.contentLength(in: variables.entries[index].value)
        }
        let isSecure = Self.isSecure(known, variables)
        head = HTTPRequest(
            method: method, scheme: isSecure ? "https" : "http",
            authority: try Self.authority(known, variables, isSecure: isSecure), path: target.text,
            headerFields: Self.headerFields(known, variables))
    }

    private static func method(
        _ known: KnownVariables, _ variables: CGIVariables
    ) throws(CGIRequestError) -> HTTPRequest.Method {
        guard let index = known.requestMethod else { throw .malformed("there is no REQUEST_METHOD") }
        guard let method = HTTPRequest.Method(variables.text(variables.entries[index].value)) else {
            throw .malformed("REQUEST_METHOD is no method")
        }
        guard method != .connect else { throw .init(.unsupportedMethod, "CONNECT is not served here") }
        return method
    }

    /// HTTPS says whether there is TLS where a server sends it, else REQUEST_SCHEME. Headers such as
    /// HTTP_X_FORWARDED_PROTO say nothing, as a client can send them.
    private static func isSecure(_ known: KnownVariables, _ variables: CGIVariables) -> Bool {
        if let index = known.https {
            let value = variables.text(variables.entries[index].value).lowercased()
            if !value.isEmpty { return value == "on" || value == "1" }
        }
        guard let index = known.requestScheme else { return false }
        return variables.text(variables.entries[index].value).lowercased() == "https"
    }

    private static func headerFields(_ known: KnownVariables, _ variables: CGIVariables) -> HTTPFields {
        var fields = HTTPFields()
        fields.reserveCapacity(known.headerCount + 3)
        func append(_ name: HTTPField.Name, _ value: Range<Int>) {
            let bytes = variables.buffer.viewBytes(
                at: variables.buffer.readerIndex + value.lowerBound, length: value.count)
            guard let bytes else { return }
            fields.append(HTTPField(name: name, lenientValue: bytes))
        }
        let span = variables.buffer.readableBytesUInt8Span
        for index in variables.entries.indices where index != known.httpHost {
            let entry = variables.entries[index]
            guard span.isHeaderVariable(entry.name), let name = HeaderNames.header(of: entry.name, in: span) else {
                continue
            }
            append(name, entry.value)
        }
        let plain: [(HTTPField.Name, Int?)] = [
            (.contentType, known.contentType), (.contentLength, known.contentLength),
            (.authorization, known.httpAuthorization == nil ? known.redirectedAuthorization : nil),
        ]
        for (name, index) in plain {
            guard let index, !variables.entries[index].value.isEmpty else { continue }
            append(name, variables.entries[index].value)
        }
        return fields
    }
}
