import HTTPTypes
import NIOCore
import Testing

@testable import FastCGI

/// The head of an answer as web servers read it.
@Suite struct ResponseHeadTests {
    private func text(_ response: HTTPResponse) -> String {
        var bytes = ByteBuffer()
        bytes.writeResponseHead(response)
        return String(buffer: bytes)
    }

    private func fields(_ pairs: [(String, String)]) -> HTTPFields {
        var fields = HTTPFields()
        for (name, value) in pairs {
            if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
        }
        return fields
    }

    @Test(arguments: [
        (200, [], "Status: 200 OK\r\n\r\n"),
        (404, [("Content-Type", "text/plain")], "Status: 404 Not Found\r\nContent-Type: text/plain\r\n\r\n"),
        (302, [("Location", "/x?y")], "Status: 302 Found\r\nLocation: /x?y\r\n\r\n"),
        (201, [("Location", "/x")], "Status: 201 Created\r\nLocation: /x\r\n\r\n"),
        (200, [("Location", "/x")], "Status: 200 OK\r\n\r\n"),
        (
            200, [("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")],
            "Status: 200 OK\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n\r\n"
        ),
        (200, [("X-Sendfile", "/a")], "Status: 200 OK\r\nX-Sendfile: /a\r\n\r\n"),
        (200, [("Status", "500 No")], "Status: 200 OK\r\n\r\n"),
        (200, [("STATUS", "500 No")], "Status: 200 OK\r\n\r\n"),
        (200, [("Content-Length", "3")], "Status: 200 OK\r\nContent-Length: 3\r\n\r\n"),
        (204, [("Content-Length", "3")], "Status: 204 No Content\r\n\r\n"),
        (304, [("Content-Length", "3"), ("ETag", "x")], "Status: 304 Not Modified\r\nETag: x\r\n\r\n"),
        (
            200,
            [
                ("Connection", "close, X-Own ,\tOther"), ("X-Own", "1"), ("other", "2"), ("Keep-Alive", "5"),
                ("Transfer-Encoding", "chunked"), ("TE", "x"), ("Trailer", "x"), ("Upgrade", "x"),
                ("Proxy-Connection", "x"), ("Last", "3"),
            ], "Status: 200 OK\r\nLast: 3\r\n\r\n"
        ),
        (299, [], "Status: 299 Unknown\r\n\r\n"),
    ]) func heads(code: Int, pairs: [(String, String)], expected: String) {
        let status = HTTPResponse.Status(code: code, reasonPhrase: code == 299 ? "" : reason(code))
        #expect(text(HTTPResponse(status: status, headerFields: fields(pairs))) == expected)
    }

    private func reason(_ code: Int) -> String {
        [
            200: "OK", 201: "Created", 204: "No Content", 302: "Found", 304: "Not Modified", 404: "Not Found",
        ][code] ?? ""
    }

    @Test(arguments: ["a\r\nEvil: 1", "a\nEvil: 1", "a\rEvil: 1", "a\0Evil: 1", "\r\n\r\n<html>"])
    func nothingEndsALine(text value: String) {
        let name = HTTPField.Name("A")!
        let status = HTTPResponse.Status(code: 200, reasonPhrase: value)
        for field in [HTTPField(name: name, value: value), HTTPField(name: name, lenientValue: Array(value.utf8))] {
            var fields = HTTPFields()
            fields.append(field)
            let lines = text(HTTPResponse(status: status, headerFields: fields)).utf8.split(separator: 10)
            // The status, the header, and the empty line.
            #expect(lines.count == 3)
            #expect(lines.allSatisfy { $0.last == 13 && $0.count { $0 == 13 || $0 == 0 } == 1 })
        }
    }

    @Test func randomHeadsAreReadAgain() throws {
        var generator = SeededGenerator(21)
        let names = ["A", "Content-Type", "Location", "Set-Cookie", "x-y", "Connection", "Status", "ETag"]
        for _ in 0..<2000 {
            var fields = HTTPFields()
            for _ in 0..<Int.random(in: 0...5, using: &generator) {
                guard let name = HTTPField.Name(names.randomElement(using: &generator) ?? "A") else { continue }
                let bytes = (0..<Int.random(in: 0...6, using: &generator)).map { _ in
                    UInt8.random(in: 0...255, using: &generator)
                }
                fields.append(HTTPField(name: name, lenientValue: bytes))
            }
            let code = Int.random(in: 200...599, using: &generator)
            let response = HTTPResponse(status: .init(code: code, reasonPhrase: "R"), headerFields: fields)
            var bytes = ByteBuffer()
            bytes.writeResponseHead(response)
            let parsed = try #require(ParsedResponse(Array(bytes.readableBytesView)))
            #expect(parsed.status == code && parsed.reason == "R" && parsed.body.isEmpty)
            for field in parsed.fields {
                #expect(fields.contains { $0.name.rawName == field.name })
                #expect(field.name != "Status" && field.name != "Connection")
            }
        }
    }
}
