import HTTPTypes
import NIOCore
import Testing

@testable import FastCGI

/// Requests that the web server gives up, one by one or with the connection.
@Suite struct AbortTests {
    @Test(arguments: Split.allCases) func anAbortIsTheApplicationsToAnswer(split: Split) {
        var driver = ConnectionDriver()
        driver.feed(split) { bytes in
            bytes.writeBeginRequest(1)
            bytes.writeStreamEnd(.parameters, request: 1)
            bytes.writeStream(.standardInput, request: 1, ByteBuffer(string: "abc"))
            bytes.writeAbortRequest(1)
            bytes.writeAbortRequest(1)
            bytes.writeStream(.standardInput, request: 1, ByteBuffer(string: "late"))
            bytes.writeStreamEnd(.standardInput, request: 1)
        }
        #expect(driver.look() == "begin 1 responder\nbody 1 abc\nabort 1")
        #expect(driver.connection.requestCount == 1)
        driver.respond(1)
        #expect(driver.look() == "OUT 1 \nEND 1 0 0")
        #expect(driver.connection.requestCount == 0)
    }

    @Test func anAbortBeforeTheVariablesEndedIsAnsweredAtOnce() {
        var driver = ConnectionDriver()
        driver.feed { bytes in
            bytes.writeBeginRequest(1)
            bytes.writeStream(.parameters, request: 1, ByteBuffer(string: "abc"))
            bytes.writeAbortRequest(1)
        }
        #expect(driver.look() == "END 1 0 0")
        #expect(driver.connection.isIdle)
    }

    @Test func whatAnAbortedRequestHeldIsNotSent() {
        var driver = ConnectionDriver()
        driver.feed { bytes in
            bytes.writeBeginRequest(1)
            bytes.writeStreamEnd(.parameters, request: 1)
        }
        let id = driver.id(1)
        driver.act { $0.send(ByteBuffer(string: "held"), to: id) }
        driver.feed { $0.writeAbortRequest(1) }
        _ = driver.look()
        driver.act { $0.refuse(id) }
        #expect(driver.look() == "OUT 1 \nEND 1 0 0")
    }

    @Test func afterAnAbortNothingIsUnread() {
        var driver = ConnectionDriver()
        driver.feed { bytes in
            bytes.writeBeginRequest(1, keepsConnection: false)
            bytes.writeStreamEnd(.parameters, request: 1)
            bytes.writeAbortRequest(1)
        }
        _ = driver.look()
        driver.respond(1)
        #expect(driver.look() == "close\nOUT 1 \nEND 1 0 0")
    }

    @Test func theNextRequestShowsThatTheLastOneWasRead() {
        var driver = ConnectionDriver()
        driver.feed { bytes in
            bytes.writeBeginRequest(1)
            bytes.writeStreamEnd(.parameters, request: 1)
        }
        driver.respond(1)
        driver.feed { bytes in
            bytes.writeStreamEnd(.standardInput, request: 1)
            bytes.writeRequest(1, keepsConnection: false, variables: getVariables)
        }
        _ = driver.look()
        driver.respond(1)
        #expect(driver.look().hasPrefix("close\n"))
    }

    @Test func theEndOfInputAbortsWhatRuns() {
        var driver = ConnectionDriver()
        driver.feed { bytes in
            bytes.writeRequest(1, variables: getVariables)
            bytes.writeRequest(2, variables: getVariables)
            bytes.writeAbortRequest(2)
            bytes.writeBeginRequest(3)
        }
        _ = driver.look()
        driver.act { $0.inputClosed() }
        #expect(driver.look() == "abort 1\nclose")
        #expect(driver.connection.requestCount == 2)
        driver.respond(1)
        driver.respond(2)
        #expect(driver.look() == "")
        #expect(driver.connection.requestCount == 0)
    }
}
