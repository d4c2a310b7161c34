import DaemonAppTesting
import Daemons
import EventLoopServices
import FoundationEssentials
import Glibc
import Logging
import Scheduling
import Synchronization
import SystemPackage
import Testing

@testable import DaemonHost

/// What an app keeps from one start to the next.
@Suite(.timeLimit(.minutes(5))) struct StateTests {
    private let folder = TemporaryFolder()
    private let wall = Wall()

    /// A wall clock that goes with the reactor's, and can be set.
    private final class Wall: Sendable {
        let date = Mutex(Date(timeIntervalSince1970: 1_800_000_000))

        /// A clock for a reactor that stands at its origin now.
        func source(_ reactor: ManualReactor) -> DateSource {
            DateSource { self.date.withLock { $0 } + Double(reactor.now.nanoseconds) / 1e9 }
        }

        func pass(_ seconds: Double) {
            date.withLock { $0 += seconds }
        }
    }

    /// A life of an app with a state.
    private struct Life {
        let reactor = ManualReactor()
        let log = LogRecorder()
        let app: DaemonApp
        let wall: Wall
        private let record: Task<ExitRecord, Never>

        init(_ daemons: [WantedDaemon], _ state: FilePath, _ wall: Wall) throws {
            self.wall = wall
            let app = try DaemonApp(
                AppConfiguration(
                    parameters: AppParameters(gracePeriod: .seconds(1)), timerSlack: .zero, daemons: daemons),
                on: reactor, log: log.logger, state: StateDirectory(state), date: wall.source(reactor))
            self.app = app
            record = Task.immediate { await app.runUntilStopped() }
        }

        /// The runs that have started, each as its instant in seconds and the daemon.
        var starts: [String] {
            log.records.filter { $0.metadata["event"] == "run" }.map {
                "\($0.metadata["at"] ?? "?") \($0.metadata["daemon"] ?? "?")"
            }
        }

        func advance(_ seconds: Double) async {
            await reactor.advance(by: .nanoseconds(Int64(seconds * 1e9)))
        }

        /// Stops the app; the wall clock is left where the reactor has brought it.
        @discardableResult
        func stop() async -> ExitRecord {
            await app.stop()
            await reactor.advance(by: .seconds(2))
            let record = await record.value
            wall.pass(Double(reactor.now.nanoseconds) / 1e9)
            return record
        }
    }

    private func daemon(
        _ name: String, every interval: Int64, catchUp: CatchUp = .last, startAfter: Int64 = 0, increase: Int64 = 0,
        limit: UInt32? = nil, _ run: @escaping Scripted.Run = { _ in .idle }
    ) -> WantedDaemon {
        WantedDaemon(
            name: name, type: "Scripted",
            schedule: DaemonSchedule(
                DaemonParameters(
                    runEvery: .seconds(interval), increaseIdleBy: .seconds(increase), startAfter: .seconds(startAfter),
                    failureLimit: limit),
                catchUp: catchUp)
        ) { Scripted(run) }
    }

    private func life(_ daemons: WantedDaemon...) throws -> Life {
        try Life(daemons, folder.path, wall)
    }

    @Test func whatIsNotDueIsNotRunAgain() async throws {
        let first = try life(daemon("a", every: 100, startAfter: 5))
        await first.advance(10)
        #expect(first.starts == ["5 a"])
        await first.stop()
        wall.pass(30)
        // 5 + 100 by the clock of the first, of which 10 + 2 + 30 have passed.
        let second = try life(daemon("a", every: 100, startAfter: 5))
        await second.advance(200)
        #expect(second.starts.first == "63 a")
        await second.stop()
    }

    @Test(arguments: [
        (CatchUp.last, ["0", "100", "200"]), (.none, ["100", "200"]), (.all, ["0", "0", "0", "0", "100", "200"]),
    ])
    func whatIsMadeOfMissedRuns(catchUp: CatchUp, starts: [String]) async throws {
        let first = try life(daemon("a", every: 100, catchUp: catchUp))
        await first.advance(1)
        await first.stop()
        // It was due at 100; now it is 103 + 332 by the same clock: 335 late, so 3 + 1 runs were missed.
        wall.pass(432)
        let second = try life(daemon("a", every: 100, catchUp: catchUp))
        await second.advance(250)
        #expect(second.starts == starts.map { "\($0) a" })
        await second.stop()
    }

    @Test func atMostAThousandAreCaughtUpOn() async throws {
        let first = try life(daemon("a", every: 10, catchUp: .all))
        await first.advance(1)
        await first.stop()
        wall.pass(1_000_000)
        let second = try life(daemon("a", every: 10, catchUp: .all))
        await second.advance(9)
        #expect(second.starts.count == 1000)
        await second.stop()
    }

    @Test func intervalsAreKeptWithinTheLimits() async throws {
        let first = try life(daemon("a", every: 10, increase: 10))
        await first.advance(60)
        // The waits of 20, 30, 40: the last has 10 more to go.
        #expect(first.starts == ["0 a", "20 a", "50 a"])
        await first.stop()
        let second = try life(daemon("a", every: 10, increase: 10))
        await second.advance(100)
        #expect(second.starts == ["28 a", "68 a"])
        await second.stop()
        // With a smaller MaximumIdle it is not due after more than that allows.
        let third = try life(daemon("a", every: 5))
        await third.advance(20)
        #expect(third.starts.first.map { Double($0.split(separator: " ")[0]) ?? 99 <= 10 } ?? false)
        await third.stop()
    }

    @Test func pausesAndFailuresAreKept() async throws {
        let first = try life(
            daemon("a", every: 10), daemon("b", every: 10, limit: 3) { _ in throw Refusal() }, daemon("c", every: 10))
        await first.advance(21)
        await first.app.pause("a")
        await first.stop()
        let second = try life(
            daemon("a", every: 10), daemon("b", every: 10, limit: 3) { _ in throw Refusal() }, daemon("c", every: 10))
        await second.advance(20)
        let status = await second.app.status().daemons
        #expect(status.map(\.state) == [.paused, .paused, .waiting])
        #expect(status.map(\.failures) == [0, 3, 0])
        await second.app.resume("b")
        await second.advance(0)
        #expect(second.starts.last == "20 b")
        await second.stop()
    }

    @Test func oneThatWasDoneStartsAnew() async throws {
        let first = try life(daemon("a", every: 1000, startAfter: 5) { _ in .done }, daemon("b", every: 1000))
        await first.advance(10)
        await first.stop()
        let second = try life(daemon("a", every: 1000, startAfter: 5), daemon("b", every: 1000))
        await second.advance(10)
        #expect(second.starts == ["5 a"])
        await second.stop()
    }

    @Test func oneThatWasCutOffIsDueAgain() async throws {
        let first = try life(
            daemon("a", every: 1000) { _ in
                // Takes no notice of being cancelled.
                unsafe await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
                return .idle
            })
        await first.advance(10)
        let record = await first.stop()
        #expect(record.next == record.stopped)
        let second = try life(daemon("a", every: 1000))
        await second.advance(1)
        #expect(second.starts == ["0 a"])
        await second.stop()
    }

    @Test func whatADaemonRemembersIsKept() async throws {
        let counting: Scripted.Run = { context in
            let count = (context.state["count"].flatMap(Int.init) ?? 0) + 1
            context.state["count"] = "\(count)"
            return .worked(units: count)
        }
        let first = try life(daemon("a", every: 10, counting))
        await first.advance(25)
        await first.stop()
        let second = try life(daemon("a", every: 10, counting))
        await second.advance(4)
        #expect(await second.app.status().daemons[0].counters.units == 4)
        await second.stop()
    }

    /// The wall clock is set while the app runs: the schedule does not see it, and what is kept is by the new time.
    @Test(arguments: [100_000.0, -100_000.0]) func theWallClockIsSet(step: Double) async throws {
        let first = try life(daemon("a", every: 100))
        await first.advance(50)
        wall.pass(step)
        await first.advance(60)
        #expect(first.starts == ["0 a", "100 a"])
        await first.stop()
        let second = try life(daemon("a", every: 100))
        await second.advance(100)
        #expect(second.starts == ["88 a"])
        await second.stop()
    }

    /// It was set back by years while the app did not run: nobody waits for years.
    @Test func aDueTimeThatCannotBeIsNotWaitedFor() async throws {
        let first = try life(daemon("a", every: 100))
        await first.advance(50)
        await first.stop()
        wall.pass(-1e8)
        let second = try life(daemon("a", every: 100))
        await second.advance(201)
        #expect(second.starts.count == 1)
        await second.stop()
    }

    @Test func isWrittenOnceASecondAndOnlyWhenSomethingChanges() async throws {
        let life = try life(daemon("a", every: 1000), daemon("b", every: 1000))
        await life.advance(0)
        let first = try await folder.inode(after: nil)
        await life.app.wake("a")
        await life.advance(0.5)
        #expect(folder.inode == first)
        await life.advance(0.5)
        let second = try await folder.inode(after: first)
        await life.advance(500)
        #expect(folder.inode == second)
        await life.stop()
    }

    @Test(arguments: [
        "", "{", "null", "[]", #"{"app":"x"}"#,
        #"{"app":"x","daemons":[{"name":"a","failures":0,"due":1e400,"interval":1}]}"#,
        #"{"app":"x","daemons":[{"name":"a","failures":0,"due":1,"interval":-1}]}"#,
        #"{"app":"x","daemons":[{"name":"a","failures":0,"due":1e15,"interval":1}]}"#,
        #"{"app":"x","daemons":[{"name":"a","failures":0,"interval":1},{"name":"a","failures":0,"interval":1}]}"#,
        #"{"app":"x","daemons":[{"name":"a","interval":1,"failures":-5}]}"#, "\u{0}",
    ])
    func aDamagedStateIsSetAside(text: String) async throws {
        try folder.write("state.json", text)
        let life = try life(daemon("a", every: 1000))
        await life.advance(0)
        #expect(life.starts == ["0 a"])
        #expect(life.log.messages(from: .error).contains { $0.contains("state.json is damaged") })
        #expect(try folder.read("state.damaged.json") == text)
        await life.stop()
        #expect(try KeptState(json: Array(folder.read("state.json").utf8)).daemons.map(\.name) == ["a"])
    }

    @Test func whatIsNoFileIsSetAside() async throws {
        #expect(unsafe mkfifo(folder.path.appending("state.json").string, 0o600) == 0)
        let life = try life(daemon("a", every: 1000))
        await life.advance(0)
        #expect(life.starts == ["0 a"])
        await life.stop()
        #expect(try KeptState(json: Array(folder.read("state.json").utf8)).daemons.count == 1)
    }

    @Test func twoAppsCannotHaveOne() throws {
        let first = try StateDirectory(folder.path)
        let error = try #require(throws: StateDirectoryError.self) { try StateDirectory(folder.path) }
        #expect(error.problem == .locked(Int(getpid())))
        #expect(error.description.hasSuffix("another app uses it, process \(getpid())"))
        withExtendedLifetime(first) {}
    }

    @Test func isMadeForItsOwnerIfItsParentIsThere() throws {
        let inner = folder.path.appending("inner")
        _ = try StateDirectory(inner)
        var status = stat()
        #expect(unsafe stat(inner.string, &status) == 0 && status.st_mode & 0o777 == 0o700)
        #expect(throws: StateDirectoryError.self) {
            try StateDirectory(folder.path.appending("none").appending("inner"))
        }
    }

    @Test func theExitRecordIsThereOnlyWhileTheAppDoesNotRun() async throws {
        let first = try life(daemon("a", every: 1000))
        await first.advance(10)
        #expect(throws: Errno.self) { try folder.read("exit.json") }
        await first.stop()
        let text = try folder.read("exit.json")
        #expect(
            text.hasPrefix(#"{"app":"daemonapp","reason":"operator","stopped":"2027-01-15T08:00:10.000Z","next":""#))
        let second = try life(daemon("a", every: 1000))
        await second.advance(1)
        #expect(throws: Errno.self) { try folder.read("exit.json") }
        await second.stop()
    }
}

/// A folder that goes with the test.
private final class TemporaryFolder: Sendable {
    let path: FilePath

    init() {
        var template = Array("/tmp/daemonapp-state-XXXXXX".utf8CString)
        let made = unsafe mkdtemp(&template)
        precondition(unsafe made != nil)
        path = FilePath(platformString: template)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path.string)
    }

    func write(_ name: String, _ text: String) throws {
        let file = try FileDescriptor.open(
            path.appending(name), .writeOnly, options: [.create, .truncate], permissions: .ownerReadWrite)
        try file.closeAfter { _ = try file.writeAll(text.utf8) }
    }

    func read(_ name: String) throws -> String {
        let file = try FileDescriptor.open(path.appending(name), .readOnly)
        return try file.closeAfter {
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            let count = try unsafe buffer.withUnsafeMutableBytes { unsafe try file.read(into: $0) }
            return String(decoding: buffer.prefix(count), as: UTF8.self)
        }
    }

    /// The inode of the state; each write gives it another.
    var inode: UInt64? {
        var status = stat()
        return unsafe stat(path.appending("state.json").string, &status) == 0 ? UInt64(status.st_ino) : nil
    }

    /// The inode of the state once it is another one than that.
    func inode(after old: UInt64?) async throws -> UInt64 {
        while true {
            if let inode, inode != old { return inode }
            try Task.checkCancellation()
            await Task.yield()
        }
    }
}
