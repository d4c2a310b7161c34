import Scheduling
import Testing

/// The lines of a trace: keys in order, no spaces, numbers exact.
@Suite struct TraceTests {
    @Test(arguments: [
        (TraceEvent(at: .start, .start(app: "foo")), #"{"at":0,"event":"start","app":"foo"}"#),
        (
            TraceEvent(at: at(2.5.s), .run(daemon: "a", run: 1, due: at(2.s))),
            #"{"at":2.5,"event":"run","daemon":"a","run":1,"due":2}"#
        ),
        (
            TraceEvent(
                at: at(0.05.s),
                .finish(daemon: "a", run: 1, outcome: .idle(), units: 0, wait: 40.s, next: at(40.05.s))),
            #"{"at":0.05,"event":"finish","daemon":"a","run":1,"outcome":"idle","units":0,"wait":40,"next":40.05}"#
        ),
        (
            TraceEvent(
                at: at(1.ns),
                .finish(
                    daemon: "seed/queue", run: 12, outcome: .worked(next: at(9.s)), units: 25, wait: .zero,
                    next: at(1.ns))),
            #"{"at":0.000000001,"event":"finish","daemon":"seed/queue","run":12,"outcome":"worked","units":25,"wait":0,"#
                + #""next":0.000000001}"#
        ),
        (
            TraceEvent(at: at(1.s), .finish(daemon: "a", run: 2, outcome: .done, units: 1, wait: nil, next: nil)),
            #"{"at":1,"event":"finish","daemon":"a","run":2,"outcome":"done","units":1,"wait":null,"next":null}"#
        ),
        (
            TraceEvent(
                at: at(1.s), .finish(daemon: "a", run: 2, outcome: .failed, units: 0, wait: .forever, next: .never)),
            #"{"at":1,"event":"finish","daemon":"a","run":2,"outcome":"failed","units":0,"wait":null,"next":null}"#
        ),
        // Where the sum does not fit the wait is null as well, whatever it was.
        (
            TraceEvent(
                at: at(1.s),
                .finish(daemon: "a", run: 2, outcome: .idle(), units: 0, wait: Nanoseconds(.max - 1), next: .never)),
            #"{"at":1,"event":"finish","daemon":"a","run":2,"outcome":"idle","units":0,"wait":null,"next":null}"#
        ),
        (TraceEvent(at: at(60.s), .request), #"{"at":60,"event":"request"}"#),
        (TraceEvent(at: at(60.2.s), .response), #"{"at":60.2,"event":"response"}"#),
        (
            TraceEvent(at: at(900.s), .stop(.idle, next: at(905.5.s))),
            #"{"at":900,"event":"stop","reason":"idle","next":905.5}"#
        ),
        (TraceEvent(at: at(3.s), .stop(.done, next: nil)), #"{"at":3,"event":"stop","reason":"done","next":null}"#),
        (TraceEvent(at: at(3600.s), .end), #"{"at":3600,"event":"end"}"#),
    ])
    func aLineForEachEvent(event: TraceEvent, line: String) {
        #expect(event.json == line)
    }

    @Test func theReasonsOfAStop() {
        #expect(StopReason.allCases.map(\.rawValue) == ["deadline", "signal", "operator", "requests", "done", "idle"])
    }

    @Test(arguments: [
        (0.ns, "0"), (1.ns, "0.000000001"), (10.ns, "0.00000001"), (100_000_000.ns, "0.1"), (1_050_000_000.ns, "1.05"),
        (123_456_789.ns, "0.123456789"), (999_999_999.ns, "0.999999999"), (10.s, "10"), (1_000_000_000.s, "1000000000"),
        (Nanoseconds(.max - 1), "9223372036.854775806"), (.forever, "null"), (nil as Nanoseconds?, "null"),
        ((-1).ns, "-0.000000001"), ((-1.5).s, "-1.5"), ((-20).s, "-20"),
        (Nanoseconds(.min), "-9223372036.854775808"),
    ])
    func secondsAreDecimalAndExact(length: Nanoseconds?, text: String) {
        var line = ""
        line.append(seconds: length)
        #expect(line == text)
    }

    @Test(arguments: [
        ("", #""""#), ("plain", #""plain""#), (#"a"b\c/d"#, #""a\"b\\c/d""#), ("\n\r\t", #""\n\r\t""#),
        ("\u{0}\u{1}\u{8}\u{c}\u{1b}\u{1f} \u{7f}", "\"\\u0000\\u0001\\u0008\\u000c\\u001b\\u001f \u{7f}\""),
        ("äöü ∑ 👩‍👩‍👧", "\"äöü ∑ 👩‍👩‍👧\""), ("e\u{301}", "\"e\u{301}\""), ("\u{2028}&<>", "\"\u{2028}&<>\""),
        // A combining mark after a character that is escaped is a scalar of its own.
        ("\"\u{301}\n\u{301}", "\"\\\"\u{301}\\n\u{301}\""), ("\r\n", #""\r\n""#),
    ])
    func stringsAreEscaped(text: String, json: String) {
        var line = ""
        line.append(jsonString: text)
        #expect(Array(line.unicodeScalars) == Array(json.unicodeScalars))
    }
}
