import HTTPTypes
import NIOCore
import Testing

@testable import FastCGI

/// Several requests on one connection.
@Suite struct MultiplexTests {
    @Test(arguments: Split.allCases) func requestsAreInterleaved(split: Split) {
        var driver = ConnectionDriver()
        driver.feed(split) { bytes in
            bytes.writeBeginRequest(1)
            bytes.writeBeginRequest(2)
            var first = ByteBuffer()
            first.writeNameValuePair("A", "1")
            var second = ByteBuffer()
            second.writeNameValuePair("A", "2")
            bytes.writeStream(.parameters, request: 1, first, recordSize: 2)
            bytes.writeStream(.parameters, request: 2, second, recordSize: 1)
            bytes.writeStreamEnd(.parameters, request: 2)
            bytes.writeStream(.standardInput, request: 2, ByteBuffer(string: "two"))
            bytes.writeStreamEnd(.parameters, request: 1)
            bytes.writeStream(.standardInput, request: 1, ByteBuffer(string: "one"))
            bytes.writeStream(.standardInput, request: 2, ByteBuffer(string: "zwei"))
            bytes.writeStreamEnd(.standardInput, request: 2)
            bytes.writeStreamEnd(.standardInput, request: 1)
        }
        #expect(
            driver.look() == """
                begin 2 responder
                body 2 two
                begin 1 responder
                body 1 one
                body 2 zwei
                bodyEnd 2 complete
                bodyEnd 1 complete
                """)
        #expect(driver.variables[1]?["A"] == "1")
        #expect(driver.variables[2]?["A"] == "2")
        driver.respond(1)
        driver.respond(2)
        #expect(driver.records().map(\.request) == [1, 1, 1, 2, 2, 2])
    }

    @Test func withoutMultiplexingTheSecondRequestEnds() {
        var driver = ConnectionDriver(ServerOptions(multiplexes: false))
        driver.feed { bytes in
            bytes.writeRequest(1, variables: getVariables)
            bytes.writeRequest(2, variables: getVariables)
        }
        #expect(driver.look() == "begin 1 responder\nbodyEnd 1 complete\nEND 2 0 1")
        driver.respond(1)
        _ = driver.look()
        driver.feed { $0.writeRequest(2, variables: getVariables) }
        #expect(driver.look() == "begin 2 responder\nbodyEnd 2 complete")
    }

    @Test func aNumberIsFreeAgainAfterTheEnd() {
        var driver = ConnectionDriver()
        driver.feed { $0.writeRequest(1, variables: getVariables) }
        let old = driver.id(1)
        driver.respond(1)
        driver.feed { $0.writeRequest(1, variables: getVariables) }
        _ = driver.look()
        #expect(driver.id(1) != old)
        driver.act { connection in
            // The handler of the request before is late: nothing of it goes into the new one.
            connection.respond(HTTPResponse(status: .ok), to: old)
            connection.send(ByteBuffer(string: "late"), to: old)
            connection.sendErrorText(ByteBuffer(string: "late"), of: old)
            connection.consumed(5, of: old)
            connection.releaseOutput(of: old)
            connection.end(old)
            connection.refuse(old)
        }
        #expect(driver.look() == "")
        #expect(driver.connection.requestCount == 1)
        driver.respond(1)
        #expect(driver.look() == "OUT 1 Status: 200 OK||\nOUT 1 \nEND 1 0 0")
    }

    @Test func recordsOfRequestsThatEndedAreDropped() {
        var driver = ConnectionDriver()
        driver.feed { bytes in
            bytes.writeBeginRequest(1)
            bytes.writeStreamEnd(.parameters, request: 1)
        }
        driver.respond(1)
        _ = driver.look()
        driver.feed { bytes in
            bytes.writeStream(.parameters, request: 1, ByteBuffer(string: "late"))
            bytes.writeStream(.standardInput, request: 1, ByteBuffer(string: "late"))
            bytes.writeStreamEnd(.standardInput, request: 1)
            bytes.writeAbortRequest(1)
            bytes.writeStreamEnd(.data, request: 77)
            bytes.writeRecord(.standardOutput, request: 1, content: ByteBuffer(string: "mine"))
            bytes.writeRecord(.endRequest, request: 1, content: ByteBuffer(repeating: 0, count: 8))
        }
        #expect(driver.look() == "")
        #expect(driver.connection.isIdle)
    }

    @Test func streamsThatEndedStayEnded() {
        var driver = ConnectionDriver()
        driver.feed { bytes in
            bytes.writeRequest(1, variables: getVariables, body: ByteBuffer(string: "abc"))
            bytes.writeStream(.standardInput, request: 1, ByteBuffer(string: "late"))
            bytes.writeStreamEnd(.standardInput, request: 1)
            bytes.writeStream(.parameters, request: 1, ByteBuffer(string: "late"))
            bytes.writeStreamEnd(.parameters, request: 1)
        }
        #expect(driver.look() == "begin 1 responder\nbody 1 abc\nbodyEnd 1 complete")
    }

    @Test(arguments: [RecordType.standardInput, .data], [true, false])
    func aBodyBeforeTheVariablesIsAnswered(type: RecordType, isEnd: Bool) {
        var driver = ConnectionDriver()
        driver.feed { bytes in
            bytes.writeBeginRequest(1)
            bytes.writeRecord(type, request: 1, content: ByteBuffer(string: isEnd ? "" : "early"))
            bytes.writeStreamEnd(.parameters, request: 1)
        }
        let records = driver.records()
        #expect(records.map(\.type) == [6, 6, 3])
        #expect(records[0].text.hasPrefix("Status: 400 Bad Request\r\n"))
    }
}
