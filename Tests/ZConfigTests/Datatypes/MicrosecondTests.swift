import Testing
import ZConfig

/// Lengths of time as the reference implementation has them, in microseconds.
@Suite struct MicrosecondTests {
    @Test(
        arguments: [
            ("", 0), ("1s", 1_000_000), ("-1s", -1_000_000), ("1w 1d 1h 1m 1s", 694_861_000_000), ("0.25s", 250_000),
            // Halves to even, of the sum of what is left of all parts.
            ("0.0000005s", 0), ("0.0000015s", 2), ("0.0000025s", 2), ("-0.0000015s", -2), ("1.0000005s", 1_000_001),
            ("0.000001s 0.0000005s", 0), ("0.0000005s 0.00000001m", 1), ("1e-400s", 0),
            // Floating point shows.
            ("12345.678901234s", 12_345_678_901), ("1e20d -24e20h 1s", 1_000_000),
            // Of parts with the same unit the last counts, whatever the others are.
            ("nans 1s", 1_000_000), ("infs 2m 1s", 121_000_000),
        ] as [(String, Int128)])
    func accepts(text: String, microseconds: Int128) throws {
        #expect(try Datatype.timedelta.convert(text).microseconds == microseconds)
    }

    @Test(
        arguments: [
            ("999999999d 86399.999999s", 86_399_999_999_999_999_999),
            ("999999999d 86399.9999994s", 86_399_999_999_999_999_999),
            ("-999999999d", -86_399_999_913_600_000_000), ("-999999999d -0.0000004s", -86_399_999_913_600_000_000),
        ] as [(String, Int128)])
    func reachesTheEnds(text: String, microseconds: Int128) throws {
        #expect(try Datatype.timedelta.convert(text).microseconds == microseconds)
    }

    @Test(arguments: [
        "999999999d 86399.9999996s", "-999999999d -0.0000006s", "1s infs", "1s nans", "-infw", "1e300d -25e300h",
        "999999999.9999999999d",
    ])
    func refusesWhatIsTooLong(text: String) {
        #expect(throws: ConversionError.self) { try Datatype.timedelta.convert(text) }
    }

    @Test(
        arguments: [
            (0, 0), (1, 0), (500, 0), (501, 1), (1499, 1), (1500, 2), (2500, 2), (-499, 0), (-500, 0), (-501, -1),
            (-1500, -2), (-2500, -2), (1_000_000_000, 1_000_000), (.max, 9_223_372_036_854_776),
            (.min, -9_223_372_036_854_776),
        ] as [(Int64, Int128)])
    func roundsNanoseconds(nanoseconds: Int64, microseconds: Int128) {
        let delta = TimeDelta(nanoseconds: nanoseconds)
        #expect(delta.nanoseconds == nanoseconds)
        #expect(delta.microseconds == microseconds)
    }

    /// A value of any type keeps so much in place.
    @Test func isSmall() {
        #expect(MemoryLayout<TimeDelta>.size <= 24)
        #expect(MemoryLayout<TimeDelta>.alignment <= 8)
    }
}
