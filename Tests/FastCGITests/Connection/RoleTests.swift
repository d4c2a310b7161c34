import HTTPTypes
import NIOCore
import Testing

@testable import FastCGI

/// Responder, Authorizer, Filter, and roles that nobody knows.
@Suite struct RoleTests {
    private func begin(_ bytes: inout ByteBuffer, _ role: UInt16, keeps: Bool = true, _ pairs: [(String, String)] = [])
    {
        bytes.writeRecordHeader(RecordHeader(.beginRequest, request: 1, contentLength: 8))
        bytes.writeInteger(BeginRequest(role: role, keepsConnection: keeps).bits)
        var content = ByteBuffer()
        for (name, value) in pairs { content.writeNameValuePair(name, value) }
        bytes.writeStream(.parameters, request: 1, content)
        bytes.writeStreamEnd(.parameters, request: 1)
    }

    @Test(arguments: Split.allCases, [false, true]) func anAuthorizerHasNoBody(split: Split, sendsEnd: Bool) {
        var driver = ConnectionDriver()
        driver.feed(split) { bytes in
            begin(&bytes, 2, [("REQUEST_METHOD", "GET"), ("CONTENT_LENGTH", "nonsense")])
            if sendsEnd {
                bytes.writeStream(.standardInput, request: 1, ByteBuffer(string: "dropped"))
                bytes.writeStreamEnd(.standardInput, request: 1)
            }
        }
        #expect(driver.look() == "begin 1 authorizer\nbodyEnd 1 complete")
        if let response = HTTPResponse.allowing(variables: [("AUTH_METHOD", "database lookup"), ("Level", "3")]) {
            driver.respond(1, response)
        }
        #expect(
            driver.look()
                == "OUT 1 Status: 200 OK|Variable-AUTH_METHOD: database lookup|Variable-Level: 3||\nOUT 1 \nEND 1 0 0")
    }

    @Test func namesOfVariablesAreTokens() {
        #expect(HTTPResponse.allowing(variables: [("A B", "1")]) == nil)
        #expect(HTTPResponse.allowing(variables: [("A\r\nB", "1")]) == nil)
        #expect(HTTPResponse.allowing(variables: [("", "1")]) == nil)
        #expect(HTTPResponse.allowing()?.headerFields.isEmpty == true)
    }

    @Test(arguments: Split.allCases) func aFilterHasABodyAndData(split: Split) {
        var driver = ConnectionDriver()
        driver.feed(split) { bytes in
            begin(&bytes, 3, [("CONTENT_LENGTH", "3"), ("FCGI_DATA_LENGTH", "4")])
            bytes.writeStream(.standardInput, request: 1, ByteBuffer(string: "abc"))
            bytes.writeStreamEnd(.standardInput, request: 1)
            bytes.writeStream(.data, request: 1, ByteBuffer(string: "file, and more"), recordSize: 3)
            bytes.writeStreamEnd(.data, request: 1)
        }
        #expect(
            driver.look()
                == "begin 1 filter 3\nbody 1 abc\nbodyEnd 1 complete\ndata 1 file\ndataEnd 1 complete")
    }

    @Test(arguments: [("9", "incomplete"), ("4", "complete"), ("x", "complete"), ("-5", "complete"), ("", "complete")])
    func dataCanBeShort(length: String, end: String) {
        var driver = ConnectionDriver()
        driver.feed { bytes in
            begin(&bytes, 3, [("FCGI_DATA_LENGTH", length)])
            bytes.writeStreamEnd(.standardInput, request: 1)
            bytes.writeStream(.data, request: 1, ByteBuffer(string: "file"))
            bytes.writeStreamEnd(.data, request: 1)
        }
        #expect(driver.look() == "begin 1 filter\nbodyEnd 1 complete\ndata 1 file\ndataEnd 1 \(end)")
    }

    @Test func aFilterAnswersOnlyAfterItsBody() {
        var options = ServerOptions()
        options.limits.heldOutputBytes = 10
        var driver = ConnectionDriver(options)
        driver.feed { bytes in
            begin(&bytes, 3)
            bytes.writeStream(.standardInput, request: 1, ByteBuffer(string: "abc"))
        }
        let id = driver.id(1)
        _ = driver.look()
        driver.act { $0.send(ByteBuffer(string: "more than is held for a Responder"), to: id) }
        #expect(driver.look() == "")
        #expect(driver.connection.holdsOutput(of: id))
        driver.feed { $0.writeStreamEnd(.standardInput, request: 1) }
        #expect(driver.look() == "bodyEnd 1 complete\nOUT 1 more than is held for a Responder")
    }

    @Test func dataForAResponderIsDropped() {
        var driver = ConnectionDriver()
        driver.feed { bytes in
            begin(&bytes, 1, [("CONTENT_LENGTH", "3")])
            bytes.writeStream(.data, request: 1, ByteBuffer(string: "file"))
            bytes.writeStreamEnd(.data, request: 1)
            bytes.writeStream(.standardInput, request: 1, ByteBuffer(string: "abc"))
            bytes.writeStreamEnd(.standardInput, request: 1)
        }
        #expect(driver.look() == "begin 1 responder 3\nbody 1 abc\nbodyEnd 1 complete")
    }

    @Test(arguments: [0, 4, 257, 65535] as [UInt16], Split.allCases)
    func anUnknownRoleEndsAtOnceAndTheRestIsDropped(role: UInt16, split: Split) {
        var driver = ConnectionDriver()
        driver.feed(split) { bytes in
            begin(&bytes, role, [("A", "B")])
            bytes.writeStream(.standardInput, request: 1, ByteBuffer(string: "abc"))
            bytes.writeStreamEnd(.standardInput, request: 1)
            bytes.writeAbortRequest(1)
            bytes.writeRequest(1, variables: getVariables)
        }
        #expect(driver.look() == "begin 1 responder\nbodyEnd 1 complete\nEND 1 0 3")
    }

    @Test func aRoleThatTheApplicationLacksIsUnknown() {
        var driver = ConnectionDriver(ServerOptions(roles: [.responder]))
        driver.feed { begin(&$0, 2) }
        driver.feed { begin(&$0, 3) }
        #expect(driver.look() == "END 1 0 3\nEND 1 0 3")
        driver.feed { begin(&$0, 1) }
        #expect(driver.look() == "begin 1 responder")
    }

    @Test func anUnknownRoleWithoutKeepConnectionCloses() {
        var driver = ConnectionDriver()
        driver.feed { begin(&$0, 9, keeps: false) }
        #expect(driver.look() == "closeOutput\nEND 1 0 3")
        driver.act { $0.inputClosed() }
        #expect(driver.look() == "close")
    }
}
