import NIOCore
import Testing

@testable import FastCGI

/// Reading pauses while an application has too much that it has not used up.
@Suite struct InFlightTests {
    private func options(_ change: (inout ServerLimits) -> Void) -> ServerOptions {
        var options = ServerOptions()
        change(&options.limits)
        return options
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
}
