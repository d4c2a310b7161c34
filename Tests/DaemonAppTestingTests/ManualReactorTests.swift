import DaemonAppTesting
import EventLoopServices
import Testing

@Suite(.timeLimit(.minutes(5))) struct ManualReactorTests {
    @Test(arguments: ReactorConformance.Check.allCases)
    func conforms(_ check: ReactorConformance.Check) async throws {
        try await ReactorConformance({ ManualReactor() }) { reactor, length in
            await (reactor as? ManualReactor)?.advance(by: length)
        }.run(check)
    }

    @Test func theClockStandsStill() async {
        let reactor = ManualReactor()
        let start = reactor.now
        await reactor.advance(by: .zero)
        #expect(reactor.now == start)
        await reactor.advance(by: .seconds(3))
        #expect(reactor.now == start.advanced(by: .seconds(3)))
    }

    @Test func callsSeeTheirOwnInstant() async {
        let reactor = ManualReactor()
        let seen = EventList()
        for seconds in [3, 1, 2] {
            let instant = reactor.now.advanced(by: .seconds(seconds))
            _ = reactor.call(at: instant) { seen.add("\(seconds) \(reactor.now == instant)") }
        }
        await reactor.advance(by: .seconds(2))
        #expect(seen.all == ["1 true", "2 true"])
        #expect(reactor.pendingCalls == 1)
    }
}
