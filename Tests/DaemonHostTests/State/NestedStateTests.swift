import DaemonAppTesting
import Daemons
import Scheduling
import Testing

@testable import DaemonHost

/// What is kept of daemons below seeds that are below seeds, and of names that hold a slash.
@Suite(.timeLimit(.minutes(5))) struct NestedStateTests {
    let fixture: StateFixture
    let book = RunBook()
    let outer = TestSeed.Wants()
    let inner = TestSeed.Wants()

    init() throws {
        fixture = try StateFixture()
        inner.set([Probe.wanted("deep", book, every: .seconds(600))])
    }

    /// Lets an app live until all of its daemons are there.
    private func live(_ wanted: [WantedDaemon]) async throws {
        let app = try fixture.app(wanted)
        await app.advance(by: .seconds(25))
        await fixture.stop(app)
    }

    private func kept() throws -> [String] { try fixture.kept().keys.sorted() }

    @Test func whatIsBelowASeedBelowASeedIsKept() async throws {
        outer.set([TestSeed.wanted("inner", inner)])
        let wanted = [TestSeed.wanted("outer", outer)]
        try await live(wanted)
        #expect(try kept() == ["outer", "outer/inner", "outer/inner/deep"])
        #expect(book.runs(of: "outer/inner/deep") == 1)
        // The inner one cannot tell for a while; the outer one has spoken.
        inner.set(isUnknown: true)
        try await live(wanted)
        #expect(try kept() == ["outer", "outer/inner", "outer/inner/deep"])
        inner.set(isUnknown: false)
        let due = try fixture.kept()["outer/inner/deep"]?.due
        try await live(wanted)
        #expect(try fixture.kept()["outer/inner/deep"]?.due == due)
        #expect(book.runs(of: "outer/inner/deep") == 1)
    }

    @Test func whatIsBelowASeedThatIsNotWantedAnyMoreIsForgotten() async throws {
        outer.set([TestSeed.wanted("inner", inner), Probe.wanted("other", book)])
        let wanted = [TestSeed.wanted("outer", outer)]
        try await live(wanted)
        outer.set([Probe.wanted("other", book)])
        try await live(wanted)
        #expect(try kept() == ["outer", "outer/other"])
    }

    @Test func aSlashInTheNameOfASeedDoesNoHarm() async throws {
        let wanted = [TestSeed.wanted("mail/queues", inner)]
        try await live(wanted)
        #expect(try kept() == ["mail/queues", "mail/queues/deep"])
        let due = try fixture.kept()["mail/queues/deep"]?.due
        try await live(wanted)
        #expect(try fixture.kept()["mail/queues/deep"]?.due == due)
        #expect(book.runs(of: "mail/queues/deep") == 1)
        // With the section goes all that was below it.
        try await live([Probe.wanted("mail", book)])
        #expect(try kept() == ["mail"])
    }

    @Test func aSeedDoesNotSpeakForOneWhoseNameGoesOn() async throws {
        outer.set([Probe.wanted("a", book)])
        let wanted = [TestSeed.wanted("mail", outer), TestSeed.wanted("mail/queues", inner)]
        try await live(wanted)
        inner.set(isUnknown: true)
        try await live(wanted)
        #expect(try kept() == ["mail", "mail/a", "mail/queues", "mail/queues/deep"])
    }
}
