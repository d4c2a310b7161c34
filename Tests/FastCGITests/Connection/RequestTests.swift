import HTTPTypes
import NIOCore
import Testing

@testable import FastCGI

/// Requests from their first record to their last, however the bytes are cut.
@Suite(.serialized) struct RequestTests {
    @Test(arguments: Split.allCases) func aGetIsAnswered(split: Split) {
        var driver = ConnectionDriver()
        driver.feed(split) { $0.writeRequest(1, variables: getVariables) }
        #expect(driver.look() == "begin 1 responder\nbodyEnd 1 complete")
        #expect(
            driver.variables[1].map { $0.map { "\($0.name)=\($0.value)" } } == ["REQUEST_METHOD=GET", "REQUEST_URI=/"])
        driver.respond(1, .init(status: .ok, headerFields: [.contentType: "text/plain"]), "hello")
        #expect(driver.buffers.count == 1)
        #expect(driver.look() == "OUT 1 Status: 200 OK|Content-Type: text/plain||hello\nOUT 1 \nEND 1 0 0")
        #expect(driver.connection.isIdle)
    }

    @Test(arguments: Split.allCases) func aBodyIsDelivered(split: Split) {
        var driver = ConnectionDriver()
        driver.feed(split) { bytes in
            bytes.writeBeginRequest(258)
            var pairs = ByteBuffer()
            for (name, value) in postVariables("10") { pairs.writeNameValuePair(name, value) }
            bytes.writeStream(.parameters, request: 258, pairs, recordSize: 3)
            bytes.writeStreamEnd(.parameters, request: 258)
            bytes.writeStream(.standardInput, request: 258, ByteBuffer(string: "0123456789"), recordSize: 4)
            bytes.writeRecord(.standardInput, request: 258, padding: 7)
        }
        #expect(driver.look() == "begin 258 responder 10\nbody 258 0123456789\nbodyEnd 258 complete")
    }

    @Test func bodiesAreSlicesOfWhatCame() {
        var driver = ConnectionDriver()
        var bytes = ByteBuffer()
        bytes.writeRequest(1, variables: postVariables("50000"), body: ByteBuffer(repeating: 1, count: 50000))
        let range = unsafe bytes.withUnsafeReadableBytes { buffer in
            let start = Int(bitPattern: buffer.baseAddress)
            return start..<start + buffer.count
        }
        driver.act { $0.receive(bytes) }
        let addresses = driver.pieces.map { unsafe $0.withUnsafeReadableBytes { Int(bitPattern: $0.baseAddress) } }
        #expect(!addresses.isEmpty && addresses.allSatisfy(range.contains))
    }

    @Test func aSmallPieceThatWaitsKeepsNoLargeBufferAlive() {
        var driver = ConnectionDriver()
        driver.consumes = false
        driver.feed { $0.writeRequest(1, variables: getVariables, body: ByteBuffer(string: "")) }
        for _ in 0..<2 {
            driver.feed { bytes in
                bytes.writeBeginRequest(2)
                bytes.writeStreamEnd(.parameters, request: 2)
                for _ in 0..<3 { bytes.writeRecord(.standardInput, request: 2, content: ByteBuffer(string: "ab")) }
                bytes.reserveCapacity(60000)
            }
            let capacities = driver.pieces.map(\.storageCapacity)
            #expect(capacities.count == 3 && capacities[0] > 1000 && capacities[1] < 100 && capacities[2] < 100)
            let id = driver.id(2)
            driver.act { $0.end(id) }
            _ = driver.look()
        }
    }

    @Test(arguments: [
        ("5", "0123456", "body 1 01234\nbodyEnd 1 complete"),
        ("5", "01234", "body 1 01234\nbodyEnd 1 complete"),
        ("5", "0123", "body 1 0123\nbodyEnd 1 incomplete"),
        ("5", "", "bodyEnd 1 incomplete"),
        ("0", "abc", "bodyEnd 1 complete"),
        ("", "abc", "body 1 abc\nbodyEnd 1 complete"),
        ("007", "0123456", "body 1 0123456\nbodyEnd 1 complete"),
    ]) func theAnnouncedLengthCounts(length: String, body: String, expected: String) {
        for split in Split.allCases {
            var driver = ConnectionDriver()
            driver.feed(split) {
                $0.writeRequest(1, variables: postVariables(length), body: ByteBuffer(string: body))
            }
            let begin = length.isEmpty ? "begin 1 responder\n" : "begin 1 responder \(Int(length) ?? -1)\n"
            #expect(driver.look() == begin + expected)
        }
    }

    @Test(arguments: [
        ("-1", "400 Bad Request"), ("+1", "400 Bad Request"), ("1 ", "400 Bad Request"), ("0x1", "400 Bad Request"),
        ("1,1", "400 Bad Request"), ("9223372036854775808", "413 Content Too Large"),
        ("99999999999999999999999999", "413 Content Too Large"), ("99999999999999999999999x", "400 Bad Request"),
    ]) func aLengthThatIsNoneIsAnswered(length: String, status: String) {
        var driver = ConnectionDriver()
        driver.feed { $0.writeRequest(1, variables: postVariables(length), body: ByteBuffer(string: "abc")) }
        let records = driver.records()
        #expect(records.map(\.type) == [6, 6, 3])
        #expect(records.first?.text.hasPrefix("Status: \(status)\r\n") ?? false)
        #expect(driver.connection.requestCount == 0)
    }

    @Test func withoutAnAnswerThereIsOneOfStatus500() {
        var driver = ConnectionDriver()
        driver.feed { $0.writeRequest(1, variables: getVariables) }
        let id = driver.id(1)
        _ = driver.look()
        driver.act { $0.end(id, status: 3) }
        #expect(
            driver.look() == "OUT 1 Status: 500 Internal Server Error|Content-Type: text/plain||\nOUT 1 \nEND 1 3 0")
    }

    @Test func errorTextIsAStreamOfItsOwn() {
        var driver = ConnectionDriver()
        driver.feed { $0.writeRequest(1, variables: getVariables) }
        let id = driver.id(1)
        _ = driver.look()
        driver.act { connection in
            connection.sendErrorText(ByteBuffer(string: "oh\n"), of: id)
            connection.sendErrorText(ByteBuffer(), of: id)
            connection.send(ByteBuffer(string: "Status: 200\n\n"), to: id)
            connection.send(ByteBuffer(), to: id)
            connection.sendErrorText(ByteBuffer(string: "no"), of: id)
            connection.end(id)
        }
        #expect(driver.look() == "ERR 1 oh\n\nOUT 1 Status: 200\n\n\nERR 1 no\nERR 1 \nOUT 1 \nEND 1 0 0")
    }

    @Test(arguments: [
        ("HEAD", HTTPResponse.Status.ok, ""), ("GET", .noContent, ""), ("GET", .notModified, ""), ("GET", .ok, "body"),
        ("HEAD ", .ok, "body"),
    ]) func bodiesThatCannotBeAreDropped(method: String, status: HTTPResponse.Status, body: String) {
        var driver = ConnectionDriver()
        driver.feed { $0.writeRequest(1, variables: [("REQUEST_METHOD", method)]) }
        _ = driver.look()
        driver.respond(1, .init(status: status), "body")
        let response = ParsedResponse(driver.records().filter { $0.type == 6 }.flatMap(\.content))
        #expect(response.map { String(decoding: $0.body, as: UTF8.self) } == body)
        #expect(response?.status == status.code)
    }

    @Test func onlyTheFirstFinalHeadCounts() {
        var driver = ConnectionDriver()
        driver.feed { $0.writeRequest(1, variables: getVariables) }
        let id = driver.id(1)
        _ = driver.look()
        driver.act { connection in
            connection.respond(HTTPResponse(status: .earlyHints), to: id)
            connection.respond(HTTPResponse(status: .created), to: id)
            connection.respond(HTTPResponse(status: .ok), to: id)
            connection.end(id)
        }
        #expect(driver.look() == "OUT 1 Status: 201 Created||\nOUT 1 \nEND 1 0 0")
    }

    @Test func largeBodiesOfAnswersAreNotCopied() {
        var driver = ConnectionDriver()
        driver.feed { $0.writeRequest(1, variables: getVariables) }
        let id = driver.id(1)
        _ = driver.look()
        let body = ByteBuffer(repeating: 65, count: 30001)
        let address = unsafe body.withUnsafeReadableBytes { Int(bitPattern: $0.baseAddress) }
        driver.act { connection in
            connection.respond(HTTPResponse(status: .ok), to: id)
            connection.send(body, to: id)
            connection.end(id)
        }
        #expect(driver.buffers.count == 3)
        let written = driver.buffers[1]
        #expect(unsafe written.withUnsafeReadableBytes { Int(bitPattern: $0.baseAddress) } == address)
    }
}
