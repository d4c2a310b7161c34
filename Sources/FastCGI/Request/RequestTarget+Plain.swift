import NIOCore

extension RequestTarget {
    /// The target in the case that is by far the most frequent: without a mount point REQUEST_URI is what the other
    /// variables say, byte for byte, and has nothing that would be escaped. Nil in all other cases.
    static func plainText(_ known: KnownVariables, _ variables: CGIVariables, _ mapping: RequestMapping) -> String? {
        guard mapping.mountPoint == nil, let index = known.requestURI else { return nil }
        let uri = variables.entries[index].value
        guard !uri.isEmpty, uri.count <= mapping.maximumTargetBytes else { return nil }
        let span = variables.buffer.readableBytesUInt8Span
        guard span[uri.lowerBound] == UInt8(ascii: "/") else { return nil }
        var mark = uri.upperBound
        for position in uri {
            let byte = span[position]
            guard PercentEncoding.isTargetCharacter(byte) else { return nil }
            guard mark == uri.upperBound else { continue }
            if byte == UInt8(ascii: "%") { return nil }
            if byte == UInt8(ascii: "?") { mark = position }
        }
        guard isSum(uri.lowerBound..<mark, known, variables), isQuery(mark..<uri.upperBound, known, variables) else {
            return nil
        }
        return variables.text(uri)
    }

    /// Whether a path is SCRIPT_NAME and PATH_INFO one after the other.
    private static func isSum(_ path: Range<Int>, _ known: KnownVariables, _ variables: CGIVariables) -> Bool {
        let span = variables.buffer.readableBytesUInt8Span
        let script = known.scriptName.map { variables.entries[$0].value } ?? 0..<0
        let info = known.pathInfo.map { variables.entries[$0].value } ?? 0..<0
        guard script.count + info.count == path.count else { return false }
        for part in [script, info] where !part.isEmpty && span[part.lowerBound] != UInt8(ascii: "/") { return false }
        let cut = path.lowerBound + script.count
        return span.isSame(script, path.lowerBound..<cut) && span.isSame(info, cut..<path.upperBound)
    }

    /// Whether the end of the URI, from its question mark on, is what QUERY_STRING says.
    private static func isQuery(_ end: Range<Int>, _ known: KnownVariables, _ variables: CGIVariables) -> Bool {
        guard let index = known.queryString else { return true }
        let query = variables.entries[index].value
        if end.isEmpty { return query.isEmpty }
        return variables.buffer.readableBytesUInt8Span.isSame(query, end.lowerBound + 1..<end.upperBound)
    }
}
