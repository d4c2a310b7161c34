import BigInt
import Testing
import ZConfig

@Suite struct NumberWithUnitTests {
    @Test(arguments: [
        ("0", 0), ("90", 90), ("90s", 90), ("5m", 300), ("2H", 7200), ("1d", 86400), ("-1D", -86400), ("1 m", 60),
        (" 1m", 60), ("1_0s", 10), ("٣h", 10800),
    ])
    func readsTimeIntervals(text: String, seconds: BigInt) throws {
        #expect(try Datatype.timeInterval.convert(text) == seconds)
    }

    @Test func readsIntervalsOfAnySize() throws {
        #expect(try Datatype.timeInterval.convert("100000000000000000000d") == BigInt(864) * BigInt(10).power(22))
    }

    @Test(arguments: [
        "", "s", "1w", "1.5h", "1h 30m", "1hm", "1ms", "1m ", "1s\u{301}", "-", "0x1s", "1e3s", "1s\u{0}",
    ])
    func refusesOtherTimeIntervals(text: String) {
        #expect(throws: ConversionError.self) { try Datatype.timeInterval.convert(text) }
    }

    /// The sign of the kelvin is a `k` in lower case.
    @Test(arguments: [("1\u{212A}b", 1024), ("1 KB", 1024), ("-1gb", -1 << 30)])
    func readsSizes(text: String, bytes: BigInt) throws {
        #expect(try Datatype.byteSize.convert(text) == bytes)
    }
}
