import ScheduleSimulation
import Scheduling
import Testing

@testable import DaemonAppCLI

@Suite struct WorkloadFileTests {
    private func read(_ json: String) throws -> Workload {
        try WorkloadFile.read(Array(json.utf8), daemons: ["a", "b", "mail-queues/queue"])
    }

    @Test func itReadsEverythingThereIs() throws {
        let workload = try read(
            """
            {"daemons": {"a": {"arrivals": [[100.0, 25], [0, 1]], "secondsPerUnit": 0.1, "secondsWhenIdle": 0.05,
                               "failingRuns": [3, 3], "doneAfterRuns": 7},
                         "mail-queues/queue": {}},
             "requests": [[12.5, 0.2]],
             "wakes": [[300.0, "b"]]}
            """)
        var a = DaemonWorkload()
        a.arrivals = [.init(at: at(100), units: 25), .init(at: at(0), units: 1)]
        a.timePerUnit = length(0.1)
        a.timeWhenIdle = length(0.05)
        a.failingRuns = [3]
        a.doneAfterRuns = 7
        #expect(workload.daemons == ["a": a, "mail-queues/queue": DaemonWorkload()])
        #expect(workload.requests == [.init(start: at(12.5), length: length(0.2))])
        #expect(workload.wakes == [.init(at: at(300), daemon: "b")])
    }

    @Test func aGatewayListensWhereRequestsAreNamed() throws {
        #expect(try read("{}") == Workload())
        #expect(try read("{}").requests == nil)
        #expect(try read(#"{"requests": []}"#).requests == [])
    }

    @Test(arguments: [
        "", "{", "[]", "null", "1", "{} {}", #"{"daemons": null}"#, #"{"daemons": []}"#, #"{"daemon": {}}"#,
        #"{"Daemons": {}}"#, #"{"daemons": {"c": {}}}"#, #"{"daemons": {"A": {}}}"#,
        #"{"daemons": {"a": {"units": 1}}}"#,
        #"{"daemons": {"a": {"secondsPerUnit": -1}}}"#, #"{"daemons": {"a": {"secondsPerUnit": -1e-12}}}"#,
        #"{"daemons": {"a": {"secondsPerUnit": "1"}}}"#, #"{"daemons": {"a": {"secondsPerUnit": true}}}"#,
        #"{"daemons": {"a": {"secondsPerUnit": null}}}"#, #"{"daemons": {"a": {"secondsPerUnit": NaN}}}"#,
        #"{"daemons": {"a": {"arrivals": [1, 2]}}}"#, #"{"daemons": {"a": {"arrivals": [[1]]}}}"#,
        #"{"daemons": {"a": {"arrivals": [[1, 2, 3]]}}}"#, #"{"daemons": {"a": {"arrivals": [[1, 0.5]]}}}"#,
        #"{"daemons": {"a": {"arrivals": [[1, 1.0000000000000000000000000000000000000000000000001]]}}}"#,
        #"{"daemons": {"a": {"arrivals": [[1, 1e-400]]}}}"#,
        #"{"daemons": {"a": {"arrivals": [[1, -1]]}}}"#, #"{"daemons": {"a": {"arrivals": [[-1, 1]]}}}"#,
        #"{"daemons": {"a": {"arrivals": {}}}}"#, #"{"daemons": {"a": {"failingRuns": [1.5]}}}"#,
        #"{"daemons": {"a": {"failingRuns": 1}}}"#, #"{"daemons": {"a": {"failingRuns": [-1]}}}"#,
        #"{"daemons": {"a": {"doneAfterRuns": -1}}}"#, #"{"daemons": {"a": {"doneAfterRuns": 0.5}}}"#,
        #"{"daemons": {"a": {}, "a": {}}}"#, #"{"requests": [], "requests": []}"#, #"{"requests": [[1, 1],]}"#,
        #"{"requests": [],}"#, #"{"requests": [[01, 1]]}"#, #"{"requests": [[1., 1]]}"#, #"{"requests": [[.1, 1]]}"#,
        #"{"requests": [[+1, 1]]}"#, #"{"requests": [[1e, 1]]}"#, #"{"requests": [[0x1, 1]]}"#,
        #"{"requests": [[1 2]]}"#,
        #"{"wakes": [[1, "\x"]]}"#, #"{"wakes": [[1, "\ud83d"]]}"#, #"{"wakes": [[1, "\u00+1"]]}"#,
        #"{"wakes": [[1, "a]]}"#,
        String(repeating: "[", count: 100_000), "{\"wakes\": [[1, \"a\n\"]]}", "// {}\n{}",
        #"{"requests": [[-1, 1]]}"#, #"{"requests": [[1, -1]]}"#, #"{"requests": [1, 2]}"#,
        #"{"wakes": [[1, "c"]]}"#, #"{"wakes": [["a", 1]]}"#, #"{"wakes": [[1, 2]]}"#, #"{"wakes": [[-1, "a"]]}"#,
    ])
    func anythingElseIsAnError(json: String) {
        #expect(throws: InputError.self) { try read(json) }
    }

    @Test func anErrorNamesItsPlace() {
        #expect {
            try read(#"{"daemons": {"a": {"arrivals": [[1, 1], [2, 1.5]]}}}"#)
        } throws: {
            "\($0)".hasPrefix("daemons.a.arrivals[1]: ")
        }
        #expect {
            try read(#"{"wakes": [[1, "nobody"]]}"#)
        } throws: {
            "\($0)".contains("'nobody'")
        }
    }

    @Test func whatIsNoJSONIsToldWithItsLine() {
        #expect {
            try read("{\n  \"requests\": [\n    [1, 2]\n    [3, 4]\n  ]\n}")
        } throws: {
            "\($0)" == "this is not JSON: line 4: ']' is missing"
        }
        #expect {
            try WorkloadFile.read([0x22, 0xFF, 0x22], daemons: [])
        } throws: {
            "\($0)" == "this is not JSON: it is not UTF-8"
        }
    }

    @Test func aNameMayBeWrittenWithEscapes() throws {
        let wakes = try read(#"{"wakes": [[1, "\u0061"], [2, "mail-queues\/queue"]]}"#).wakes
        #expect(wakes.map(\.daemon) == ["a", "mail-queues/queue"])
        let name = "\u{8}\u{C}\n\r\t\"\\ é 👩"
        let json = Array(#"{"wakes": [[1, "\b\f\n\r\t\"\\ \u00e9 \uD83D\uDC69"]]}"#.utf8)
        #expect(try WorkloadFile.read(json, daemons: [name]).wakes.map(\.daemon) == [name])
    }

    @Test func anErrorIsFitForATerminal() {
        #expect {
            try read(#"{"\u001b[31m": 1}"#)
        } throws: {
            "\($0)".contains(#"unknown key '\u{1B}[31m'"#)
        }
    }

    @Test func theUnitsAreLimitedInAll() throws {
        let most = #"{"daemons": {"a": {"arrivals": [[0, 9999999]]}, "b": {"arrivals": [[0, 1]]}}}"#
        #expect(try read(most).daemons["a"]?.arrivals.first?.units == 9_999_999)
        for more in ["2", "1e30", "1e300", "9223372036854775807"] {
            #expect(throws: InputError.self) {
                try read(#"{"daemons": {"a": {"arrivals": [[0, 9999999]]}, "b": {"arrivals": [[0, \#(more)]]}}}"#)
            }
        }
    }

    @Test(arguments: [
        ("0", 0), ("-0", 0), ("-0.0", 0), ("1e-9", 1), ("0.1", 100_000_000), ("0.1e1", 1_000_000_000),
        ("0.0000000005", 1), ("0.00000000049999", 0), ("5e-10", 1), ("4.9e-10", 0), ("1e-400", 0),
        ("0.123456789499", 123_456_789), ("0.1234567895", 123_456_790), ("0.9999999995", 1_000_000_000),
        ("1.999999999999999999999", 2_000_000_000), ("9223372036.854775807", .max), ("9223372036.854775806", .max - 1),
        ("9223372037", .max), ("1e30", .max), ("1e127", .max), ("1e128", .max), ("1e-130", 0), ("0e400", 0),
        ("1e99999999999999999999", .max), ("1e-99999999999999999999", 0),
        ("0.00000000049999999999999999999999999999999999999", 0),
        ("1000000000000000000000000000000e-30", 1_000_000_000), ("12.5E+1", 125_000_000_000), ("1e400", .max),
        ("123456789012345678901234567890123456789012345", .max),
    ])
    func secondsAreRoundedToANanosecond(number: String, count: Int64) throws {
        let workload = try read(#"{"daemons": {"a": {"secondsPerUnit": \#(number)}}}"#)
        #expect(workload.daemons["a"]?.timePerUnit.count == count)
    }

    @Test(arguments: [("1", 1), ("1.0", 1), ("1e2", 100), ("-0", 0), ("10000000", 10_000_000)])
    func wholeNumbersMayBeWrittenInAnyWay(number: String, units: Int) throws {
        let workload = try read(#"{"daemons": {"a": {"arrivals": [[0, \#(number)]]}}}"#)
        #expect(workload.daemons["a"]?.arrivals.first?.units == units)
    }
}
