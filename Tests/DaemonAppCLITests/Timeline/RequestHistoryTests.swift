import Scheduling
import Testing

@testable import DaemonAppCLI

@Suite struct RequestHistoryTests {
    /// Requests from 1 to 3 and 2 to 4, one of no length at 6, and one that does not end, from 10.
    private let history: RequestHistory = {
        var history = RequestHistory()
        history.begin(at: at(1))
        history.begin(at: at(2))
        history.end(at: at(3))
        history.end(at: at(4))
        history.begin(at: at(6))
        history.end(at: at(6))
        history.begin(at: at(10))
        return history
    }()

    @Test func itCounts() {
        #expect(history.count == 4)
        #expect(history.answered == 3)
        #expect(history.greatestInFlight == 2)
        #expect(history.busy == [span(1, 4), span(6, 6)])
        #expect(history.steps.map(\.inFlight) == [1, 2, 1, 0, 1, 0, 1])
    }

    @Test(
        arguments: [
            (0, span(0, 20), [span(1, 4), span(10, 20)]),
            (1, span(0, 9), [span(1, 5), span(6, 7)]),
            (2, span(0, 9), [span(1, 8)]),
            (3, span(4.5, 8), [span(4.5, 8)]),
            (1, span(7, 10), []),
            (1, span(5, 6), []),
            (100, span(0, 1), []),
        ] as [(Double, Span, [Span])])
    func waitsForQuietAreDisturbed(quiet: Double, wait: Span, parts: [Span]) {
        #expect(history.disturbances(of: wait, quiet: length(quiet)) == parts)
    }

    @Test func quietComesAfterTheLastRequest() {
        #expect(RequestHistory().quietInstant(for: length(5)) == .start)
        #expect(history.quietInstant(for: length(5)) == nil)
        var ended = history
        ended.end(at: at(11))
        #expect(ended.quietInstant(for: length(5)) == at(16))
    }
}
