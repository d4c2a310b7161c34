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
}
