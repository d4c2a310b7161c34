import NIOCore

/// The places of the variables that have a meaning of their own, found in one pass.
struct KnownVariables {
    var contentLength: Int?
    var contentType: Int?
    var https: Int?
    var pathInfo: Int?
    var queryString: Int?
    var requestMethod: Int?
    var requestScheme: Int?
    var requestURI: Int?
    var scriptName: Int?
    var serverName: Int?
    var serverPort: Int?
    var httpHost: Int?
    var httpAuthorization: Int?
    /// HTTP_AUTHORIZATION as Apache hands it on after rewriting, with REDIRECT_ before it.
    var redirectedAuthorization: Int?
    /// How many variables are headers.
    var headerCount = 0

    init(_ variables: CGIVariables) {
        let span = variables.buffer.readableBytesUInt8Span
        for index in variables.entries.indices {
            let name = variables.entries[index].name
            if span.isHeaderVariable(name) {
                headerCount += 1
                noteHeader(index, name, span)
            } else if name.count <= 14 {
                noteShort(index, name, span)
            }
            if span.isRedirectedAuthorization(name) { redirectedAuthorization = index }
        }
    }

    private mutating func noteHeader(_ index: Int, _ name: Range<Int>, _ span: Span<UInt8>) {
        if name.count == 9, span.matches(name, "HTTP_HOST".utf8) { httpHost = index }
        if name.count == 18, span.matches(name, "HTTP_AUTHORIZATION".utf8) { httpAuthorization = index }
    }

    private mutating func noteShort(_ index: Int, _ name: Range<Int>, _ span: Span<UInt8>) {
        switch name.count {
        case 5 where span.matches(name, "HTTPS".utf8): https = index
        case 9 where span.matches(name, "PATH_INFO".utf8): pathInfo = index
        case 11 where span.matches(name, "REQUEST_URI".utf8): requestURI = index
        case 11 where span.matches(name, "SCRIPT_NAME".utf8): scriptName = index
        case 11 where span.matches(name, "SERVER_NAME".utf8): serverName = index
        case 11 where span.matches(name, "SERVER_PORT".utf8): serverPort = index
        case 12 where span.matches(name, "QUERY_STRING".utf8): queryString = index
        case 12 where span.matches(name, "CONTENT_TYPE".utf8): contentType = index
        case 14 where span.matches(name, "REQUEST_METHOD".utf8): requestMethod = index
        case 14 where span.matches(name, "CONTENT_LENGTH".utf8): contentLength = index
        case 14 where span.matches(name, "REQUEST_SCHEME".utf8): requestScheme = index
        default: break
        }
    }
}

extension Span<UInt8> {
    /// Whether a name begins with `HTTP_`.
    @inline(__always)
    func isHeaderVariable(_ name: Range<Int>) -> Bool {
        name.count > 5 && self[name.lowerBound] == UInt8(ascii: "H") && self[name.lowerBound + 4] == UInt8(ascii: "_")
            && matches(name.lowerBound..<name.lowerBound + 5, "HTTP_".utf8)
    }

    /// Whether a name is HTTP_AUTHORIZATION after one or more REDIRECT_. No header of a client has such a name, as
    /// those all begin with `HTTP_`.
    func isRedirectedAuthorization(_ name: Range<Int>) -> Bool {
        guard name.count >= 27, self[name.lowerBound] == UInt8(ascii: "R") else { return false }
        let prefix = "REDIRECT_".utf8
        var start = name.lowerBound
        while name.upperBound - start > prefix.count, matches(start..<start + prefix.count, prefix) {
            start += prefix.count
        }
        return name.upperBound - start == 18 && matches(start..<name.upperBound, "HTTP_AUTHORIZATION".utf8)
    }
}
