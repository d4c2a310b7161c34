import DaemonAppTesting
import DaemonHost
import Daemons
import DirectoryQueues
import DispatchReactor
import FoundationEssentials
import Glibc
import Logging
import Scheduling
import Synchronization
import SystemPackage
import Testing

/// A queue manager over real directories, in real time.
@Suite(.timeLimit(.minutes(5))) struct ManagerTests {
    /// Takes the files of its directory away.
    private final class Taker: Daemon {
        private let directory: FilePath
        private let taken: Taken

        init(_ directory: FilePath, _ taken: Taken) {
            self.directory = directory
            self.taken = taken
        }

        func run(_ context: DaemonContext) async throws -> Outcome {
            let (directory, taken) = (directory, taken)
            let count = try await context.blocking { try taken.take(from: directory) }
            return count > 0 ? .worked(units: count) : .idle
        }
    }

    /// What has been taken, and whoever waits for it.
    private final class Taken: Sendable {
        private let state = Mutex(State())

        private struct State {
            var names: [String: Int] = [:]
            var waiter: (Int, CheckedContinuation<Void, Never>)?
        }

        func take(from directory: FilePath) throws -> Int {
            if directory.lastComponent?.string == "broken" { throw Errno.ioError }
            let descriptor = try FileDescriptor.open(directory, .readOnly, options: [.directory, .closeOnExec])
            return try descriptor.closeAfter {
                // The directory's own name may be no text.
                let path = "/proc/self/fd/\(descriptor.rawValue)"
                var count = 0
                for file in try FileManager.default.contentsOfDirectory(atPath: path) where !file.hasPrefix(".") {
                    guard unsafe unlinkat(descriptor.rawValue, file, 0) == 0 else { continue }
                    count += 1
                    add(file)
                }
                return count
            }
        }

        private func add(_ file: String) {
            let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
                state.names[file, default: 0] += 1
                guard let (count, waiter) = state.waiter, state.names.count >= count else { return nil }
                state.waiter = nil
                return waiter
            }
            waiter?.resume()
        }

        var names: [String: Int] { state.withLock { $0.names } }

        /// Waits until so many different files have been taken.
        func wait(for count: Int) async {
            await withCheckedContinuation { continuation in
                let isThere = state.withLock { state in
                    if state.names.count < count { state.waiter = (count, continuation) }
                    return state.names.count >= count
                }
                if isThere { continuation.resume() }
            }
        }
    }

    private let base: String
    private let taken = Taken()
    private let log = LogRecorder()

    init() throws {
        var template = Array("/tmp/daemonapp-queues-XXXXXX".utf8CString)
        guard unsafe mkdtemp(&template) != nil else { throw Errno(rawValue: errno) }
        base = FilePath(platformString: template).string
    }

    private func app(
        _ keys: String = "", every interval: String = "1h", base: String? = nil
    ) throws -> DaemonApp {
        let taken = taken
        let taker = DaemonType(
            "Taker", description: "Takes files away.", settings: { _, _ in NoSettings() },
            queue: { _, directory in Taker(directory, taken) }
        ) { _ in SimulatedDaemon() }
        let text = """
            <DaemonApp foo>
            Concurrency 8
            <DirQueueManager q>
            RunEvery \(interval)
            BaseQueueDirectory \(base ?? self.base)
            \(keys)
            <Taker>
            RunEvery \(interval)
            </Taker>
            </DirQueueManager>
            </DaemonApp>
            """
        let configuration = try Configurations.read(text, [taker, DirQueueManager.type(serving: [taker])])
        return try DaemonApp(configuration, on: DispatchReactor(), log: log.logger)
    }

    private func folder(_ name: String) {
        unsafe mkdir("\(base)/\(name)", 0o755)
    }

    /// Writes a file as one should: under another name first.
    private func file(_ name: String, in folder: String) throws {
        let path = "\(base)/\(folder)/"
        let file = try FileDescriptor.open(
            FilePath(path + ".\(name)"), .writeOnly, options: .create, permissions: .ownerReadWrite)
        try file.close()
        guard unsafe rename(path + ".\(name)", path + name) == 0 else { throw Errno(rawValue: errno) }
    }

    private func added(_ queue: String) async {
        await log.first { $0.metadata["event"] == "queue-added" && $0.metadata["queue"] == queue }
    }

    @Test func whatAppearsIsServedAtOnce() async throws {
        folder("alice")
        try file("first", in: "alice")
        let app = try app()
        let record = Task { await app.runUntilStopped() }
        await taken.wait(for: 1)
        folder("bob")
        try file("second", in: "bob")
        await taken.wait(for: 2)
        try file("third", in: "alice")
        await taken.wait(for: 3)
        #expect(taken.names == ["first": 1, "second": 1, "third": 1])
        #expect(unsafe rmdir("\(base)/bob") == 0)
        await log.first { $0.metadata["event"] == "queue-removed" && $0.metadata["queue"] == "q/bob" }
        #expect(await app.status().daemons.map(\.name) == ["q", "q/alice"])
        await app.stop()
        _ = await record.value
    }

    @Test func withoutAWatchItIsPolled() async throws {
        let app = try app("Watch no", every: "0.05s")
        let record = Task { await app.runUntilStopped() }
        folder("alice")
        try file("first", in: "alice")
        await taken.wait(for: 1)
        await app.stop()
        _ = await record.value
    }

    @Test func linksFilesAndDotNamesAreNoQueues() async throws {
        folder("real")
        folder(".hidden")
        folder("skip.old")
        #expect(unsafe symlink("\(base)/real", "\(base)/link") == 0)
        _ = FileManager.default.createFile(atPath: "\(base)/file", contents: nil)
        let app = try app("Match *\nExclude *.old")
        let record = Task { await app.runUntilStopped() }
        await added("q/real")
        #expect(await app.status().daemons.map(\.name) == ["q", "q/real"])
        await app.stop()
        _ = await record.value
    }

    @Test func namesMayHaveAnyBytes() async throws {
        let names: [[UInt8]] = [[0x0A], [0xFF, 0x61], Array("a b\\".utf8)]
        for name in names {
            let path = Array(base.utf8) + [0x2F] + name
            #expect(unsafe mkdir(path.map { CChar(bitPattern: $0) } + [0], 0o755) == 0)
            let file = path + Array("/f".utf8) + ["\(name[0])".utf8.first ?? 0]
            let descriptor = unsafe open(file.map { CChar(bitPattern: $0) } + [0], O_CREAT | O_WRONLY, 0o600)
            #expect(descriptor >= 0)
            close(descriptor)
        }
        let app = try app()
        let record = Task { await app.runUntilStopped() }
        await taken.wait(for: 3)
        #expect(await app.status().daemons.map(\.name) == ["q", "q/\\x0A", "q/a b\\\\", "q/\\xFFa"])
        await app.stop()
        _ = await record.value
    }

    /// Names of the same characters, and so the same to whoever reads them, are those of two directories.
    @Test func namesThatLookAlikeAreServed() async throws {
        for name in ["\u{E4}", "a\u{308}"] {
            folder(name)
            try file("in-\(name.utf8.count)", in: name)
        }
        let app = try app()
        let record = Task { await app.runUntilStopped() }
        await taken.wait(for: 2)
        #expect(await app.status().daemons.map(\.name) == ["q", "q/a\u{308}", "q/\\xC3\\xA4"])
        await app.stop()
        _ = await record.value
    }

    /// A link to the queues leads elsewhere from now on: the queues there are served, and what comes there is told.
    @Test func aBaseThatIsAnotherOneIsWatched() async throws {
        folder("old")
        folder("old/alice")
        folder("new")
        folder("new/bob")
        #expect(unsafe symlink("old", "\(base)/link") == 0)
        let app = try app(base: "\(base)/link")
        let record = Task { await app.runUntilStopped() }
        await added("q/alice")
        #expect(unsafe symlink("new", "\(base)/link2") == 0 && rename("\(base)/link2", "\(base)/link") == 0)
        await app.wake("q")
        await added("q/bob")
        #expect(await app.status().daemons.map(\.name) == ["q", "q/bob"])
        folder("new/carol")
        await added("q/carol")
        try file("first", in: "new/carol")
        await taken.wait(for: 1)
        await app.stop()
        _ = await record.value
    }

    /// One that goes away and comes back at once has the same name and often the same inode, but is not watched any more.
    @Test func aFolderThatIsMadeAnewIsWatched() async throws {
        folder("alice")
        let app = try app()
        let record = Task { await app.runUntilStopped() }
        await added("q/alice")
        for round in 1...50 {
            #expect(unsafe rmdir("\(base)/alice") == 0)
            folder("alice")
            try file("f\(round)", in: "alice")
            await taken.wait(for: round)
        }
        #expect(taken.names.values.allSatisfy { $0 == 1 })
        await app.stop()
        _ = await record.value
    }

    @Test func thoseAboveTheMaximumMoveUp() async throws {
        for name in ["a", "b", "c"] { folder(name) }
        let app = try app("MaximumQueues 2")
        let record = Task { await app.runUntilStopped() }
        await added("q/b")
        #expect(log.messages(from: .warning) == ["1 queues are not served, because MaximumQueues is 2"])
        #expect(unsafe rmdir("\(base)/a") == 0)
        await added("q/c")
        #expect(await app.status().daemons.map(\.name) == ["q", "q/b", "q/c"])
        await app.stop()
        _ = await record.value
    }

    @Test func oneThatFailsDoesNotHurtTheOthers() async throws {
        for name in ["broken", "fine"] { folder(name) }
        let app = try app(every: "0.01s")
        let record = Task { await app.runUntilStopped() }
        await log.first { $0.level == .error && $0.metadata["daemon"] == "q/broken" }
        for number in 0..<20 { try file("f\(number)", in: "fine") }
        await taken.wait(for: 20)
        await app.stop()
        _ = await record.value
    }

    /// The base directory goes: the run fails, nobody is stopped, and all is well when it is there again.
    @Test func aBaseThatIsAwayStopsNobody() async throws {
        folder("alice")
        let app = try app(every: "0.05s")
        let record = Task { await app.runUntilStopped() }
        await added("q/alice")
        #expect(unsafe rename(base, base + ".away") == 0)
        let failure = await log.first { $0.level == .error && $0.metadata["daemon"] == "q" }
        #expect(failure.message.contains("\(base) cannot be read: No such file or directory"))
        #expect(await app.status().daemons.map(\.name) == ["q", "q/alice"])
        #expect(unsafe rename(base + ".away", base) == 0)
        try file("late", in: "alice")
        await taken.wait(for: 1)
        await app.stop()
        _ = await record.value
    }

    @Test func anotherFolderOfTheSameNameIsAnotherQueue() async throws {
        folder("alice")
        let app = try app()
        let record = Task { await app.runUntilStopped() }
        await added("q/alice")
        folder("other")
        await added("q/other")
        #expect(unsafe rmdir("\(base)/alice") == 0 && rename("\(base)/other", "\(base)/alice") == 0)
        await log.first { $0.metadata["event"] == "queue-removed" && $0.metadata["queue"] == "q/other" }
        try file("new", in: "alice")
        await taken.wait(for: 1)
        await app.stop()
        _ = await record.value
    }

    /// A thousand queues come and go while files arrive: each file is taken once, and in the end all is as it should be.
    @Test func aThousandQueuesComeAndGo() async throws {
        let app = try app()
        let record = Task { await app.runUntilStopped() }
        for number in 0..<1000 {
            folder("q\(number)")
            try file("f\(number)", in: "q\(number)")
            // Every third one that is older goes again, as soon as its file has been taken.
            if number >= 100, number % 3 == 0 { unsafe rmdir("\(base)/q\(number - 100)") }
        }
        await taken.wait(for: 1000)
        #expect(taken.names.count == 1000 && taken.names.values.allSatisfy { $0 == 1 })
        for number in 0..<1000 where number % 2 == 0 { unsafe rmdir("\(base)/q\(number)") }
        let left = try FileManager.default.contentsOfDirectory(atPath: base).sorted()
        await app.wake("q")
        while await app.status().daemons.count != left.count + 1 { try Task.checkCancellation() }
        #expect(await app.status().daemons.dropFirst().map(\.name).sorted() == left.map { "q/\($0)" })
        await app.stop()
        _ = await record.value
    }
}
