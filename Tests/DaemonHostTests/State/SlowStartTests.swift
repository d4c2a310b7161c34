import DaemonAppTesting
import Daemons
import FoundationEssentials
import Scheduling
import Testing

@testable import DaemonHost

/// A start takes time, of which what is kept must know nothing.
@Suite(.timeLimit(.minutes(5))) struct SlowStartTests {
    let fixture: StateFixture
    let book = RunBook()

    init() throws {
        fixture = try StateFixture()
    }

    /// 60 s after the run at the beginning, 30 of which have passed when the second app starts.
    @Test(arguments: [0, 5, 29]) func aDueTimeStaysWhereItIsOnTheWallClock(length: Int) async throws {
        let wanted = [Probe.wanted("a", book, every: .seconds(60))]
        let first = try fixture.app(wanted)
        await first.advance(by: .seconds(10))
        await fixture.stop(first, thenPass: 20)
        let second = try fixture.app(wanted, starting: .seconds(length))
        await second.settle()
        await second.advance(by: .seconds(29 - length))
        #expect(book.runs(of: "a") == 1)
        await second.advance(by: .seconds(1))
        #expect(book.runs(of: "a") == 2)
        await fixture.stop(second)
    }

    @Test func manyStartsDoNotWearItAway() async throws {
        let wanted = [Probe.wanted("a", book, every: .seconds(600))]
        let first = try fixture.app(wanted)
        await first.settle()
        await fixture.stop(first)
        for _ in 0..<20 {
            let next = try fixture.app(wanted, starting: .seconds(7))
            await fixture.stop(next, thenPass: 3)
        }
        #expect(try fixture.kept()["a"]?.due == StateFixture.epoch + 600)
        #expect(book.runs(of: "a") == 1)
    }

    @Test func whatIsWrittenAtTheStartIsByTheSameClock() async throws {
        let wanted = [Probe.wanted("a", book, every: .seconds(60)) { $0.startAfter = .seconds(60) }]
        let app = try fixture.app(wanted, starting: .seconds(5))
        await app.settle()
        let written = try await fixture.written()
        // Its first instant was that of the fixture.
        #expect(written["a"]?.due == StateFixture.epoch + 60)
        await fixture.stop(app)
    }

    @Test func runsAreMissedUpToTheFirstInstant() async throws {
        let wanted = [Probe.wanted("a", book, catchUp: .all)]
        let first = try fixture.app(wanted)
        await first.settle()
        await fixture.stop(first, thenPass: 25)
        // Those of 10 and 20, but not that of 30.
        let second = try fixture.app(wanted, starting: .seconds(6))
        await second.settle()
        #expect(book.runs(of: "a") == 3)
        await fixture.stop(second)
    }
}
