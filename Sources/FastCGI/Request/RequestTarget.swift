import NIOCore

/// The path and the query of a request, found in what the server says of them.
///
/// REQUEST_URI has the path as the client wrote it; SCRIPT_NAME and PATH_INFO together are the path as the server
/// understood it, decoded, and so no longer exact (`%2F`), but after its rewriting. Servers differ in where they cut
/// the two, and in whether they send PATH_INFO at all; so only their sum is used.
///
/// - Without a mount point: REQUEST_URI, where it is the same path as the sum, else the sum.
/// - With one: what is below it in REQUEST_URI, after `.` and `..` are resolved, else what is below it in the sum.
///
/// Paths are never compared with files, and never shortened step by step: no length is computed from another
/// variable's.
struct RequestTarget {
    /// The path and, if there is one, `?` and the query; encoded, printable ASCII.
    var text: String
    /// The decoded path below the mount point; nil without a mount point.
    var pathInfo: [UInt8]?

    private let scriptName: ArraySlice<UInt8>
    private let serverPathInfo: ArraySlice<UInt8>
    /// The path of REQUEST_URI, from its slash to the query; nil if it has none.
    private let rawPath: ArraySlice<UInt8>?
    private let query: ArraySlice<UInt8>?

    init(_ known: KnownVariables, _ variables: CGIVariables, _ mapping: RequestMapping) throws(CGIRequestError) {
        if let text = Self.plainText(known, variables, mapping) {
            self.init(text: text)
        } else {
            try self.init(careful: known, variables, mapping)
        }
    }

    private init(text: String) {
        self.text = text
        scriptName = []
        serverPathInfo = []
        rawPath = nil
        query = nil
    }

    /// Finds the target in any case.
    init(careful known: KnownVariables, _ variables: CGIVariables, _ mapping: RequestMapping) throws(CGIRequestError) {
        func bytes(_ entry: Int?) -> ArraySlice<UInt8>? {
            entry.flatMap { variables.slice(variables.entries[$0].value) }.map { Array($0.readableBytesView)[...] }
        }
        scriptName = bytes(known.scriptName) ?? []
        serverPathInfo = bytes(known.pathInfo) ?? []
        for path in [scriptName, serverPathInfo] where !path.isEmpty && path.first != UInt8(ascii: "/") {
            throw .malformed("SCRIPT_NAME or PATH_INFO does not begin with a slash")
        }
        let uri = bytes(known.requestURI) ?? []
        let (path, uriQuery) = Self.split(uri)
        query = bytes(known.queryString) ?? uriQuery
        text = ""
        if path.elementsEqual("*".utf8), scriptName.isEmpty, serverPathInfo.isEmpty || serverPathInfo == path {
            rawPath = nil
            text = "*"
            pathInfo = mapping.mountPoint.map { _ in [] }
            return
        }
        rawPath = path.first == UInt8(ascii: "/") ? path : nil
        if rawPath == nil, !uri.isEmpty, scriptName.isEmpty, serverPathInfo.isEmpty {
            throw .malformed("REQUEST_URI has no path")
        }
        var target: [UInt8] = []
        target.reserveCapacity(uri.count)
        if let mountPoint = mapping.mountPoint {
            pathInfo = try appendPath(below: mountPoint, to: &target)
        } else {
            try appendWholePath(to: &target)
        }
        if let query, !query.isEmpty || uriQuery == query {
            target.append(UInt8(ascii: "?"))
            PercentEncoding.appendEncoded(query, to: &target)
        }
        guard target.count <= mapping.maximumTargetBytes else {
            throw .init(.targetTooLong, "the path has more than \(mapping.maximumTargetBytes) bytes")
        }
        text = String(decoding: target, as: UTF8.self)
    }

    private func appendWholePath(to target: inout [UInt8]) throws(CGIRequestError) {
        let sum = scriptName + serverPathInfo
        if let rawPath, let decoded = PercentEncoding.decode(rawPath) {
            // Some servers write the script's name into PATH_INFO, too.
            if sum.isEmpty || decoded.elementsEqual(sum) || decoded.elementsEqual(serverPathInfo) {
                try Self.refuseNull(decoded)
                return PercentEncoding.appendEncoded(rawPath, to: &target)
            }
        } else if sum.isEmpty, rawPath != nil {
            throw .malformed("the path has an escape that is none")
        }
        try Self.refuseNull(sum)
        if sum.isEmpty { target.append(UInt8(ascii: "/")) }
        PercentEncoding.appendPath(sum, to: &target)
    }

    /// Appends what is below the mount point, and returns it decoded.
    private func appendPath(below mountPoint: MountPoint, to target: inout [UInt8]) throws(CGIRequestError) -> [UInt8] {
        if let rawPath, let rest = mountPoint.below(encoded: DotSegments.remove(from: rawPath, isEncoded: true)),
            let decoded = PercentEncoding.decode(rest)
        {
            try Self.refuseNull(decoded)
            if rest.isEmpty { target.append(UInt8(ascii: "/")) }
            PercentEncoding.appendEncoded(rest, to: &target)
            return decoded
        }
        for path in [scriptName + serverPathInfo, serverPathInfo] {
            guard let rest = mountPoint.below(decoded: DotSegments.remove(from: path, isEncoded: false)) else {
                continue
            }
            try Self.refuseNull(rest)
            if rest.isEmpty { target.append(UInt8(ascii: "/")) }
            PercentEncoding.appendPath(rest, to: &target)
            return Array(rest)
        }
        throw .init(.outsideMountPoint, "the path is not below the mount point")
    }

    /// The path and the query of a URI, without the server's part and without a fragment.
    private static func split(_ uri: ArraySlice<UInt8>) -> (path: ArraySlice<UInt8>, query: ArraySlice<UInt8>?) {
        let uri = uri.prefix { $0 != UInt8(ascii: "#") }
        guard let mark = uri.firstIndex(of: UInt8(ascii: "?")) else { return (withoutServer(uri), nil) }
        return (withoutServer(uri[..<mark]), uri[(mark + 1)...])
    }

    /// Takes `http://host` away from the start.
    private static func withoutServer(_ path: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let first = path.first, first != UInt8(ascii: "/") else { return path }
        for scheme in ["http://", "https://"] {
            let start = path.prefix(scheme.utf8.count)
            guard start.elementsEqual(scheme.utf8, by: { $0 | 0x20 == $1 || $0 == $1 }) else { continue }
            let rest = path[start.endIndex...].drop { $0 != UInt8(ascii: "/") }
            return rest.isEmpty ? Array("/".utf8)[...] : rest
        }
        return path
    }

    private static func refuseNull(_ path: some Sequence<UInt8>) throws(CGIRequestError) {
        guard !path.contains(0) else { throw .malformed("the path has a null byte") }
    }
}
