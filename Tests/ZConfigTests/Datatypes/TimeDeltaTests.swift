import Testing

@testable import ZConfig

@Suite struct TimeDeltaTests {
    @Test(arguments: [
        ("", 0), ("   ", 0), ("0s", 0), ("-0s", 0), ("1s", 1_000_000_000), ("15m", 900_000_000_000),
        ("0.25s", 250_000_000),
        ("1h 30m", 5_400_000_000_000), ("30m 1h", 5_400_000_000_000), ("1d", 86_400_000_000_000),
        ("1w", 604_800_000_000_000),
        ("1w 1d 1h 1m 1s", 694_861_000_000_000), ("1.5h 1.5m", 5_490_000_000_000), ("-1m 1s", -59_000_000_000),
        ("+1s", 1_000_000_000), (".5s", 500_000_000), ("1.s", 1_000_000_000), ("1e3s", 1_000_000_000_000),
        ("1E-3s", 1_000_000),
        ("1_0m", 600_000_000_000), ("\u{663}s", 3_000_000_000), ("1h\u{A0}30m", 5_400_000_000_000),
        ("1h\u{1C}1m", 3_660_000_000_000),
        // Of parts with the same unit the last counts.
        ("1s 2s", 2_000_000_000), ("5s 0s", 0), ("1e400s 1s", 1_000_000_000), ("1m 1s 2m", 121_000_000_000),
        // Rounded once, halves away from zero.
        ("0.0000000005s", 1), ("-0.0000000005s", -1), ("0.00000000049999999999s", 0), ("1e-400s", 0),
        ("0.00000000000001w", 6), ("0.0000000015s", 2), ("0.1s 0.2m", 12_100_000_000), ("3.7d", 319_680_000_000_000),
        ("12345.678901234s", 12_345_678_901_234), ("1e20d -24e20h 1s", 1_000_000_000),
    ])
    func accepts(text: String, nanoseconds: Int64) throws {
        #expect(try Datatype.timedelta.convert(text).nanoseconds == nanoseconds)
    }

    /// What Python's type holds and 64 bits of nanoseconds do not.
    @Test(arguments: [
        ("106751d", 9_223_286_400_000_000_000), ("106752d", Int64.max), ("999999999d", .max),
        ("999999999d 86399s", .max),
        ("-106752d", .min), ("-999999999d", .min), ("9223372036.854775807s", .max), ("9223372036.854775806s", .max - 1),
        ("9223372036.8547758074s", .max), ("-9223372036.854775808s", .min), ("1e13s", .max),
    ])
    func staysAtTheEnds(text: String, nanoseconds: Int64) throws {
        #expect(try Datatype.timedelta.convert(text).nanoseconds == nanoseconds)
    }

    @Test(arguments: [
        "1000000000d", "999999999d 86400s", "-999999999d -1s", "1e400s", "-1e400s", "1e999999999999999999w",
        "142857143w",
    ])
    func refusesWhatIsTooLong(text: String) {
        #expect(throws: ConversionError("'\(text)' is too long a time: more than 999999999 days")) {
            try Datatype.timedelta.convert(text)
        }
    }

    @Test(arguments: [
        "15", "m", "s", "1M", "1S", "1.5", "nans", "infs", "-infm", "1 h", "1h30m", "1h 30", "1ms", "1us", "1µs", "1y",
        "1min", "1_m", "_1m",
        "1,5h", "0x1s", "1h, 30m", "1h # a", "é", "1é", "1s\u{0}", "--1s", "1 s", "1\u{1C}s", "1e5", "es", ".s", "P1D",
    ])
    func refusesAnythingElse(text: String) {
        #expect(throws: ConversionError.self) { try Datatype.timedelta.convert(text) }
    }
}
