import HTTPTypes
import NIOCore
import Testing

@testable import FastCGI

/// Variables become a request.
@Suite struct CGIRequestTests {
    private func request(_ pairs: [(name: String, value: String)]) throws -> CGIRequest {
        try CGIRequest(CGIVariables([("REQUEST_METHOD", "GET")] + pairs))
    }

    @Test func aRequestOfNginx() throws {
        let request = try request([
            ("QUERY_STRING", "x=1"), ("REQUEST_METHOD", "POST"), ("CONTENT_TYPE", "text/plain"),
            ("CONTENT_LENGTH", "5"),
            ("SCRIPT_NAME", "/a b"), ("REQUEST_URI", "/a%20b?x=1"), ("DOCUMENT_URI", "/a b"), ("DOCUMENT_ROOT", "/srv"),
            ("SERVER_PROTOCOL", "HTTP/1.1"), ("REQUEST_SCHEME", "https"), ("HTTPS", "on"),
            ("GATEWAY_INTERFACE", "CGI/1.1"), ("SERVER_SOFTWARE", "nginx/1.22.1"), ("REMOTE_ADDR", "192.0.2.1"),
            ("REMOTE_PORT", "40000"), ("SERVER_ADDR", "192.0.2.2"), ("SERVER_PORT", "8443"),
            ("SERVER_NAME", "example.com"), ("REDIRECT_STATUS", "200"), ("HTTP_HOST", "example.com:8443"),
            ("HTTP_USER_AGENT", "curl"), ("HTTP_ACCEPT", "*/*"), ("HTTP_X_OWN_HEADER", "1"),
            ("HTTP_CONTENT_LENGTH", "7"), ("HTTP_CONTENT_TYPE", "text/html"), ("AUTH_TYPE", "Basic"),
            ("REMOTE_USER", "ann"),
        ])
        #expect(request.head.method == .post)
        #expect(request.head.scheme == "https")
        #expect(request.head.authority == "example.com:8443")
        #expect(request.head.path == "/a%20b?x=1")
        let expected: [(String, String)] = [
            ("user-agent", "curl"), ("accept", "*/*"), ("x-own-header", "1"), ("content-type", "text/plain"),
            ("content-length", "5"),
        ]
        #expect(request.head.headerFields.map { $0.name.canonicalName } == expected.map(\.0))
        #expect(request.head.headerFields.map(\.value) == expected.map(\.1))
        #expect(request.contentLength == 5)
        #expect(request.remoteAddress == "192.0.2.1" && request.remotePort == 40000)
        #expect(request.serverAddress == "192.0.2.2" && request.serverPort == 8443)
        #expect(request.serverName == "example.com" && request.serverProtocol == "HTTP/1.1")
        #expect(request.authenticationType == "Basic" && request.remoteUser == "ann")
        #expect(request.isSecure)
    }

    @Test(
        arguments: [
            ("HTTP_ACCEPT", "accept"), ("HTTP_X", "x"), ("HTTP_X_Y_9", "x-y-9"),
            ("HTTP_IF_NONE_MATCH", "if-none-match"),
            ("HTTP_SEC_CH_UA_PLATFORM", "sec-ch-ua-platform"), ("HTTP_SEC_CH_UA_PLATFORN", "sec-ch-ua-platforn"),
            ("HTTP_X_FORWARDED_PROTO", "x-forwarded-proto"), ("HTTP_AUTHORIZATION", "authorization"),
            ("HTTP__", "-"),
            ("HTTP_A_VERY_LONG_NAME_OF_A_HEADER_THAT_NOBODY_HAS", "a-very-long-name-of-a-header-that-nobody-has"),
            ("HTTP_", nil), ("HTTP", nil), ("HTTPX_A", nil), ("XHTTP_A", nil), ("HTTP_accept", nil), ("HTTP_A-B", nil),
            ("HTTP_A.B", nil), ("HTTP_A B", nil), ("HTTP_A:", nil), ("HTTP_É", nil), ("HTTP_A\0", nil),
            ("HTTP_PROXY", nil), ("HTTP_CONNECTION", nil), ("HTTP_KEEP_ALIVE", nil), ("HTTP_TRANSFER_ENCODING", nil),
            ("HTTP_TE", nil), ("HTTP_TRAILER", nil), ("HTTP_UPGRADE", nil), ("HTTP_PROXY_CONNECTION", nil),
            ("HTTP_CONTENT_LENGTH", nil), ("HTTP_CONTENT_TYPE", nil), ("ACCEPT", nil), ("PATH", nil),
        ] as [(String, String?)]) func headersAreThoseOfHTTPVariables(variable: String, header: String?) throws
    {
        let request = try request([(variable, "value")])
        #expect(request.head.headerFields.map { $0.name.canonicalName } == (header.map { [$0] } ?? []))
        #expect(request.head.headerFields.first?.value == (header.map { _ in "value" }))
    }

    @Test func aHeaderComesOnce() throws {
        let request = try request([("HTTP_A", "1"), ("HTTP_A", "2"), ("HTTP_HOST", "a"), ("HTTP_HOST", "b")])
        #expect(request.head.headerFields == [HTTPField.Name("a")!: "2"])
        #expect(request.head.authority == "b")
    }

    @Test func valuesCannotHoldHeaders() throws {
        let request = try request([("HTTP_A", "1\r\nB: 2\0"), ("CONTENT_TYPE", "a\nb")])
        #expect(request.head.headerFields.map(\.value) == ["1  B: 2 ", "a b"])
    }

    @Test func valuesAreBytes() throws {
        let request = try CGIRequest(
            CGIVariables(environment: [Array("REQUEST_METHOD=GET".utf8), Array("HTTP_A=".utf8) + [0xE9, 0x80]]))
        let field = try #require(request.head.headerFields.first)
        #expect(unsafe field.withUnsafeBytesOfValue { unsafe Array($0) } == [0xE9, 0x80])
    }

    @Test(
        arguments: [
            ([("HTTP_AUTHORIZATION", "a"), ("REDIRECT_HTTP_AUTHORIZATION", "b")], "a"),
            ([("REDIRECT_HTTP_AUTHORIZATION", "b")], "b"),
            ([("REDIRECT_REDIRECT_HTTP_AUTHORIZATION", "c")], "c"),
            ([("REDIRECT_HTTP_AUTHORIZATIO", "d")], nil),
            ([("REDIRECT_AUTHORIZATION", "d")], nil),
            ([("XREDIRECT_HTTP_AUTHORIZATION", "d")], nil),
            ([("REDIRECT_REDIRECT_REDIRECT_", "d")], nil),
            ([("REDIRECT_HTTP_AUTHORIZATION", "")], nil),
            ([("HTTP_CGI_AUTHORIZATION", "d")], nil),
            ([("HTTP_REDIRECT_HTTP_AUTHORIZATION", "d")], nil),
        ] as [([(String, String)], String?)]) func authorizationIsFound(pairs: [(String, String)], expected: String?)
        throws
    {
        #expect(try request(pairs.map { ($0.0, $0.1) }).head.headerFields[.authorization] == expected)
    }

    @Test(
        arguments: [
            ([("HTTPS", "on")], true), ([("HTTPS", "ON")], true), ([("HTTPS", "1")], true), ([("HTTPS", "off")], false),
            ([("HTTPS", "")], false), ([("REQUEST_SCHEME", "https")], true), ([("REQUEST_SCHEME", "http")], false),
            ([("HTTPS", "off"), ("REQUEST_SCHEME", "https")], false),
            ([("HTTPS", ""), ("REQUEST_SCHEME", "https")], true),
            ([("SERVER_PORT", "443")], false), ([("HTTP_X_FORWARDED_PROTO", "https")], false),
            ([("HTTP_HTTPS", "on")], false),
        ] as [([(String, String)], Bool)]) func onlyTheServerSaysWhetherThereIsTLS(
            pairs: [(String, String)], expected: Bool
        ) throws
    {
        #expect(try request(pairs.map { ($0.0, $0.1) }).isSecure == expected)
    }

    @Test(
        arguments: [
            ([("HTTP_HOST", "a.example")], "a.example"), ([("HTTP_HOST", "[::1]:80")], "[::1]:80"),
            ([("HTTP_HOST", ""), ("SERVER_NAME", "b")], "b"),
            ([("SERVER_NAME", "b"), ("SERVER_PORT", "80")], "b"),
            ([("SERVER_NAME", "b"), ("SERVER_PORT", "443")], "b:443"),
            ([("SERVER_NAME", "b"), ("SERVER_PORT", "443"), ("HTTPS", "on")], "b"),
            ([("SERVER_NAME", "b"), ("SERVER_PORT", "80"), ("HTTPS", "on")], "b:80"),
            ([("SERVER_NAME", "b"), ("SERVER_PORT", "99999")], "b"),
            ([("SERVER_NAME", "::1"), ("SERVER_PORT", "8080")], "[::1]:8080"),
            ([("SERVER_NAME", "[::1]"), ("SERVER_PORT", "8080")], "[::1]:8080"),
            ([("SERVER_NAME", "_")], "_"),
            ([], nil),
            ([("HTTP_HOST", "a/b")], "400"), ([("HTTP_HOST", "a b")], "400"), ([("HTTP_HOST", "u@a")], "400"),
            ([("HTTP_HOST", "a?b")], "400"), ([("HTTP_HOST", "a#b")], "400"), ([("HTTP_HOST", "a\\b")], "400"),
            ([("HTTP_HOST", "a\r\nb")], "400"), ([("HTTP_HOST", "é")], "400"), ([("SERVER_NAME", "a/b")], "400"),
        ] as [([(String, String)], String?)]) func theAuthority(pairs: [(String, String)], expected: String?)
    {
        var found: String?
        do {
            found = try CGIRequest(CGIVariables([("REQUEST_METHOD", "GET")] + pairs.map { ($0.0, $0.1) })).head
                .authority
        } catch {
            found = "\(error.status.code)"
        }
        #expect(found == expected)
    }

    @Test(
        arguments: [
            (nil, 400), ("", 400), ("G ET", 400), ("GET\r\n", 400), ("CONNECT", 501), ("get", 200), ("PROPFIND", 200),
        ] as [(String?, Int)]) func methods(method: String?, status: Int)
    {
        var found = 200
        do { _ = try CGIRequest(CGIVariables(method.map { ["REQUEST_METHOD": $0] } ?? [:])) } catch {
            found = error.status.code
        }
        #expect(found == status)
    }

    @Test(
        arguments: [("", nil), ("0", 0), ("12", 12), ("x", -400), ("99999999999999999999", -413)] as [(String, Int?)])
    func theLengthOfTheBody(text: String, expected: Int?) {
        var found: Int?
        do { found = try request([("CONTENT_LENGTH", text)]).contentLength } catch {
            found = (error as? CGIRequestError).map { -$0.status.code }
        }
        #expect(found == expected)
    }

    @Test func whatIsNotSentIsNil() throws {
        let request = try request([("REMOTE_ADDR", ""), ("REMOTE_PORT", "x"), ("SERVER_PORT", "70000")])
        #expect(request.remoteAddress == nil && request.remotePort == nil && request.serverPort == nil)
        #expect(request.remoteUser == nil && request.contentLength == nil)
        #expect(request.scriptName == "" && request.pathInfo == "")
    }
}
