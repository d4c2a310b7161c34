import DaemonAppTesting
import DaemonHost
import Daemons
import Logging
import Scheduling
import Synchronization
import Testing

/// What runs below a seed is what it wants.
@Suite(.timeLimit(.minutes(5))) struct ReconcileTests {
    /// What a seed wants, and what has become of the daemons that were made for it.
    private final class World: Sendable {
        let wanted = Mutex<[WantedDaemon]>([])
        let books = Mutex(Books())

        struct Books {
            /// How often a daemon was made, by name.
            var made: [String: Int] = [:]
            /// The daemons that run, by name; the number is that of the one that was made.
            var running: [String: Int] = [:]
            /// Runs of one name that were there at once.
            var overlaps = 0
            var runs: [String: [Int]] = [:]
        }

        func daemon(_ name: String, every interval: Int64, length: Int = 0, identity: UInt64 = 0) -> WantedDaemon {
            WantedDaemon(
                name: name, type: "Worker", schedule: DaemonSchedule(DaemonParameters(runEvery: .seconds(interval))),
                recipe: DaemonRecipe(length) { length in
                    let number = self.books.withLock { books in
                        books.made[name, default: 0] += 1
                        return books.made[name] ?? 0
                    }
                    return Scripted { context in
                        self.begin(name, number)
                        if length > 0 { try await context.clock.sleep(for: .seconds(length)) }
                        self.end(name)
                        return .worked()
                    }
                }, identity: identity)
        }

        private func begin(_ name: String, _ number: Int) {
            books.withLock { books in
                if books.running[name] != nil { books.overlaps += 1 }
                books.running[name] = number
                books.runs[name, default: []].append(number)
            }
        }

        private func end(_ name: String) {
            books.withLock { $0.running[name] = nil }
        }
    }

    private final class Seed: DaemonSeed {
        private let world: World

        init(_ world: World) {
            self.world = world
        }

        func wanted(_ context: DaemonContext) async throws -> [WantedDaemon] {
            world.wanted.withLock { $0 }
        }
    }

    private let world = World()

    private func app(concurrency: Int = 100) throws -> TestApp {
        let world = world
        let type = DaemonType("Seed", floor: .own, description: "Wants what a test says.") { Seed(world) }
        return try TestApp(
            "<DaemonApp>\nConcurrency \(concurrency)\n<Seed s>\nRunEvery 1h\n</Seed>\n</DaemonApp>", types: [type])
    }

    /// Lets the seed want others, and run.
    private func want(_ wanted: [WantedDaemon], _ test: TestApp) async {
        world.wanted.withLock { $0 = wanted }
        await test.app.wake("s")
        await test.advance(by: .zero)
    }

    private func reports(_ test: TestApp) async -> [String: DaemonReport] {
        Dictionary(uniqueKeysWithValues: await test.app.status().daemons.map { ($0.name, $0) })
    }

    @Test func startsEndsAndLeavesAlone() async throws {
        let test = try app()
        await want([world.daemon("a", every: 10), world.daemon("b", every: 10)], test)
        #expect(await test.app.status().daemons.map(\.name) == ["s", "s/a", "s/b"])
        await test.advance(by: .seconds(13))
        let before = await reports(test)
        await want([world.daemon("b", every: 10), world.daemon("c", every: 10)], test)
        let after = await reports(test)
        #expect(after.keys.sorted() == ["s", "s/b", "s/c"])
        let (old, new) = (before["s/b"], after["s/b"])
        #expect(old?.nextIn == new?.nextIn && old?.interval == new?.interval && old?.counters == new?.counters)
        #expect(world.books.withLock { $0.made } == ["a": 1, "b": 1, "c": 1])
        #expect(test.runs.contains { $0.hasSuffix("s worked") } && after["s"]?.counters.units == 4)
        await want([world.daemon("b", every: 10), world.daemon("c", every: 10)], test)
        #expect(test.runs.last?.hasSuffix("s idle") ?? false)
        await test.stop()
    }

    /// A hundred that come together start one after the other, evenly over ten seconds or their interval.
    @Test(arguments: [(60, 0.1), (5, 0.05)]) func firstRunsAreSpread(interval: Int64, step: Double) async throws {
        let test = try app()
        await want((0..<100).map { world.daemon("q\($0 + 100)", every: interval) }, test)
        await test.advance(by: .milliseconds(9990))
        let starts = test.log.records.filter { $0.metadata["event"] == "run" && $0.metadata["run"] == "1" }
            .filter { $0.metadata["daemon"] != "s" }.compactMap { $0.metadata["at"].flatMap(Double.init) }
        #expect(starts.count == 100)
        for (place, start) in starts.enumerated() { #expect(abs(start - step * Double(place)) < 0.001) }
        await test.stop()
    }

    @Test func anotherScheduleKeepsWhatWas() async throws {
        let test = try app()
        await want([world.daemon("a", every: 100)], test)
        await test.advance(by: .seconds(30))
        await want([world.daemon("a", every: 50)], test)
        let report = try #require(await reports(test)["s/a"])
        // It was due in 70 s, and is within the new interval now.
        #expect(report.nextIn == 50 && report.interval == 50 && report.counters.runs == 1)
        await want([world.daemon("a", every: 200)], test)
        #expect(await reports(test)["s/a"]?.nextIn == 50)
        #expect(await reports(test)["s/a"]?.interval == 200)
        #expect(world.books.withLock { $0.made } == ["a": 1])
        await test.stop()
    }

    @Test func otherSettingsComeAfterTheRun() async throws {
        let test = try app()
        await want([world.daemon("a", every: 100, length: 20)], test)
        await test.advance(by: .seconds(5))
        await want([world.daemon("a", every: 100, length: 1)], test)
        #expect(world.books.withLock { $0.running } == ["a": 1])
        await test.advance(by: .seconds(15))
        let report = try #require(await reports(test)["s/a"])
        #expect(report.counters.runs == 1 && report.nextIn == 100)
        await test.advance(by: .seconds(102))
        #expect(world.books.withLock { $0.runs["a"] } == [1, 2])
        await test.stop()
    }

    /// A folder that was replaced by another of its name.
    @Test func anotherIdentityIsAnotherDaemon() async throws {
        let test = try app()
        await want([world.daemon("a", every: 100, length: 20)], test)
        await test.advance(by: .seconds(5))
        await want([world.daemon("a", every: 100, length: 20, identity: 1)], test)
        await test.advance(by: .seconds(10))
        #expect(world.books.withLock { $0.running } == ["a": 1])
        await test.advance(by: .seconds(5))
        // At the end of the old one's run the new one is due at once, and knows nothing of runs.
        #expect(world.books.withLock { $0.runs["a"] } == [1, 2])
        #expect(await reports(test)["s/a"]?.counters.runs == 1)
        await test.stop()
    }

    @Test func whatChangesTwiceDuringARunEndsAsTheLast() async throws {
        let test = try app()
        let first = world.daemon("a", every: 100, length: 20)
        await want([first], test)
        await test.advance(by: .seconds(5))
        await want([world.daemon("a", every: 100, length: 1)], test)
        await want([], test)
        await want([first], test)
        await test.advance(by: .seconds(20))
        #expect(world.books.withLock { $0.overlaps } == 0)
        #expect(await test.app.status().daemons.map(\.name) == ["s", "s/a"])
        await want([world.daemon("a", every: 100, length: 20, identity: 1)], test)
        await want([], test)
        await test.advance(by: .seconds(200))
        #expect(await test.app.status().daemons.map(\.name) == ["s"])
        await test.stop()
    }

    @Test func aNameThatIsWantedTwiceChangesNothing() async throws {
        let test = try app()
        await want([world.daemon("a", every: 10)], test)
        await want([world.daemon("b", every: 10), world.daemon("b", every: 10)], test)
        #expect(await test.app.status().daemons.map(\.name) == ["s", "s/a"])
        #expect(test.log.messages(from: .error).last?.contains("there is a daemon of this name already") ?? false)
        await test.stop()
    }

    @Test func oneThatCannotBeMadeChangesNothing() async throws {
        let test = try app()
        await want([world.daemon("a", every: 10)], test)
        let bad = WantedDaemon(
            name: "bad", type: "Worker", schedule: DaemonSchedule(DaemonParameters(runEvery: .seconds(1)))
        ) { throw Refusal() }
        await want([world.daemon("b", every: 10), bad], test)
        #expect(await test.app.status().daemons.map(\.name) == ["s", "s/a"])
        await test.stop()
    }

    @Test func childrenGoWithTheirSeed() async throws {
        let test = try app()
        await want([world.daemon("a", every: 10), world.daemon("b", every: 10, length: 30)], test)
        await test.advance(by: .seconds(6))
        try await test.app.reload(AppConfiguration(name: "daemonapp", parameters: .init(concurrency: 100)))
        await test.advance(by: .zero)
        // One ends its run first.
        #expect(await test.app.status().daemons.map(\.name) == ["s/b"])
        await test.advance(by: .seconds(60))
        #expect(await test.app.status().daemons.isEmpty)
        #expect(await test.exitRecord.reason == .done)
    }

    /// Whatever is wanted when: what runs is that, and nobody runs twice at once.
    @Test(arguments: 0..<20) func randomSetsAreMet(seed: UInt64) async throws {
        var random = SplitMix64(seed: seed)
        let test = try app(concurrency: Int.random(in: 1...4, using: &random))
        var last: [WantedDaemon] = []
        for _ in 0..<40 {
            let names = ["a", "b", "c", "d", "e", "f"].filter { _ in Bool.random(using: &random) }
            let wanted = names.map { name in
                if let old = last.first(where: { $0.name == name }), Bool.random(using: &random) { return old }
                return world.daemon(
                    name, every: Int64.random(in: 1...3, using: &random), length: Int.random(in: 0...4, using: &random),
                    identity: UInt64.random(in: 0...4, using: &random) / 4)
            }
            let before = await reports(test)
            let untouched = wanted.filter { new in last.contains { $0.name == new.name && $0.isSame(as: new) } }
            await want(wanted, test)
            let after = await reports(test)
            for daemon in wanted { #expect(after["s/\(daemon.name)"] != nil, "\(daemon.name) is not there") }
            // What is not wanted is there only until its run has ended.
            for (name, report) in after where name != "s" && !names.contains(String(name.dropFirst(2))) {
                #expect(report.state == .running, "\(name) is still there")
            }
            for daemon in untouched {
                let (old, new) = (before["s/\(daemon.name)"], after["s/\(daemon.name)"])
                if old?.state == .waiting, new?.state == .waiting { #expect(old?.nextIn == new?.nextIn) }
                #expect(old?.counters.runs ?? 0 <= new?.counters.runs ?? 0)
            }
            last = wanted
            await test.advance(by: .milliseconds(Int.random(in: 0...5000, using: &random)))
        }
        #expect(world.books.withLock { $0.overlaps } == 0)
        await want([], test)
        await test.advance(by: .seconds(60))
        #expect(await test.app.status().daemons.map(\.name) == ["s"])
        await test.stop()
    }
}
