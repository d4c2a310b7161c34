import Testing

@testable import ZConfig

@Suite struct TimeDeltaTests {
    @Test(arguments: [
        ("15m", 900_000_000_000), ("0.25s", 250_000_000), ("1h 30m", 5_400_000_000_000), ("", 0), ("1s 2s", 2_000_000_000),
        ("0.0000000005s", 1), ("-0.0000000005s", -1), ("1w", 604_800_000_000_000), ("999999999d", Int64.max),
    ])
    func readsLengths(text: String, nanoseconds: Int64) throws {
        #expect(try Datatype.timedelta.convert(text).nanoseconds == nanoseconds)
    }

    @Test(arguments: ["15", "m", "1M", "1.5", "nan s", "nans", "infs", "1 h", "1000000000d"])
    func refusesAnythingElse(text: String) {
        #expect(throws: ConversionError.self) { try Datatype.timedelta.convert(text) }
    }
}
