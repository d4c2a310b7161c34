import BigInt
import Testing

@testable import ZConfig

@Suite struct IntegerTests {
    @Test(arguments: [
        ("0", 0), ("-0", 0), ("7", 7), ("+7", 7), ("-5", -5), ("007", 7), ("1_000", 1000), ("1_0_0", 100), (" 3 ", 3),
        ("\t4\n", 4),
        ("\u{B}5\u{C}", 5), ("\u{A0}6\u{3000}", 6), ("\u{85}7", 7), ("\u{2028}8", 8), ("\u{663}", 3),
        ("\u{FF11}\u{FF12}", 12),
        ("-\u{661}\u{662}", -12), ("1\u{660}", 10), ("999999999999999999", 999_999_999_999_999_999),
        ("1000000000000000000", 1_000_000_000_000_000_000), ("9223372036854775807", Int.max),
        ("-9223372036854775808", Int.min),
    ])
    func accepts(text: String, number: Int) throws {
        #expect(try Datatype.integer.convert(text) == BigInt(number))
    }

    @Test(arguments: [
        "", " ", "+", "-", "+-1", "--1", "- 1", "1 2", "_1", "1_", "1__0", "1.0", "1e3", "0x10", "0b1", "1a", "a", "²",
        "½", "Ⅷ", "一",
        "1\u{0}", "\u{1C}1", "1\u{1F}", "1\u{200B}", "1,000", "1'000", "1\u{FEFF}", "∞", "true", "1 # a",
    ])
    func refusesAnythingElse(text: String) {
        #expect(throws: ConversionError.self) { try Datatype.integer.convert(text) }
    }

    @Test func hasNoLimit() throws {
        let digits = "123456789" + String(repeating: "0", count: 100)
        #expect(try Datatype.integer.convert(digits) == BigInt(123_456_789) * BigInt(10).power(100))
        #expect(try Datatype.integer.convert("-" + digits) == BigInt(-123_456_789) * BigInt(10).power(100))
    }

    /// Python converts no more, leading zeros counted and `_` not.
    @Test func takes4300Digits() throws {
        #expect(try Datatype.integer.convert(String(repeating: "0", count: 4299) + "1") == 1)
        #expect(throws: ConversionError.self) {
            try Datatype.integer.convert(String(repeating: "0", count: 4300) + "1")
        }
        #expect(try Datatype.integer.convert(String(repeating: "1_", count: 4299) + "1") > 0)
        #expect(throws: ConversionError.self) {
            try Datatype.integer.convert(String(repeating: "1_", count: 4300) + "1")
        }
    }
}

@Suite struct ByteSizeTests {
    @Test(arguments: [
        ("0", 0), ("10", 10), ("-1", -1), ("1kb", 1024), ("1KB", 1024), ("1Kb", 1024), ("2mb", 2_097_152),
        ("3gB", 3_221_225_472),
        ("1 kb", 1024), ("1\u{3000}mb", 1_048_576), ("+1gb", 1_073_741_824), ("-1kb", -1024), ("1_0kb", 10240),
        ("0gb", 0),
        ("\u{661}kb", 1024), (" 5 ", 5), (" 5kb", 5120), ("1\u{212A}B", 1024),
    ])
    func accepts(text: String, bytes: Int) throws {
        #expect(try Datatype.byteSize.convert(text) == BigInt(bytes))
    }

    @Test(arguments: [
        "", "kb", "1k", "1m", "1g", "1b", "1tb", "1kib", "1.5kb", "1e3kb", "1kbkb", "1mbgb", "1 k b", "1kb ",
        "1\u{1C}kb", "1kb1",
        "1\u{301}kb", "1kb\u{301}",
    ])
    func refusesAnythingElse(text: String) {
        #expect(throws: ConversionError.self) { try Datatype.byteSize.convert(text) }
    }

    @Test func hasNoLimit() throws {
        #expect(
            try Datatype.byteSize.convert("99999999999999999999gb") == BigInt(10).power(20) * BigInt(1 << 30)
                - BigInt(1 << 30))
    }
}
