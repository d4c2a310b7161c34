import NIOCore

/// Records that belong to no request.
extension ServerConnection {
    mutating func takeManagement(_ header: RecordHeader, _ content: ByteBuffer) throws(ProtocolError) {
        switch header.type {
        case .getValues:
            output.writeRecord(.getValuesResult, request: 0, content: values(content))
        case .getValuesResult, .unknownType, .endRequest, .standardOutput, .standardError:
            // These are the application's own words: nothing to say.
            break
        case .beginRequest, .abortRequest, .parameters, .standardInput, .data:
            throw ProtocolError(.nullRequest, "a record of type \(header.type.rawValue) has request 0")
        default:
            output.writeRecord(.unknownType, request: 0, bits: UInt64(header.type.rawValue) << 56)
        }
    }

    /// The values that are asked for, each once; the names that are not known are left out.
    private func values(_ content: ByteBuffer) -> ByteBuffer {
        var result = ByteBuffer()
        guard let names = try? CGIVariables(pairs: content, limits: .none) else { return result }
        let known = [
            ("FCGI_MAX_CONNS", String(options.limits.connections)),
            ("FCGI_MAX_REQS", String(options.limits.requests)),
            ("FCGI_MPXS_CONNS", options.multiplexes ? "1" : "0"),
        ]
        for (name, value) in known where names.index(of: name) != nil { result.writeNameValuePair(name, value) }
        return result
    }
}
