import Testing

@testable import Scheduling

@Suite struct NanosecondsTests {
    @Test(arguments: [
        (0, "0s"), (1, "<0.001s"), (250_000_000, "0.25s"), (40_000_000_000, "40s"), (5_400_000_000_000, "1h 30m"),
        (691_200_000_000_000, "1w 1d"), (Int64.max, "never"), (-1_500_000_000, "-1.5s"),
        (999_999, "<0.001s"), (1_000_000, "0.001s"), (1_499_999, "0.001s"), (1_500_000, "0.002s"),
        (59_000_000_000, "59s"),
        (60_000_000_000, "1m"), (3_600_000_000_000, "1h"), (86_400_000_000_000, "1d"), (604_800_000_000_000, "1w"),
        (61_000_000_000, "1m 1s"), (3_601_000_000_000, "1h"), (3_660_000_000_000, "1h 1m"),
        (3_492_000_000_000, "58m 12s"),
        (608_400_000_000_000, "1w"), (Int64.max - 1, "15250w 1d"),
    ])
    func readsWellForPeople(count: Int64, text: String) {
        #expect(Nanoseconds(count).text == text)
    }

    @Test func sumsAndProductsStayAtTheGreatestValue() {
        #expect(Nanoseconds(.max) + Nanoseconds(1) == .forever)
        #expect(Nanoseconds.seconds(.max) == .forever)
        #expect(Instant.never - Instant(.seconds(3)) == .forever)
    }
}
