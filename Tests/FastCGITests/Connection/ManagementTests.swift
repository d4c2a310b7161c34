import NIOCore
import Testing

@testable import FastCGI

/// Records that belong to no request.
@Suite struct ManagementTests {
    @Test(arguments: [
        ([], ""),
        (["FCGI_MAX_CONNS"], "FCGI_MAX_CONNS=17"),
        (["FCGI_MPXS_CONNS", "FCGI_MAX_REQS"], "FCGI_MAX_REQS=23 FCGI_MPXS_CONNS=1"),
        (["FCGI_MAX_CONNS", "OTHER", "", "FCGI_MAX_CONNS"], "FCGI_MAX_CONNS=17"),
        (["fcgi_max_conns", "FCGI_MAX_CONN"], ""),
    ]) func valuesAreThoseThatAreAskedFor(names: [String], expected: String) {
        var options = ServerOptions()
        options.limits.connections = 17
        options.limits.requests = 23
        for split in Split.allCases {
            var driver = ConnectionDriver(options)
            driver.feed(split) { $0.writeGetValues(names) }
            #expect(driver.look() == "RESULT \(expected)")
        }
    }

    @Test func withoutMultiplexingTheValueSaysSo() {
        var driver = ConnectionDriver(ServerOptions(multiplexes: false))
        driver.feed { $0.writeGetValues(["FCGI_MPXS_CONNS"]) }
        #expect(driver.look() == "RESULT FCGI_MPXS_CONNS=0")
    }

    @Test func aNameThatIsAskedForVeryOftenIsOneValue() {
        var driver = ConnectionDriver()
        driver.feed { $0.writeGetValues(Array(repeating: "FCGI_MAX_CONNS", count: 4000)) }
        #expect(driver.records().map(\.content.count) == [20])
    }

    @Test func pairsThatCannotBeReadGiveNoValues() {
        var driver = ConnectionDriver()
        driver.feed { $0.writeRecord(.getValues, request: 0, content: ByteBuffer(bytes: [200, 1])) }
        #expect(driver.look() == "RESULT ")
    }

    @Test(arguments: [0, 12, 99, 255] as [UInt8], Split.allCases)
    func unknownTypesAreNamed(type: UInt8, split: Split) {
        var driver = ConnectionDriver()
        driver.feed(split) { bytes in
            bytes.writeRecord(RecordType(rawValue: type), request: 0, content: ByteBuffer(string: "whatever"))
            bytes.writeGetValues([])
        }
        #expect(driver.look() == "UNKNOWN \(type)\nRESULT ")
    }

    @Test func unknownTypesOfARequestAreSkipped() {
        var driver = ConnectionDriver()
        driver.feed { bytes in
            bytes.writeBeginRequest(1)
            bytes.writeRecord(RecordType(rawValue: 77), request: 1, content: ByteBuffer(string: "whatever"))
            bytes.writeRecord(.getValues, request: 1, content: ByteBuffer(string: "whatever"))
            bytes.writeStreamEnd(.parameters, request: 1)
            bytes.writeRecord(RecordType(rawValue: 78), request: 1)
            bytes.writeRecord(RecordType(rawValue: 79), request: 2)
        }
        #expect(driver.look() == "begin 1 responder")
    }

    @Test(arguments: [RecordType.endRequest, .standardOutput, .standardError, .getValuesResult, .unknownType])
    func theApplicationsOwnWordsAreSkipped(type: RecordType) {
        var driver = ConnectionDriver()
        driver.feed { $0.writeRecord(type, request: 0, content: ByteBuffer(repeating: 0, count: 8)) }
        driver.feed { $0.writeRecord(type, request: 0) }
        #expect(driver.look() == "")
    }

    @Test func managementIsAnsweredWithinAStream() {
        var driver = ConnectionDriver()
        driver.feed { bytes in
            bytes.writeBeginRequest(1)
            bytes.writeRecord(.parameters, request: 1, content: ByteBuffer(bytes: [1]))
            bytes.writeGetValues(["FCGI_MPXS_CONNS"])
            bytes.writeRecord(.parameters, request: 1, content: ByteBuffer(bytes: [1, 65, 66]))
            bytes.writeStreamEnd(.parameters, request: 1)
        }
        #expect(driver.look() == "begin 1 responder\nRESULT FCGI_MPXS_CONNS=1")
        #expect(driver.variables[1]?["A"] == "B")
    }
}
