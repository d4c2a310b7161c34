import Testing

@testable import Scheduling

@Suite struct NanosecondsTests {
    @Test(arguments: [
        (0, "0s"), (1, "<0.001s"), (250_000_000, "0.25s"), (40_000_000_000, "40s"), (5_400_000_000_000, "1h 30m"),
        (691_200_000_000_000, "1w 1d"), (Int64.max, "never"), (-1_500_000_000, "-1.5s"),
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
