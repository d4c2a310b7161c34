import Glibc
import SystemPackage
import Testing

/// Streams that cannot be written to; the app goes on.
@Suite(.timeLimit(.minutes(5))) struct LogStreamTests {
    let folder: TestFolder

    init() throws {
        folder = try TestFolder()
    }

    private let chatty = "<Command a>\nRunEvery 0.05s\nCommand echo hello\n</Command>"

    @Test(arguments: ["2>&-", "<&- 2>&-", "<&- >&- 2>&-", ">&-", "2> /dev/full", "> /dev/full"])
    func aStreamThatTakesNothingStopsNobody(redirection: String) async throws {
        let ended = try await folder.run(chatty, by: "exec \"$0\" \"$@\" \(redirection)") { app in
            try await app.until { try await app.status(of: "a")["counters"]?["worked"]?.number ?? 0 > 2 }
            for stream in 0...2 { #expect(try app.isStream(stream)) }
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
        let ended = try await folder.run(
            chatty, by: "mkfifo \(folder["log"]); \(reader) exec \"$0\" \"$@\" 2> \(folder["log"])"
        ) {
            app in
            try await app.until { try await app.status(of: "a")["counters"]?["worked"]?.number ?? 0 > 2 }
            #expect(try await app.ask("stop").status == 0)
        }
        #expect(ended.status == 0)
        #expect(LogRecord(ended.output)?["reason"] == "operator")
    }

    /// Reads the first line of the log and leaves.
    private var reader: String { "head -n 1 < \(folder["log"]) > /dev/null 2>&1 &" }

    @Test func aReaderThatStallsHoldsUpNobodyAndLearnsWhatItMissed() async throws {
        let log = try folder.fifo("log")
        // Somebody has the log open and does not read it.
        let stalled = try FileDescriptor.open(FilePath(log), .readOnly, options: [.nonBlocking, .closeOnExec])
        defer { try? stalled.close() }
        let configuration = """
            <Command flood>
            RunEvery 1h
            MaximumOutput 100mb
            Shell yes
            Command yes $$(head -c 4000 /dev/zero | tr '\\000' x) | head -n 1000
            </Command>
            """
        let ended = try await folder.run(configuration, by: "exec \"$0\" \"$@\" 2> \(log)") { app in
            try await app.until { try await app.status(of: "flood")["state"] == "waiting" }
            #expect(try await app.status(of: "flood")["counters"]?["worked"] == 1)
            // Now it is read; what was lost is said where there is room again.
            async let reading = Binary.run([], by: "cat \(log)")
            try await app.until {
                let isPaused = try await app.ask("pause", "flood").status == 0
                return isPaused && stalled.isEmpty
            }
            #expect(try await app.ask("stop").status == 0)
            let lines = try await reading.outputLines
            let records = lines.compactMap { LogRecord($0) }
            #expect(records.count == lines.count)
            let loss = try #require(
                records.first { $0["message"]?.string?.hasSuffix("lines of the log were lost") == true })
            #expect(loss["level"] == "warning" && loss.names == ["time", "level", "message"])
        }
        #expect(ended.status == 0)
        #expect(LogRecord(ended.output)?["reason"] == "operator")
    }
}

extension FileDescriptor {
    /// Whether there is nothing to read in a pipe.
    fileprivate var isEmpty: Bool {
        var polls = pollfd(fd: rawValue, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&polls, 1, 0) == 0
    }
}

extension RunningApp {
    /// Whether a descriptor is a device or a pipe, not one of the app's own.
    fileprivate func isStream(_ descriptor: Int) throws -> Bool {
        var status = stat()
        try #require(unsafe stat("/proc/\(process)/fd/\(descriptor)", &status) == 0)
        return [S_IFCHR, S_IFIFO, S_IFREG].contains(status.st_mode & S_IFMT)
    }
}
