import Scheduling
import Testing

@testable import DaemonAppCLI

@Suite struct SpanTests {
    @Test func partsAreTakenOutOfASpan() {
        #expect(span(0, 10).subtracting([]) == [span(0, 10)])
        #expect(span(0, 10).subtracting([span(0, 2), span(4, 5)]) == [span(2, 4), span(5, 10)])
        #expect(span(0, 10).subtracting([span(3, 10)]) == [span(0, 3)])
        #expect(span(0, 10).subtracting([span(0, 10)]) == [])
    }

    @Test func spansThatTouchBecomeOne() {
        var merged = MergedSpans()
        for part in [span(0, 1), span(1, 2), span(3, 3), span(3, 4)] { merged.append(part) }
        #expect(merged.spans == [span(0, 2), span(3, 4)])
    }

    @Test func ofManySpansTheClosestBecomeOne() {
        var merged = MergedSpans()
        for second in 0..<100_000 where second < 5_000 || second >= 90_000 {
            merged.append(span(Double(second), Double(second) + 0.5))
        }
        #expect(merged.spans == [span(0, 4_999.5), span(90_000, 99_999.5)])
    }

    @Test func farApartSpansStayApart() {
        var merged = MergedSpans()
        for second in 0..<MergedSpans.limit { merged.append(span(Double(second), Double(second))) }
        #expect(merged.spans.count == MergedSpans.limit)
        merged.append(span(1e6, 1e6))
        #expect(merged.spans.count <= MergedSpans.limit / 2)
        #expect(merged.spans.last == span(1e6, 1e6))
    }
}
