import DaemonAppTesting
import Daemons
import FoundationEssentials
import Scheduling
import Testing

@testable import DaemonHost

/// What an app finds again when it is started anew.
@Suite(.timeLimit(.minutes(5))) struct RestartTests {
    let fixture: StateFixture
    let book = RunBook()

    init() throws {
        fixture = try StateFixture()
    }

    private func due(_ app: HostedApp, _ name: String = "a") async -> Nanoseconds? {
        await app.look()[name]?.snapshot.instant.sinceStart
    }

    @Test func aDueTimeToComeIsKept() async throws {
        let wanted = [Probe.wanted("a", book, every: .seconds(60))]
        let first = try fixture.app(wanted)
        await first.advance(by: .seconds(10))
        await fixture.stop(first, thenPass: 20)
        // 60 s after the run at 0, of which 30 have passed.
        let second = try fixture.app(wanted)
        await second.advance(by: .seconds(29))
        #expect(book.runs(of: "a") == 1)
        await second.advance(by: .seconds(1))
        #expect(book.runs(of: "a") == 2)
        await fixture.stop(second)
    }

    @Test(arguments: [(CatchUp.none, 0), (.last, 0), (.all, 3)])
    func aDueTimeThatHasPassed(catchUp: CatchUp, more: Int) async throws {
        let wanted = [Probe.wanted("a", book, catchUp: catchUp)]
        let first = try fixture.app(wanted)
        await first.settle()
        // Due at 10, started again at 45: floor(35 / 10) + 1 runs were missed.
        await fixture.stop(first, thenPass: 45)
        let second = try fixture.app(wanted)
        await second.settle()
        #expect(book.runs(of: "a") == (catchUp == .none ? 1 : 2 + more))
        await second.advance(by: .seconds(10))
        #expect(book.runs(of: "a") == (catchUp == .none ? 2 : 3 + more))
        await fixture.stop(second)
    }

    @Test(arguments: [(0.0, 1), (9.0, 1), (10.0, 2), (9_989.0, 999), (9_990.0, 1000), (1e9, 1000)])
    func whatWasMissedIsCountedUpToAThousand(passed: Double, runs: Int) {
        let schedule = DaemonSchedule(DaemonParameters(runEvery: .seconds(10)), catchUp: .all)
        let kept = KeptDaemon(name: "a", due: StateFixture.epoch, interval: 10_000_000_000)
        let date = Date(timeIntervalSince1970: StateFixture.epoch + passed)
        #expect(kept.snapshot(for: schedule, date: date, now: .start).catchUp + 1 == runs)
    }

    @Test func runsThatAreStillToBeCaughtUpAreNotLostAtAStop() async throws {
        let book = RunBook { _, _ in RunBook.Deed(length: .seconds(1)) }
        let wanted = [Probe.wanted("a", book, catchUp: .all)]
        let first = try fixture.app(wanted)
        await first.advance(by: .seconds(1))
        await fixture.stop(first, thenPass: 45)
        let second = try fixture.app(wanted)
        await second.advance(by: .milliseconds(1500))
        #expect(book.runs(of: "a") == 3)
        await fixture.stop(second)
        let third = try fixture.app(wanted)
        #expect(try fixture.kept()["a"]?.missed == 1)
        await third.advance(by: .seconds(8))
        // Four were missed, of which two were made.
        #expect(book.runs(of: "a") == 5)
        await fixture.stop(third)
    }

    @Test func theIntervalIsKeptAndBroughtWithinNewLimits() async throws {
        let first = try fixture.app([
            Probe.wanted("a", book) { ($0.increaseIdleBy, $0.maximumIdle) = (.seconds(10), .seconds(90)) }
        ])
        await first.advance(by: .seconds(55))
        #expect(await first.look()["a"]?.snapshot.interval == .seconds(40))
        await fixture.stop(first)
        let second = try fixture.app([
            Probe.wanted("a", book) { ($0.increaseIdleBy, $0.maximumIdle) = (.seconds(10), .seconds(30)) }
        ])
        await second.settle()
        #expect(await second.look()["a"]?.snapshot.interval == .seconds(30))
        await fixture.stop(second)
    }

    @Test func aPauseAndTheFailuresAreKept() async throws {
        let book = RunBook { name, _ in RunBook.Deed(outcome: name == "b" ? .idle : nil) }
        let wanted = [
            Probe.wanted("a", book) { $0.failureLimit = 2 }, Probe.wanted("b", book), Probe.wanted("c", book),
        ]
        let first = try fixture.app(wanted)
        await first.advance(by: .seconds(15))
        await first.app.pause("b")
        await fixture.stop(first, thenPass: 60)
        let second = try fixture.app(wanted)
        await second.advance(by: .seconds(5))
        let views = await second.look()
        #expect(views["a"]?.snapshot.flags == .pausedByFailures)
        #expect(views["a"]?.snapshot.failures == 2)
        #expect(views["b"]?.snapshot.flags == .pausedByOperator)
        #expect(views["c"]?.snapshot.failures == 3)
        #expect(book.runs(of: "b") == 2)
        await fixture.stop(second)
    }

    @Test func whoWasDoneStartsAnew() async throws {
        let book = RunBook { name, _ in RunBook.Deed(outcome: name == "a" ? .done : .idle) }
        let wanted = [Probe.wanted("a", book, every: .seconds(3600)), Probe.wanted("b", book)]
        let first = try fixture.app(wanted)
        await first.advance(by: .seconds(1))
        await fixture.stop(first)
        let second = try fixture.app(wanted)
        await second.settle()
        #expect(book.runs(of: "a") == 2)
        #expect(book.runs(of: "b") == 1)
        await fixture.stop(second)
    }

    @Test func startAfterCountsOnlyWithoutAState() async throws {
        let wanted = [Probe.wanted("a", book, every: .seconds(60)) { $0.startAfter = .seconds(20) }]
        let first = try fixture.app(wanted)
        await first.advance(by: .seconds(5))
        #expect(book.runs(of: "a") == 0)
        await fixture.stop(first)
        let second = try fixture.app(wanted + [Probe.wanted("b", book) { $0.startAfter = .seconds(20) }])
        await second.advance(by: .seconds(15))
        #expect(book.runs(of: "a") == 1)
        #expect(book.runs(of: "b") == 0)
        await fixture.stop(second)
    }

    @Test func aRunThatWasCutOffIsDueAgain() async throws {
        let slow = RunBook { _, _ in RunBook.Deed(length: .seconds(100)) }
        let wanted = [Probe.wanted("a", slow, every: .seconds(3600))]
        let first = try fixture.app(wanted, AppParameters(gracePeriod: .zero))
        await first.advance(by: .seconds(5))
        await fixture.stop(first)
        let second = try fixture.app(wanted, AppParameters(gracePeriod: .zero))
        await second.settle()
        #expect(slow.runs(of: "a") == 2)
        await fixture.stop(second)
    }

    @Test func whatADaemonRemembersIsKept() async throws {
        let book = RunBook { _, _ in RunBook.Deed(remembers: "\"mail\"/\u{1}\u{e4}") }
        let wanted = [Probe.wanted("a", book)]
        let first = try fixture.app(wanted)
        await first.settle()
        await fixture.stop(first)
        let second = try fixture.app(wanted)
        await second.settle()
        #expect(await second.app.memory(of: "a") == ["last": "\"mail\"/\u{1}\u{e4}"])
        await fixture.stop(second)
    }

    // MARK: The wall clock

    @Test(arguments: [3600.0, -3600.0])
    func setWhileTheAppRunsItDoesNotMoveTheSchedule(step: Double) async throws {
        let wanted = [Probe.wanted("a", book)]
        let app = try fixture.app(wanted)
        await app.advance(by: .seconds(5))
        fixture.stepClock(by: step)
        await app.advance(by: .seconds(4))
        #expect(book.runs(of: "a") == 1)
        await app.advance(by: .seconds(21))
        #expect(book.runs(of: "a") == 4)
        await fixture.stop(app)
        // Due 10 s after the run at 30, by the clock as it is now.
        #expect(try fixture.kept()["a"]?.due == StateFixture.epoch + step + 40)
    }

    @Test func setBackWhileTheAppDoesNotRunItDelaysByAnIntervalAtMost() async throws {
        let wanted = [Probe.wanted("a", book)]
        let first = try fixture.app(wanted)
        await first.settle()
        await fixture.stop(first, thenPass: -1e8)
        let second = try fixture.app(wanted)
        await second.advance(by: .seconds(20))
        #expect(book.runs(of: "a") == 2)
        await fixture.stop(second)
    }

    // MARK: Below a seed

    @Test func whatRunsBelowASeedKeepsItsStateUntilTheSeedHasSpoken() async throws {
        let wants = TestSeed.Wants()
        wants.set([Probe.wanted("a", book, every: .seconds(600)), Probe.wanted("b", book, every: .seconds(600))])
        let wanted = [TestSeed.wanted("seed", wants), Probe.wanted("x", book)]
        let first = try fixture.app(wanted)
        await first.advance(by: .seconds(20))
        await fixture.stop(first, thenPass: 20)
        // It cannot tell at first.
        wants.set(isUnknown: true)
        let second = try fixture.app(wanted)
        await second.advance(by: .seconds(15))
        await fixture.stop(second)
        #expect(try fixture.kept().keys.sorted() == ["seed", "seed/a", "seed/b", "x"])
        // Then it wants one of them.
        wants.set([Probe.wanted("a", book, every: .seconds(600))])
        wants.set(isUnknown: false)
        let third = try fixture.app(wanted)
        await third.advance(by: .seconds(15))
        #expect(book.runs(of: "seed/a") == 1)
        #expect(await due(third, "seed/a") == .seconds(600 - 20 - 20 - 15))
        await fixture.stop(third)
        #expect(try fixture.kept().keys.sorted() == ["seed", "seed/a", "x"])
    }
}

extension DaemonApp {
    func memory(of name: String) -> [String: String]? {
        identifiers[name].map { hostedDaemon($0).context.state }
    }
}
