import HTTPTypes
import NIOCore
import Testing

@testable import FastCGI

/// How connections end: by the flag, by draining, by the peer, and by errors.
@Suite struct ClosingTests {
    @Test func withoutKeepConnectionItClosesAfterTheAnswer() {
        var driver = ConnectionDriver()
        driver.feed { $0.writeRequest(1, keepsConnection: false, variables: getVariables) }
        _ = driver.look()
        driver.respond(1)
        #expect(driver.look() == "close\nOUT 1 Status: 200 OK||\nOUT 1 \nEND 1 0 0")
        driver.feed { $0.writeRequest(2, variables: getVariables) }
        driver.act { $0.inputClosed() }
        driver.act { $0.drain() }
        #expect(driver.look() == "")
    }

    @Test func unreadInputIsTakenForAWhile() {
        var options = ServerOptions()
        options.limits.lingeringBytes = 1000
        for endsBySize in [true, false] {
            var driver = ConnectionDriver(options)
            driver.feed { bytes in
                bytes.writeBeginRequest(1, keepsConnection: false)
                bytes.writeStreamEnd(.parameters, request: 1)
            }
            _ = driver.look()
            driver.respond(1)
            #expect(driver.look() == "closeOutput\nOUT 1 Status: 200 OK||\nOUT 1 \nEND 1 0 0")
            driver.act { $0.receive(ByteBuffer(repeating: 3, count: 999)) }
            #expect(driver.look() == "")
            driver.act { endsBySize ? $0.receive(ByteBuffer(repeating: 3, count: 1)) : $0.inputClosed() }
            #expect(driver.look() == "close")
        }
    }

    @Test func theOthersEndBeforeItCloses() {
        var driver = ConnectionDriver()
        driver.feed { bytes in
            bytes.writeRequest(1, keepsConnection: false, variables: getVariables)
            bytes.writeRequest(2, variables: getVariables)
        }
        driver.respond(1)
        _ = driver.look()
        driver.feed { $0.writeRequest(3, variables: getVariables) }
        #expect(
            driver.look()
                == "OUT 3 Status: 503 Service Unavailable|Content-Type: text/plain|Retry-After: 5||\nOUT 3 \nEND 3 0 0")
        driver.respond(2)
        // The body of the refused request was in the same bytes, but its end is not known.
        #expect(driver.look().hasPrefix("closeOutput\n"))
    }

    @Test func drainingRefusesAndCloses() {
        for (refusal, expected) in [
            (ServerOptions.Refusal.overloaded, "END 2 0 2"),
            (
                .unavailable(retryAfter: 7),
                "OUT 2 Status: 503 Service Unavailable|Content-Type: text/plain|Retry-After: 7||\nOUT 2 \nEND 2 0 0"
            ),
        ] {
            var driver = ConnectionDriver(ServerOptions(refusal: refusal))
            driver.feed { $0.writeRequest(1, variables: getVariables) }
            _ = driver.look()
            driver.act { $0.drain() }
            driver.feed { $0.writeRequest(2, variables: getVariables) }
            #expect(driver.look() == expected)
            driver.respond(1)
            #expect(driver.look().hasPrefix("closeOutput\nOUT 1 "))
        }
    }

    @Test func drainingClosesAnIdleConnectionAtOnce() {
        var driver = ConnectionDriver()
        driver.act { $0.drain() }
        #expect(driver.look() == "close")
    }

    @Test func drainingAnswersARequestWhoseFirstBytesHaveCome() {
        var driver = ConnectionDriver(ServerOptions(refusal: .overloaded))
        var bytes = ByteBuffer()
        bytes.writeRequest(1, variables: getVariables)
        let start = bytes.readSlice(length: 5) ?? ByteBuffer()
        driver.act { $0.receive(start) }
        driver.act { $0.drain() }
        #expect(driver.look() == "")
        #expect(driver.connection.isReceivingHead)
        driver.act { $0.receive(bytes) }
        #expect(driver.look() == "closeOutput\nEND 1 0 2")
    }

    @Test func drainingClosesAfterARecordThatIsNoRequest() {
        var driver = ConnectionDriver()
        driver.act { $0.receive(ByteBuffer(bytes: [1, 9, 0, 0, 0, 0])) }
        driver.act { $0.drain() }
        #expect(driver.look() == "")
        driver.act { $0.receive(ByteBuffer(bytes: [0, 0])) }
        #expect(driver.look() == "close\nRESULT ")
    }

    @Test func theEndOfAnIdleConnectionClosesIt() {
        var driver = ConnectionDriver()
        driver.act { $0.inputClosed() }
        #expect(driver.look() == "close")
    }

    @Test(
        arguments: [
            ([2, 1, 0, 2, 0, 8, 0, 0], "version"),
            ([1, 1, 0, 1, 0, 8, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0], "requestInUse"),
            ([1, 1, 0, 2, 0, 7, 0, 0, 0, 1, 1, 0, 0, 0, 0], "shortBegin"),
            ([1, 1, 0, 2, 0, 0, 0, 0], "shortBegin"),
            ([1, 1, 0, 0, 0, 8, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0], "nullRequest"),
            ([1, 2, 0, 0, 0, 0, 0, 0], "nullRequest"),
            ([1, 4, 0, 0, 0, 0, 0, 0], "nullRequest"),
            ([1, 5, 0, 0, 0, 0, 0, 0], "nullRequest"),
            ([1, 8, 0, 0, 0, 0, 0, 0], "nullRequest"),
        ] as [([UInt8], String)]) func brokenProtocolCloses(bytes: [UInt8], code: String)
    {
        for split in Split.allCases {
            var driver = ConnectionDriver()
            driver.feed { $0.writeRequest(1, variables: getVariables) }
            driver.act { $0.receive(ByteBuffer()) }
            _ = driver.look()
            driver.feed(split) { $0.writeBytes(bytes + [1, 9, 0, 0, 0, 0, 0, 0]) }
            #expect(driver.look() == "fault \(code)\nabort 1\nclose")
            driver.respond(1)
            #expect(driver.look() == "")
        }
    }

    @Test(arguments: [RecordType.parameters, .standardInput, .data]) func streamsOfRequestZeroClose(type: RecordType) {
        var driver = ConnectionDriver()
        driver.feed { $0.writeRecord(type, request: 0, content: ByteBuffer(string: "abc")) }
        #expect(driver.look() == "fault nullRequest\nclose")
    }

    @Test func aLongBeginningIsRead() {
        var driver = ConnectionDriver()
        driver.feed { bytes in
            bytes.writeBytes([1, 1, 0, 1, 0, 10, 2, 0, 0, 1, 1, 0, 0, 0, 0, 0, 9, 9, 7, 7] as [UInt8])
            bytes.writeStreamEnd(.parameters, request: 1)
        }
        #expect(driver.look() == "begin 1 responder")
    }
}
