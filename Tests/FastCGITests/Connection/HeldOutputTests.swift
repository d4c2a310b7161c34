import HTTPTypes
import NIOCore
import Testing

@testable import FastCGI

/// Answers wait for the end of the body, and what begins is seen.
@Suite struct HeldOutputTests {
    private func options(_ change: (inout ServerLimits) -> Void) -> ServerOptions {
        var options = ServerOptions()
        change(&options.limits)
        return options
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
