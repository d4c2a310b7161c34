import DaemonAppTesting
import Daemons
import Scheduling
import Testing

@testable import DaemonHost

/// What was kept of a daemon is nobody else's who has its name.
@Suite(.timeLimit(.minutes(5))) struct OtherDaemonTests {
    let fixture: StateFixture
    let book = RunBook { _, _ in RunBook.Deed(remembers: "something") }

    init() throws {
        fixture = try StateFixture()
    }

    /// A daemon that runs once an hour.
    private func wanted(type: String = "Probe", identity: UInt64 = 0, lasting: UInt64? = nil) -> WantedDaemon {
        var wanted = Probe.wanted("a", book, every: .seconds(3600), identity: identity)
        wanted.type = type
        if let lasting { wanted.lastingIdentity = lasting }
        return wanted
    }

    /// Runs one daemon once, and a day later another one of its name.
    /// - Returns: whether that one goes on where the first was.
    private func goesOn(_ first: WantedDaemon, _ second: WantedDaemon) async throws -> Bool {
        let before = try fixture.app([first])
        await before.settle()
        await before.app.pause("a")
        await fixture.stop(before, thenPass: 60)
        let after = try fixture.app([second])
        let memory = await after.app.memory(of: "a")
        await after.settle()
        let flags = await after.look()["a"]?.snapshot.flags
        await fixture.stop(after)
        #expect(book.runs(of: "a") == (memory == [:] ? 2 : 1))
        #expect(flags == (memory == [:] ? [] : .pausedByOperator))
        return memory == ["last": "something"]
    }

    @Test func theSameGoesOn() async throws {
        #expect(try await goesOn(wanted(identity: .max), wanted(identity: .max)))
    }

    @Test func anotherIdentityStartsAnew() async throws {
        #expect(try await !goesOn(wanted(identity: .max), wanted(identity: .max - 1)))
    }

    @Test func anotherKindStartsAnew() async throws {
        #expect(try await !goesOn(wanted(), wanted(type: "Other")))
    }

    @Test func onlyWhatLastsOfAnIdentityMatters() async throws {
        #expect(try await goesOn(wanted(identity: 1, lasting: 7), wanted(identity: 2, lasting: 7)))
    }

    @Test func whatIsBelowAnotherKindOfSeedStartsAnew() async throws {
        let wants = TestSeed.Wants()
        wants.set([wanted()])
        let first = try fixture.app([TestSeed.wanted("seed", wants)])
        await first.settle()
        await fixture.stop(first)
        var other = TestSeed.wanted("seed", wants)
        other.type = "Other"
        let second = try fixture.app([other])
        await second.settle()
        #expect(book.runs(of: "seed/a") == 2)
        await fixture.stop(second)
    }

    @Test func aStateThatSaysNeitherIsAnybodys() async throws {
        let due = StateFixture.epoch + 60
        let kept = #"{"name":"a","due":\#(due),"interval":1,"failures":0,"memory":{"last":"x"}}"#
        try fixture.leave(#"{"app":"test","daemons":[\#(kept)]}"#)
        let app = try fixture.app([wanted(identity: 5)])
        #expect(await app.app.memory(of: "a") == ["last": "x"])
        await app.advance(by: .seconds(59))
        #expect(book.runs(of: "a") == 0)
        await app.advance(by: .seconds(1))
        #expect(book.runs(of: "a") == 1)
        await fixture.stop(app)
        #expect(try fixture.kept()["a"]?.type == "Probe")
        #expect(try fixture.kept()["a"]?.identity == 5)
    }
}
