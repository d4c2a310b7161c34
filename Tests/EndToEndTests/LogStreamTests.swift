import Glibc
import SystemPackage
import Testing

/// Streams that cannot be written to; the app goes on.
@Suite(.timeLimit(.minutes(1))) struct LogStreamTests {
    let folder: TestFolder

    init() throws {
        folder = try TestFolder()
    }

    private let chatty = "<Command a>\nRunEvery 0.05s\nCommand echo hello\n</Command>"

    @Test(arguments: ["2>&-", "<&- 2>&-", "<&- >&- 2>&-", ">&-", "2> /dev/full", "> /dev/full"])
    func aStreamThatTakesNothingStopsNobody(redirection: String) async throws {
        let ended = try await folder.run(chatty, by: "exec \"$0\" \"$@\" \(redirection)") { app in
            try await folder.untilAnswered { try await app.status(of: "a")["counters"]?["worked"]?.number ?? 0 > 2 }
            #expect(try await app.ask("stop").status == 0)
        }
        #expect(ended.status == 0)
        let keepsErrors = !redirection.contains("2>")
        #expect(ended.records.contains { $0["event"] == "output" && $0["line"] == "hello" } == keepsErrors)
        #expect(ended.errors.isEmpty != keepsErrors)
        let keepsOutput = !redirection.contains(" >") && !redirection.hasPrefix(">")
        #expect(LogRecord(ended.output)?["reason"] == (keepsOutput ? "operator" : nil))
    }

    @Test func aReaderThatLeavesStopsNobody() async throws {
        let ended = try await folder.run(chatty, by: "mkfifo \(folder["log"]); \(reader) exec \"$0\" \"$@\" 2> \(folder["log"])") {
            app in
            try await folder.untilAnswered { try await app.status(of: "a")["counters"]?["worked"]?.number ?? 0 > 2 }
            #expect(try await app.ask("stop").status == 0)
        }
        #expect(ended.status == 0)
        #expect(LogRecord(ended.output)?["reason"] == "operator")
    }

    /// Reads the first line of the log and leaves.
    private var reader: String { "head -n 1 < \(folder["log"]) > /dev/null 2>&1 &" }

    @Test func aReaderThatStallsHoldsUpNobodyAndLearnsWhatItMissed() async throws {
        let log = try folder.fifo("log")
        let finished = try folder.fifo("finished")
        // Somebody has the log open and does not read it.
        let stalled = try FileDescriptor.open(FilePath(log), .readOnly, options: [.nonBlocking, .closeOnExec])
        defer { try? stalled.close() }
        let flood = """
            <Command a>
            RunEvery 1h
            MaximumOutput 100mb
            Shell yes
            Command head -c 5000000 /dev/zero | tr '\\000' x | fold -w 99; echo x > \(finished)
            </Command>
            """
        let ended = try await folder.run(flood, by: "exec \"$0\" \"$@\" 2> \(log)") { app in
            _ = try await Binary.run([], by: "read x < \(finished)")
            try await folder.untilAnswered { try await app.status(of: "a")["state"] == "waiting" }
            #expect(try await app.ask("pause", "a").status == 0)
            // Now it is read; what was lost is said where there is room again.
            let reading = Task { try await Binary.run([], by: "cat \(log)") }
            try await folder.untilAnswered {
                _ = try await app.ask("wake", "a")
                return try await app.ask("resume", "a").status == 0
            }
            #expect(try await app.ask("wake", "a").status == 0)
            _ = try await Binary.run([], by: "read x < \(finished)")
            #expect(try await app.ask("stop").status == 0)
            let read = try await reading.value
            #expect(read.records.count == read.errorLines.count)
            let lines = read.outputLines
            let records = lines.compactMap { LogRecord($0) }
            #expect(records.count == lines.count)
            let loss = try #require(records.first { $0["message"]?.string?.hasSuffix("lines of the log were lost") == true })
            #expect(loss["level"] == "warning")
        }
        #expect(ended.status == 0)
        #expect(LogRecord(ended.output)?["reason"] == "operator")
    }
}

extension TestFolder {
    /// Asks until the answer is yes; also while there is no app that answers yet.
    func untilAnswered(_ ask: () async throws -> Bool) async throws {
        while true {
            try Task.checkCancellation()
            if has("socket"), try await ask() { return }
        }
    }
}
