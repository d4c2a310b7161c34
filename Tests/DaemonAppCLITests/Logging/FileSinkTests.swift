import EventLog
import Glibc
import Testing

@testable import DaemonAppCLI

/// Files that are put aside.
@Suite(.timeLimit(.minutes(5))) struct FileSinkTests {
    let folder: LogFolder

    init() throws {
        folder = try LogFolder()
    }

    private func sink(_ lines: String) throws -> FileSink {
        let handler = try #require(folder.log(to: "a.log", lines).handlers.first)
        guard case .file(let file) = handler.destination else { throw CancellationError() }
        return try FileSink(file, note: { Array("note: \($0)\n".utf8) })
    }

    private func records(_ numbers: ClosedRange<Int>) -> [[UInt8]] {
        numbers.map { Array("line \($0)\n".utf8) }
    }

    @Test func recordsGoOnInANewFileWhereTheOldOneIsFull() throws {
        var sink = try sink("max-size 15\nold-files 2")
        #expect(sink.write(records(1...3)) == 3)
        #expect(sink.write(records(4...7)) == 4)
        sink.close()
        #expect(folder.names == ["a.log", "a.log.1", "a.log.2"])
        #expect(try folder.lines("a.log.2") == ["line 3", "line 4"])
        #expect(try folder.lines("a.log.1") == ["line 5", "line 6"])
        #expect(try folder.lines("a.log") == ["line 7"])
    }

    @Test func aFileThatIsThereCounts() throws {
        for part in [1...1, 2...2, 3...3, 4...4] {
            var sink = try sink("max-size 15\nold-files 9")
            #expect(sink.write(records(part)) == 1)
            sink.close()
        }
        #expect(try folder.lines("a.log.1") == ["line 1", "line 2"])
        #expect(try folder.lines("a.log") == ["line 3", "line 4"])
    }

    @Test func whatIsLargerThanAFileHasOneOfItsOwn() throws {
        var sink = try sink("max-size 1\nold-files 9")
        #expect(sink.write(records(1...3)) == 3)
        sink.close()
        #expect(folder.names == ["a.log", "a.log.1", "a.log.2"])
    }

    @Test func aFileThatCannotBePutAsideGoesOn() throws {
        // A folder is in the way.
        try #require(unsafe mkdir(folder["a.log.1"], 0o700) == 0)
        var sink = try sink("max-size 15\nold-files 1")
        #expect(sink.write(records(1...5)) == 5)
        sink.close()
        #expect(
            try folder.lines("a.log") == [
                "line 1", "line 2", "note: the log file \(folder["a.log"]) cannot be put aside: Is a directory",
                "line 3", "line 4", "line 5",
            ])
    }

    @Test func aFileThatSomebodyElseMovedIsMadeAnew() throws {
        var sink = try sink("max-size 15\nold-files 2")
        #expect(sink.write(records(1...2)) == 2)
        try #require(unsafe rename(folder["a.log"], folder["moved"]) == 0)
        #expect(sink.write(records(3...3)) == 1)
        sink.close()
        #expect(folder.names == ["a.log", "moved"])
        #expect(try folder.lines("a.log") == ["line 3"])
    }

    @Test func aFileOfAnEarlierDayIsPutAsideWithItsDate() throws {
        for (number, name) in ["2023-11-13", "2023-11-12", "2023-11-11.7"].enumerated() {
            try write("a.log.\(name)", "old \(number)\n")
        }
        try write("a.log", "then\n")
        // 14 November 2023, 12:00 UTC, which is that day nearly everywhere.
        var times = [timespec(tv_sec: 1_699_963_200, tv_nsec: 0), timespec(tv_sec: 1_699_963_200, tv_nsec: 0)]
        try #require(unsafe utimensat(AT_FDCWD, folder["a.log"], &times, 0) == 0)
        var sink = try sink("when midnight\nold-files 2")
        #expect(sink.write(records(1...2)) == 2)
        sink.close()
        #expect(folder.names == ["a.log", "a.log.2023-11-13", "a.log.2023-11-14"])
        #expect(try folder.lines("a.log.2023-11-14") == ["then"])
        #expect(try folder.lines("a.log") == ["line 1", "line 2"])
    }

    @Test func noOldFileIsOverwritten() throws {
        try write("a.log.2023-11-14", "before\n")
        try write("a.log", "then\n")
        var times = [timespec(tv_sec: 1_699_963_200, tv_nsec: 0), timespec(tv_sec: 1_699_963_200, tv_nsec: 0)]
        try #require(unsafe utimensat(AT_FDCWD, folder["a.log"], &times, 0) == 0)
        var sink = try sink("when midnight\nold-files 5")
        #expect(sink.write(records(1...1)) == 1)
        sink.close()
        #expect(try folder.lines("a.log.2023-11-14") == ["before"])
        #expect(try folder.lines("a.log.2023-11-14.1") == ["then"])
    }

    private func write(_ name: String, _ text: String) throws {
        let file = unsafe try #require(fopen(folder[name], "we"))
        unsafe fputs(text, file)
        unsafe fclose(file)
    }
}
