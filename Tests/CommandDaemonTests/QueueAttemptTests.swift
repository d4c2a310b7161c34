import Daemons
import Glibc
import SystemPackage
import Testing

@testable import CommandDaemon

/// What becomes of a queue's files that fail.
@Suite(.timeLimit(.minutes(5))) struct QueueAttemptTests {
    let queue: QueueFixture

    init() throws {
        queue = try QueueFixture()
    }

    @Test func theBatchGoesOnAfterAFailure() async throws {
        for number in 1...3 { try queue.add("\(number)", age: 9 - number) }
        let error = try await queue.base.failure(queue.shell("echo \"${1##*/}\"; [ \"${1##*/}\" != 2 ]"))
        #expect(error.code == .status)
        #expect(error.lastLines == ["2"])
        #expect(error.description == "failed 1 of 3 files: \(queue.path)/2: /bin/sh: exit status 1; last output: 2")
        #expect(queue.lines == ["1", "2", "3"])
        #expect(try queue.visibleNames() == ["2"])
        #expect(try queue.attempts() == ["2": 1])
    }

    @Test func theAttemptIsWrittenBeforeTheStart() async throws {
        try queue.add("a")
        let settings = try queue.shell("ls \"${1%/*}/.daemonapp\"; cat \"${1%/*}\"/.daemonapp/*; echo; exit 1")
        for attempt in 1...2 {
            _ = try await queue.base.failure(settings)
            let lines = queue.lines.suffix(3)
            let status = try Directory(opening: queue.path).status(of: FileName("a"))
            #expect(lines.first == "\(status.st_ino)")
            #expect(lines.dropFirst().first?.hasPrefix("\(attempt) ") == true)
            #expect(lines.last == "a")
        }
    }

    @Test func afterItsAttemptsAFileMoves() async throws {
        try queue.add("a", "mine")
        let settings = try queue.shell("exit 1").with { $0.attempts = 3 }
        for attempt in 1...3 {
            #expect(try queue.visibleNames() == ["a"])
            _ = try await queue.base.failure(settings)
            #expect(try queue.attempts() == (attempt < 3 ? ["a": attempt] : [:]))
        }
        #expect(try queue.visibleNames() == ["failed"])
        #expect(try queue.text("failed/a") == "mine")
        #expect(
            queue.base.log.warnings.last
                == "\(queue.path)/a: exit status 1 (attempt 3 of 3); moved to \(queue.path)/failed/a")
        #expect(try await queue.base.run(settings) == .idle)
    }

    @Test func nothingInFailedIsOverwritten() async throws {
        let long = String(repeating: "n", count: 255)
        for text in ["1", "2", "3"] {
            try queue.add("a", text)
            try queue.add(long, text)
            _ = try await queue.base.failure(queue.shell("exit 1").with { $0.attempts = 1 })
        }
        let cut = String(repeating: "n", count: 253)
        #expect(try queue.names("failed") == ["a", "a.1", "a.2", "\(cut).1", "\(cut).2", long])
        #expect(try ["a", "a.1", "a.2"].map { try queue.text("failed/\($0)") } == ["1", "2", "3"])
        #expect(try ["\(long)", "\(cut).1", "\(cut).2"].map { try queue.text("failed/\($0)") } == ["1", "2", "3"])
    }

    @Test func aTemporaryFailureIsNoAttemptAndEndsTheBatch() async throws {
        try queue.add("a", age: 2)
        try queue.add("b", age: 1)
        let settings = try queue.shell("echo \"${1##*/}\"; exit 75").with { $0.attempts = 1 }
        for _ in 1...3 {
            let error = try await queue.base.failure(settings)
            #expect(error.description == "failed 1 of 1 file: \(queue.path)/a: /bin/sh: exit status 75; last output: a")
            #expect(try queue.attempts() == [:])
        }
        #expect(queue.lines == ["a", "a", "a"])
        #expect(try queue.visibleNames() == ["a", "b"])
        #expect(queue.base.log.warnings.isEmpty)
    }

    @Test func aTemporaryFailureKeepsEarlierAttempts() async throws {
        try queue.add("a")
        _ = try await queue.base.failure(queue.shell("exit 1"))
        _ = try await queue.base.failure(queue.shell("exit 75"))
        #expect(try queue.attempts() == ["a": 1])
    }

    @Test func anIdleStatusLeavesTheFile() async throws {
        try queue.add("a", age: 2)
        try queue.add("b", age: 1)
        let settings = try queue.shell("case $1 in */a) exit 75;; esac").with { $0.statuses.idle = [75] }
        #expect(try await queue.base.run(settings) == .worked(units: 1))
        #expect(try await queue.base.run(settings) == .idle)
        #expect(try queue.visibleNames() == ["a"])
        #expect(try queue.attempts() == [:])
    }

    @Test func aDoneStatusEndsTheDaemon() async throws {
        for number in 1...3 { try queue.add("\(number)", age: 9 - number) }
        let settings = try queue.shell("case $1 in */1) exit 1;; */2) exit 9;; esac").with { $0.statuses.done = [9] }
        #expect(try await queue.base.run(settings) == .done)
        #expect(try queue.visibleNames() == ["1", "3"])
        #expect(queue.base.log.warnings == ["\(queue.path)/1: exit status 1 (attempt 1 of 5)"])
    }

    @Test func aNewFileOfTheNameStartsAnew() async throws {
        let settings = try queue.shell("exit 1").with { $0.attempts = 2 }
        for _ in 1...3 {
            try queue.add("a")
            _ = try await queue.base.failure(settings)
            #expect(try queue.attempts() == ["a": 1])
            try #require(unsafe unlink(queue.path.appending("a").string) == 0)
        }
        try queue.add("a")
        _ = try await queue.base.failure(settings)
        #expect(try await queue.base.run(queue.shell("exit 0")) == .worked(units: 1))
        try queue.add("a")
        _ = try await queue.base.failure(settings)
        #expect(try queue.attempts() == ["a": 1])
        #expect(try queue.visibleNames() == ["a"])
    }

    @Test func aProgramThatCannotBeStartedIsNoAttempt() async throws {
        try queue.add("a")
        try queue.add("b")
        let text = try queue.base.file("text", "no program\n")
        for program in ["/none/program", text] {
            let settings = try CommandSettings.command(program).with { $0.queueDirectory = queue.path }
            let error = try await queue.base.failure(settings)
            #expect(error.code == .notStarted)
            #expect(error.program == program)
        }
        #expect(try queue.attempts() == [:])
        #expect(try await queue.base.run(queue.shell("true")) == .worked(units: 2))
    }

    @Test func aRunThatIsCutOffIsAnAttempt() async throws {
        for number in 1...3 { try queue.add("\(number)", age: 9 - number) }
        let fifo = try queue.base.fifo("silent")
        let script = "case $1 in */2) echo ready; exec 3<>\(fifo.path); read x <&3;; esac"
        for attempt in 1...2 {
            let run = queue.base.start(try queue.shell(script).with { $0.attempts = 2 })
            await queue.base.log.waitForLines(attempt)
            run.outcome.cancel()
            await #expect(throws: CancellationError.self) { try await run.outcome.value }
            #expect(try queue.attempts() == ["2": attempt])
            #expect(try queue.visibleNames() == ["2", "3"])
        }
        let error = try await queue.base.failure(queue.shell("true").with { $0.attempts = 2 })
        #expect(error.code == .attempts)
        #expect(error.description == "failed 1 of 2 files: \(queue.path)/2: /bin/sh: no attempt is left")
        #expect(try queue.visibleNames() == ["failed"])
        #expect(try queue.names("failed") == ["2"])
    }

    @Test func aProgramThatEndsWellWhenItIsStoppedHasDoneItsFile() async throws {
        for number in 1...2 { try queue.add("\(number)", age: 9 - number) }
        let fifo = try queue.base.fifo("silent")
        let script = "trap 'exit 0' TERM; exec 4<>\(fifo.path); echo ready; read x <&4"
        let run = queue.base.start(try queue.shell(script))
        await queue.base.log.waitFor("ready")
        run.outcome.cancel()
        await #expect(throws: CancellationError.self) { try await run.outcome.value }
        #expect(try queue.visibleNames() == ["2"])
        #expect(try queue.attempts() == [:])
    }

    @Test(arguments: [".daemonapp", "failed"])
    func aFolderOfItsOwnMustBeNoLink(name: String) async throws {
        try queue.add("a")
        let target = queue.base.folder + "/target"
        try #require(unsafe mkdir(target, 0o755) == 0)
        try #require(unsafe symlink(target, queue.path.appending(name).string) == 0)
        let settings = try queue.shell("echo started; exit 1").with { $0.attempts = 1 }
        let error = await #expect(throws: QueueError.self) { try await queue.base.run(settings) }
        #expect(error?.description == "cannot open \(queue.path)/\(name): Not a directory")
        #expect(queue.lines == (name == "failed" ? ["started"] : []))
        #expect(unsafe rmdir(target) == 0, "nothing is in it")
        #expect(try queue.visibleNames().contains("a"))
    }
}
