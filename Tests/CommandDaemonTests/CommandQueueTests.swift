import Daemons
import Glibc
import SystemPackage
import Testing

@testable import CommandDaemon

/// Which files of a queue are served, and how.
@Suite(.timeLimit(.minutes(5))) struct CommandQueueTests {
    let queue: QueueFixture

    init() throws {
        queue = try QueueFixture()
    }

    private let tell = "echo \"${1##*/}\""

    @Test func theOldestComesFirst() async throws {
        for (name, age) in [("b", 1), ("a", 1), ("é", 1), ("z", 9), ("new", 0), ("Z", 1)] {
            try queue.add(name, age: age)
        }
        #expect(try await queue.base.run(queue.shell(tell)) == .worked(units: 6))
        #expect(queue.lines == ["z", "Z", "a", "b", "é", "new"])
        #expect(try queue.visibleNames() == [])
        #expect(try queue.attempts() == [:])
        #expect(try await queue.base.run(queue.shell(tell)) == .idle)
    }

    @Test func onlyFilesOfTheQueueAreWork() async throws {
        try queue.add(".hidden")
        try queue.add("work")
        let names = ["folder", "failed"].map { queue.path.appending($0).string }
        for name in names { try #require(unsafe mkdir(name, 0o755) == 0) }
        try #require(unsafe symlink(queue.base.file("target", ""), queue.path.appending("link").string) == 0)
        try #require(unsafe mkfifo(queue.path.appending("fifo").string, 0o644) == 0)
        #expect(try await queue.base.run(queue.shell(tell)) == .worked(units: 1))
        #expect(queue.lines == ["work"])
        #expect(try queue.names() == [".daemonapp", ".hidden", "failed", "fifo", "folder", "link"])
    }

    @Test func recordCountIsTheMostOfARun() async throws {
        for number in 1...5 { try queue.add("\(number)", age: 5 - number) }
        let settings = try queue.shell(tell)
        #expect(try await queue.base.run(settings, recordCount: 2) == .worked(units: 2))
        #expect(try queue.visibleNames() == ["3", "4", "5"])
        #expect(try await queue.base.run(settings, recordCount: 3) == .worked(units: 3))
        #expect(queue.lines == ["1", "2", "3", "4", "5"])
    }

    @Test func theProgramGetsThePath() async throws {
        let names = ["two words", "-n", "line\nbreak", "$HOME", "'\""].map { FileName($0) }
        let bytes = FileName([0xFF, 0x61, 0xC3, 0x0A, 0x80])
        for (index, name) in (names + [bytes]).enumerated() { try queue.add(name, "text \(index)\n", age: 9 - index) }
        let script = """
            [ "$1" = "$DAEMONAPP_FILE" ] && cat -- "$1" && printf %s "${1##*/queue/}" | od -An -tx1
            """
        #expect(try await queue.base.run(queue.shell(script)) == .worked(units: 6))
        let dumps = (names + [bytes]).map { name in
            name.bytes.map { " " + (($0 < 16 ? "0" : "") + String($0, radix: 16)) }.joined()
        }
        #expect(queue.lines == dumps.enumerated().flatMap { ["text \($0.offset)", $0.element] })
    }

    @Test func bytesThatAreNotTextAreEscapedInTheLog() async throws {
        try queue.add(FileName([0xFF, 0x0A, 0x61]))
        let error = try await queue.base.failure(queue.shell("echo oops >&2; exit 3"))
        let path = queue.path.string + "/\\xFF\\x0Aa"
        #expect(error.file == path)
        #expect(error.description == "failed 1 of 1 file: \(path): /bin/sh: exit status 3; last output: oops")
        #expect(queue.base.log.warnings == ["\(path): exit status 3 (attempt 1 of 5)"])
    }

    @Test func aProgramWithoutAShellGetsItLast() async throws {
        try queue.add("a")
        let script = try queue.base.file("show", "#!/bin/sh\necho $#:$1:$2:$3\n")
        let settings = try CommandSettings.command("\(script) one two").with { $0.queueDirectory = queue.path }
        #expect(try await queue.base.run(settings) == .worked(units: 1))
        #expect(queue.lines == ["3:one:two:\(queue.path)/a"])
    }

    @Test func aRelativeDirectoryBeginsWhereTheAppRuns() async throws {
        try queue.add("a")
        var folder = [CChar](repeating: 0, count: Int(PATH_MAX))
        try #require(unsafe getcwd(&folder, folder.count) != nil)
        let depth = FilePath(platformString: folder).components.count
        let relative = FilePath("./" + String(repeating: "../", count: depth) + queue.path.string.dropFirst())
        try await queue.base.run(
            queue.shell("case $1 in /*/./*) exit 1;; /*) cat \"$1\"; exit 0;; *) exit 1;; esac").with {
                $0.queueDirectory = relative
            })
        #expect(queue.lines == ["text"])
    }

    @Test func whatSomebodyElseHasIsPassedOver() async throws {
        for number in 1...4 { try queue.add("\(number)", age: 9 - number) }
        let file = try FileDescriptor.open(queue.path.appending("1"), .readOnly, options: .closeOnExec)
        try #require(flock(file.rawValue, LOCK_EX) == 0)
        let settings = try queue.shell(tell)
        #expect(try await queue.base.run(settings, recordCount: 2) == .worked(units: 2))
        #expect(queue.lines == ["2", "3"])
        #expect(try await queue.base.run(settings) == .worked(units: 1))
        #expect(try await queue.base.run(settings) == .idle)
        flock(file.rawValue, LOCK_UN)
        try file.close()
        #expect(try await queue.base.run(settings) == .worked(units: 1))
        #expect(queue.lines == ["2", "3", "4", "1"])
    }

    @Test(arguments: geteuid() == 0 ? [nil, "root"] : [nil])
    func theProgramHoldsTheLock(user: String?) async throws {
        try queue.add("a")
        let script = """
            flock -n "$1" true || echo locked; flock -n 3 && echo own; readlink /proc/$$/fd/3; exec ls /proc/self/fd
            """
        let settings = try queue.shell(script).with { $0.user = try user.flatMap { try UserIdentity(named: $0) } }
        try await queue.base.run(settings)
        #expect(queue.lines == ["locked", "own", "\(queue.path)/a", "0", "1", "2", "3", "4"], "4 is the folder")
    }

    @Test func whatIsLeftOfTheProgramHoldsTheLock() async throws {
        try queue.add("a")
        let gate = try queue.base.fifo("gate")
        let script = "(trap '' TERM; exec >&- 2>&-; read x < \(gate.path)) & exit 1"
        let settings = try queue.shell(script).with { $0.killAfter = .seconds(600) }
        _ = try await queue.base.failure(settings)
        let file = try FileDescriptor.open(queue.path.appending("a"), .readOnly, options: .closeOnExec)
        #expect(flock(file.rawValue, LOCK_EX | LOCK_NB) != 0)
        #expect(try await queue.base.run(settings) == .idle)
        try queue.base.file("gate", "go\n")
        #expect(flock(file.rawValue, LOCK_EX) == 0)
        try file.close()
    }

    @Test func aFileThatTheProgramHasReplacedStays() async throws {
        try queue.add("a", age: 5)
        let script = "echo new > \"$1.x\" && mv \"$1.x\" \"$1\""
        #expect(try await queue.base.run(queue.shell(script), recordCount: 1) == .worked(units: 1))
        #expect(try queue.visibleNames() == ["a"])
        #expect(try queue.text("a") == "new\n")
    }

    @Test func theProgramMayRemoveOrMoveItsFile() async throws {
        try queue.add("a", age: 3)
        try queue.add("b", age: 2)
        try queue.add("c", age: 1)
        let script =
            "case $1 in */a) rm \"$1\";; */b) mv \"$1\" \"${1%/*}/.b\";; */c) mv \"$1\" \"${1%/*}/.c\"; exit 1;; esac"
        let error = try await queue.base.failure(queue.shell(script))
        #expect(error.description == "failed 1 of 3 files: \(queue.path)/c: /bin/sh: exit status 1")
        #expect(try queue.names() == [".b", ".c", ".daemonapp"])
        #expect(try queue.attempts() == [:])
    }

    @Test func aMissingDirectoryFailsWithItsPath() async throws {
        let settings = try queue.shell(tell).with { $0.queueDirectory = "/none/queue" }
        let error = await #expect(throws: QueueError.self) { try await queue.base.run(settings) }
        #expect(error?.description == "cannot open /none/queue: No such file or directory")
    }

    @Test func aDirectoryThatCannotBeWrittenToStartsNothing() async throws {
        // Not even root can make a directory there.
        let settings = try queue.shell("echo started").with { $0.queueDirectory = "/proc/sys/kernel/random" }
        let error = await #expect(throws: QueueError.self) { try await queue.base.run(settings) }
        #expect(error?.description.hasPrefix("cannot make /proc/sys/kernel/random/.daemonapp: ") == true)
        #expect(queue.lines.isEmpty)
    }

    @Test func manyFilesThatAreTakenHideNoOther() async throws {
        for number in 0..<150 { try queue.add("\(number)", age: number) }
        let files = try (0..<150).map {
            let file = try FileDescriptor.open(queue.path.appending("\($0)"), .readOnly, options: .closeOnExec)
            try #require($0 < 2 || flock(file.rawValue, LOCK_EX) == 0)
            return file
        }
        // 148 are passed over, more than are listed at once.
        #expect(try await queue.base.run(queue.shell(tell), recordCount: 5) == .worked(units: 2))
        #expect(queue.lines == ["1", "0"])
        for file in files { try file.close() }
    }
}
