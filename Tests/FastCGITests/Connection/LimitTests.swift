import HTTPTypes
import NIOCore
import Testing

@testable import FastCGI

/// Every limit has an answer.
@Suite struct LimitTests {
    private func options(_ change: (inout ServerLimits) -> Void) -> ServerOptions {
        var options = ServerOptions()
        change(&options.limits)
        return options
    }

    private func status(_ records: [WrittenRecord]) -> Int? {
        ParsedResponse(records.filter { $0.type == 6 }.flatMap(\.content))?.status
    }

    @Test(arguments: Split.allCases) func tooManyBytesOfVariables(split: Split) {
        let options = options { $0.variables.bytes = 30 }
        for (length, answer) in [(26, nil), (27, 431), (5000, 431)] as [(Int, Int?)] {
            var driver = ConnectionDriver(options)
            driver.feed(split) { bytes in
                bytes.writeRequest(1, variables: [("AB", String(repeating: "x", count: length))])
                bytes.writeRequest(2, variables: [("A", "B")])
            }
            #expect(driver.variables[1] == nil || answer == nil)
            #expect(driver.variables[2] != nil)
            #expect(status(driver.records()) == answer)
        }
    }

    @Test func variablesWithoutAnEndTakeNoMoreThanTheLimit() {
        var driver = ConnectionDriver(options { $0.variables.bytes = 100_000 })
        driver.feed { $0.writeBeginRequest(1) }
        for number in 0..<20 {
            driver.feed { $0.writeStream(.parameters, request: 1, ByteBuffer(repeating: 1, count: 10000)) }
            #expect(driver.connection.requestCount == (number < 10 ? 1 : 0))
        }
        #expect(status(driver.records()) == 431)
    }

    @Test(arguments: [(30, 1), (31, 0)]) func theLimitOfBytesHoldsBeforeTheEnd(length: Int, count: Int) {
        var driver = ConnectionDriver(options { $0.variables.bytes = 30 })
        driver.feed(.bytes) { bytes in
            bytes.writeBeginRequest(1)
            bytes.writeStream(.parameters, request: 1, ByteBuffer(repeating: 1, count: length))
        }
        #expect(driver.connection.requestCount == count)
    }

    @Test func tooManyVariables() {
        for (count, answer) in [(3, nil), (4, 431)] as [(Int, Int?)] {
            var driver = ConnectionDriver(options { $0.variables.count = 3 })
            driver.feed { $0.writeRequest(1, variables: (0..<count).map { ("N\($0)", "") }) }
            #expect(status(driver.records()) == answer)
        }
    }

    @Test func aNameThatIsTooLong() {
        for (length, answer) in [(200, nil), (201, 431)] as [(Int, Int?)] {
            var driver = ConnectionDriver(options { $0.variables.nameBytes = 200 })
            driver.feed { $0.writeRequest(1, variables: [(String(repeating: "N", count: length), "")]) }
            #expect(status(driver.records()) == answer)
        }
    }

    @Test(
        arguments: [
            [1], [1, 1], [1, 1, 65], [128], [128, 0, 0], [1, 128, 0, 0], [255, 255, 255, 255, 0],
            [255, 255, 255, 255, 255, 255, 255, 255], [255, 255, 255, 255, 255, 255, 255, 255, 65, 65],
            [127, 255, 65], [0, 1], [128, 0, 0, 1, 0],
            [129, 0, 0, 0, 0] + Array(repeating: 65, count: 65536),
            [128, 1, 0, 0, 0] + Array(repeating: 65, count: 256),
        ] as [[UInt8]]) func variablesThatEndInTheMiddle(bytes: [UInt8])
    {
        var driver = ConnectionDriver()
        driver.feed { buffer in
            buffer.writeBeginRequest(1)
            buffer.writeStream(.parameters, request: 1, ByteBuffer(bytes: bytes))
            buffer.writeStreamEnd(.parameters, request: 1)
        }
        #expect(status(driver.records()) == 400)
        #expect(driver.connection.requestCount == 0)
    }

    @Test func tooManyRequests() {
        for refusal in [ServerOptions.Refusal.overloaded, .unavailable(retryAfter: 1)] {
            var options = options { $0.requestsPerConnection = 2 }
            options.refusal = refusal
            var driver = ConnectionDriver(options)
            driver.feed { bytes in
                for number in 1...3 { bytes.writeRequest(UInt16(number), variables: getVariables) }
            }
            let records = driver.records()
            #expect(driver.ids.keys.sorted() == [1, 2])
            #expect(records.map(\.request).allSatisfy { $0 == 3 })
            #expect(records.last?.content[4] == (refusal == .overloaded ? 2 : 0))
            #expect(status(records) == (refusal == .overloaded ? nil : 503))
            driver.respond(1)
            driver.feed { $0.writeRequest(3, variables: getVariables) }
            #expect(driver.ids[3] != nil)
        }
    }

    @Test func abortedRequestsCountUntilTheApplicationHasEndedThem() {
        var driver = ConnectionDriver(options { $0.requestsPerConnection = 10 })
        for number in 1...1000 as ClosedRange<UInt16> {
            driver.feed { bytes in
                bytes.writeRequest(number, variables: getVariables)
                bytes.writeAbortRequest(number)
            }
        }
        #expect(driver.ids.count == 10)
        #expect(driver.connection.requestCount == 10)
    }

    @Test func theHostCanRefuse() {
        var driver = ConnectionDriver()
        driver.feed { $0.writeRequest(1, variables: getVariables) }
        let id = driver.id(1)
        driver.act { $0.refuse(id) }
        #expect(status(driver.records()) == 503)
        driver.feed { $0.writeRequest(1, variables: getVariables) }
        let other = driver.id(1)
        driver.act { connection in
            connection.respond(HTTPResponse(status: .ok), to: other)
            connection.refuse(other)
        }
        #expect(status(driver.records()) == 200)
    }

    @Test(arguments: Split.allCases) func aBodyThatIsTooLarge(split: Split) {
        let options = options { $0.bodyBytes = 5 }
        var driver = ConnectionDriver(options)
        driver.feed(split) { $0.writeRequest(1, variables: postVariables("6"), body: ByteBuffer(string: "012345")) }
        #expect(status(driver.records()) == 413)
        driver.feed(split) { $0.writeRequest(1, variables: postVariables("5"), body: ByteBuffer(string: "012345")) }
        #expect(driver.look() == "begin 1 responder 5\nbody 1 01234\nbodyEnd 1 complete")
        driver.feed(split) { $0.writeRequest(2, variables: getVariables, body: ByteBuffer(string: "012345")) }
        #expect(driver.look() == "begin 2 responder\nbody 2 01234\nbodyEnd 2 tooLong")
        driver.feed(split) { $0.writeRequest(3, variables: getVariables, body: ByteBuffer(string: "01234")) }
        #expect(driver.look() == "begin 3 responder\nbody 3 01234\nbodyEnd 3 complete")
    }

    @Test func readingPausesWhileABodyIsNotUsedUp() {
        var driver = ConnectionDriver(options { $0.bodyBytesInFlight = 10 })
        driver.consumes = false
        driver.feed { bytes in
            for number in [1, 2] as [UInt16] {
                bytes.writeBeginRequest(number)
                bytes.writeStreamEnd(.parameters, request: number)
            }
            bytes.writeStream(.standardInput, request: 1, ByteBuffer(string: "012345678"))
        }
        let (first, second) = (driver.id(1), driver.id(2))
        #expect(!driver.connection.pausesReading)
        driver.feed { bytes in
            bytes.writeStream(.standardInput, request: 1, ByteBuffer(string: "9"))
            bytes.writeStream(.standardInput, request: 2, ByteBuffer(string: "012345678901"))
        }
        #expect(driver.connection.pausesReading)
        #expect(driver.connection.bytesInFlight(of: first) == 10)
        #expect(driver.connection.bytesInFlight(of: second) == 12)
        driver.act { $0.consumed(1, of: first) }
        #expect(driver.connection.pausesReading)
        driver.act { $0.consumed(2, of: second) }
        #expect(driver.connection.pausesReading)
        driver.act { $0.consumed(1, of: second) }
        #expect(!driver.connection.pausesReading)
        driver.feed { $0.writeStream(.standardInput, request: 1, ByteBuffer(string: "0123456789")) }
        #expect(driver.connection.pausesReading)
        driver.act { $0.end(first) }
        #expect(!driver.connection.pausesReading)
    }

    @Test func whatIsAbortedOrEndedPausesNothing() {
        for ends in 0...2 {
            var driver = ConnectionDriver(options { $0.bodyBytesInFlight = 3 })
            driver.consumes = false
            driver.feed { $0.writeRequest(1, variables: getVariables, body: ByteBuffer(string: "0123")) }
            #expect(driver.connection.pausesReading)
            let id = driver.id(1)
            switch ends {
            case 0: driver.feed { $0.writeAbortRequest(1) }
            case 1: driver.act { $0.inputClosed() }
            default: driver.respond(1)
            }
            #expect(!driver.connection.pausesReading)
            driver.act { $0.consumed(4, of: id) }
            driver.act { $0.end(id) }
            #expect(!driver.connection.pausesReading)
        }
    }

    @Test func aLimitOfNothingInFlightIsOneOfAByte() {
        var driver = ConnectionDriver(options { $0.bodyBytesInFlight = 0 })
        driver.consumes = false
        driver.feed { $0.writeRequest(1, variables: getVariables, body: ByteBuffer(string: "0123")) }
        let id = driver.id(1)
        #expect(driver.connection.pausesReading)
        driver.act { $0.consumed(4, of: id) }
        #expect(!driver.connection.pausesReading)
    }

    @Test func anAnswerIsHeldWhileTheBodyComes() {
        var driver = ConnectionDriver(options { $0.heldOutputBytes = 30 })
        driver.feed { bytes in
            bytes.writeBeginRequest(1)
            bytes.writeStreamEnd(.parameters, request: 1)
            bytes.writeStream(.standardInput, request: 1, ByteBuffer(string: "a"))
        }
        let id = driver.id(1)
        _ = driver.look()
        driver.act { connection in
            connection.respond(HTTPResponse(status: .ok), to: id)
            connection.send(ByteBuffer(string: "body"), to: id)
        }
        #expect(driver.look() == "")
        #expect(driver.connection.holdsOutput(of: id))
        driver.feed { $0.writeStreamEnd(.standardInput, request: 1) }
        #expect(driver.look() == "bodyEnd 1 complete\nOUT 1 Status: 200 OK||body")
        #expect(!driver.connection.holdsOutput(of: id))
        driver.act { $0.send(ByteBuffer(string: "more"), to: id) }
        #expect(driver.look() == "OUT 1 more")
    }

    @Test(arguments: ["limit", "release", "end", "length", "none"]) func aHeldAnswerIsSent(by reason: String) {
        var driver = ConnectionDriver(options { $0.heldOutputBytes = reason == "none" ? 0 : 30 })
        driver.feed { bytes in
            bytes.writeBeginRequest(1)
            var pairs = ByteBuffer()
            pairs.writeNameValuePair("CONTENT_LENGTH", "4")
            bytes.writeStream(.parameters, request: 1, pairs)
            bytes.writeStreamEnd(.parameters, request: 1)
            bytes.writeStream(.standardInput, request: 1, ByteBuffer(string: "abc"))
        }
        let id = driver.id(1)
        _ = driver.look()
        driver.act { $0.send(ByteBuffer(string: "012345678901234567890123456789"), to: id) }
        #expect(driver.look().isEmpty == (reason != "none"))
        switch reason {
        case "limit": driver.act { $0.send(ByteBuffer(string: "x"), to: id) }
        case "release": driver.act { $0.releaseOutput(of: id) }
        case "end": driver.act { $0.end(id) }
        case "length": driver.feed { $0.writeStream(.standardInput, request: 1, ByteBuffer(string: "d")) }
        default: return
        }
        let text = driver.records().filter { $0.type == 6 }.map(\.text).joined()
        #expect(text == "012345678901234567890123456789" + (reason == "limit" ? "x" : ""))
    }

    @Test func anAuthorizersAnswerIsNotHeld() {
        var driver = ConnectionDriver()
        driver.feed { bytes in
            bytes.writeBeginRequest(1, role: .authorizer)
            bytes.writeStreamEnd(.parameters, request: 1)
        }
        let id = driver.id(1)
        _ = driver.look()
        driver.act { $0.respond(HTTPResponse(status: .ok), to: id) }
        #expect(driver.look() == "OUT 1 Status: 200 OK||")
    }

    @Test func headsInProgressAreSeen() {
        var driver = ConnectionDriver()
        #expect(!driver.connection.isReceivingHead)
        driver.act { $0.receive(ByteBuffer(bytes: [1, 1])) }
        #expect(driver.connection.isReceivingHead && !driver.connection.isIdle)
        driver.act { $0.receive(ByteBuffer(bytes: [0, 1, 0, 8, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0])) }
        #expect(driver.connection.isReceivingHead)
        driver.feed { $0.writeStreamEnd(.parameters, request: 1) }
        #expect(!driver.connection.isReceivingHead)
        driver.feed { $0.writeBeginRequest(2) }
        #expect(driver.connection.isReceivingHead)
        driver.feed { $0.writeAbortRequest(2) }
        #expect(!driver.connection.isReceivingHead && !driver.connection.isIdle)
        driver.respond(1)
        #expect(driver.connection.isIdle)
        driver.feed { $0.writeBeginRequest(3) }
        driver.act { $0.inputClosed() }
        #expect(!driver.connection.isReceivingHead)
    }
}
