import DaemonAppTesting
import Daemons
import Scheduling
import Testing

@testable import DaemonHost

/// A seed and the daemons below it.
@Suite(.timeLimit(.minutes(5))) struct SeedTests {
    let book = RunBook()
    let wants = TestSeed.Wants()

    private func app(_ more: [WantedDaemon] = []) throws -> HostedApp {
        try HostedApp([TestSeed.wanted("seed", wants), Probe.wanted("anchor", book, every: .seconds(3600))] + more)
    }

    @Test func whatItWantsRunsBelowIt() async throws {
        wants.set([Probe.wanted("alice", book), Probe.wanted("bob", book)])
        let app = try app()
        await app.settle()
        #expect(await app.names() == ["anchor", "seed", "seed/alice", "seed/bob"])
        #expect(await app.look()["seed"]?.counters.units == 2)
        // Two new daemons share the ten seconds.
        await app.advance(by: .milliseconds(4999))
        #expect(book.runs(of: "seed/alice") == 1)
        #expect(book.runs(of: "seed/bob") == 0)
        await app.advance(by: .milliseconds(1))
        #expect(book.runs(of: "seed/bob") == 1)
        wants.set([Probe.wanted("bob", book)])
        await app.advance(by: .seconds(5))
        #expect(await app.names() == ["anchor", "seed", "seed/bob"])
        await app.stop()
    }

    @Test func manyFirstRunsAreSpreadEvenly() async throws {
        wants.set((0..<20).map { Probe.wanted("q\($0)", book, every: .seconds(4)) })
        let app = try app()
        await app.settle()
        let views = await app.look()
        let dues = (0..<20).compactMap { views["seed/q\($0)"]?.snapshot.instant.sinceStart }
        #expect(Array(dues.dropFirst()) == (1..<20).map { Nanoseconds.milliseconds(200 * $0) })
        await app.stop()
    }

    @Test func aFailingSeedChangesNothing() async throws {
        wants.set([Probe.wanted("alice", book)])
        let app = try app()
        await app.settle()
        wants.set(isUnknown: true)
        await app.advance(by: .seconds(10))
        #expect(await app.look()["seed"]?.counters.failed == 1)
        #expect(await app.names() == ["anchor", "seed", "seed/alice"])
        await app.stop()
    }

    @Test func aMakerThatFailsChangesNothing() async throws {
        wants.set([Probe.wanted("alice", book)])
        let app = try app()
        await app.settle()
        let before = await app.look()["seed/alice"]
        let broken = WantedDaemon(
            name: "broken", type: "Probe", schedule: DaemonSchedule(DaemonParameters(runEvery: .seconds(1)))
        ) { throw Refusal() }
        wants.set([Probe.wanted("bob", book), broken])
        await app.advance(by: .seconds(9))
        await app.app.wake("seed")
        await app.settle()
        #expect(await app.look()["seed"]?.counters.failed == 1)
        #expect(await app.look()["seed/alice"] == before)
        #expect(await app.look()["seed/bob"] == nil)
        #expect(app.log.messages().contains { $0.contains("daemon 'seed/broken': make: refused") })
        await app.stop()
    }

    @Test func aNameThatIsWantedTwiceOrTakenChangesNothing() async throws {
        wants.set([Probe.wanted("alice", book), Probe.wanted("alice", book)])
        let app = try app([Probe.wanted("seed/bob", book)])
        await app.settle()
        #expect(await app.names() == ["anchor", "seed", "seed/bob"])
        wants.set([Probe.wanted("alice", book), Probe.wanted("bob", book)])
        await app.advance(by: .seconds(10))
        #expect(await app.names() == ["anchor", "seed", "seed/bob"])
        #expect(app.log.messages().filter { $0.contains("there is a daemon of this name already") }.count == 2)
        await app.stop()
    }

    @Test func theEndOfASeedTakesItsDaemonsAlong() async throws {
        let inner = TestSeed.Wants()
        inner.set([Probe.wanted("deep", book)])
        wants.set([TestSeed.wanted("inner", inner), Probe.wanted("alice", book)])
        let app = try app()
        await app.advance(by: .seconds(6))
        #expect(await app.names() == ["anchor", "seed", "seed/alice", "seed/inner", "seed/inner/deep"])
        try await app.app.reconcile(nil, [Probe.wanted("anchor", book, every: .seconds(3600))])
        await app.settle()
        #expect(await app.look().keys.sorted() == ["anchor"])
        await app.stop()
    }

    @Test func whatIsNoSeedAnyMoreHasNothingBelowIt() async throws {
        wants.set([Probe.wanted("alice", book)])
        let app = try app()
        await app.settle()
        let anchor = Probe.wanted("anchor", book, every: .seconds(3600))
        try await app.app.reconcile(nil, [Probe.wanted("seed", book), anchor])
        #expect(await app.names() == ["anchor", "seed"])
        await app.stop()
    }

    @Test func aSeedThatGoesWhileItRunsLeavesNothingBehind() async throws {
        wants.set([Probe.wanted("alice", book)])
        wants.set(length: .seconds(5))
        let app = try app()
        await app.advance(by: .seconds(2))
        // Its run is in progress, and would want alice at 5 s.
        try await app.app.reconcile(nil, [Probe.wanted("anchor", book, every: .seconds(3600))])
        await app.advance(by: .seconds(30))
        #expect(await app.look().keys.sorted() == ["anchor"])
        #expect(book.runs(of: "seed/alice") == 0)
        await app.stop()
    }

    @Test func aSeedThatStaysAfterAllWantsItsDaemonsAgain() async throws {
        wants.set([Probe.wanted("alice", book)])
        let app = try app()
        await app.settle()
        wants.set(length: .seconds(5))
        await app.advance(by: .seconds(12))
        let anchor = Probe.wanted("anchor", book, every: .seconds(3600))
        try await app.app.reconcile(nil, [anchor])
        #expect(await app.names() == ["anchor"])
        try await app.app.reconcile(nil, [TestSeed.wanted("seed", wants), anchor])
        await app.advance(by: .seconds(3))
        #expect(await app.names() == ["anchor", "seed", "seed/alice"])
        await app.stop()
    }

    @Test func oneThatIsDoneIsNotStartedAgainForTheSameWish() async throws {
        let book = RunBook { name, _ in RunBook.Deed(outcome: name == "seed/alice" ? .done : .idle) }
        let anchor = Probe.wanted("anchor", book, every: .seconds(3600))
        wants.set([Probe.wanted("alice", book)])
        let app = try HostedApp([TestSeed.wanted("seed", wants), anchor])
        await app.advance(by: .seconds(60))
        #expect(book.runs(of: "seed/alice") == 1)
        // Other settings are another wish; and so is one that comes again.
        wants.set([Probe.wanted("alice", book, settings: 1)])
        await app.advance(by: .seconds(60))
        #expect(book.runs(of: "seed/alice") == 2)
        wants.set([])
        await app.advance(by: .seconds(10))
        wants.set([Probe.wanted("alice", book, settings: 1)])
        await app.advance(by: .seconds(60))
        #expect(book.runs(of: "seed/alice") == 3)
        await app.stop()
    }

    @Test func aSeedWithOtherSettingsIsAskedAtOnce() async throws {
        let app = try app()
        await app.advance(by: .seconds(1))
        wants.set([Probe.wanted("alice", book)])
        try await app.app.reconcile(
            nil,
            [TestSeed.wanted("seed", wants, settings: 1), Probe.wanted("anchor", book, every: .seconds(3600))])
        await app.settle()
        #expect(await app.names() == ["anchor", "seed", "seed/alice"])
        await app.stop()
    }
}
