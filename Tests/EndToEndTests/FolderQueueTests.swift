import Glibc
import Testing

/// A command as a queue, in a running app.
@Suite(.timeLimit(.minutes(5))) struct FolderQueueTests {
    let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        try #require(unsafe mkdir(folder["queue"], 0o755) == 0)
    }

    @Test func filesAreServedAndRemoved() async throws {
        for name in ["a", "b", "c"] { try folder.write("queue/\(name)", "\(name)\n") }
        let ended = try await folder.runToEnd(
            "ShutdownIfIdle 1m\n" + queue("Command /bin/cat", schedule: "RunEvery 1h\nMinimumIdle 0s\nRecordCount 2"))
        #expect(ended.status == 0)
        let finishes = ended.records.filter { $0["event"] == "finish" }
        #expect(finishes.map { $0["outcome"] } == ["worked", "worked", "idle"])
        #expect(finishes.map { $0["units"] } == [2, 1, 0])
        #expect(ended.records.filter { $0["event"] == "output" }.map { $0["line"] } == ["a", "b", "c"])
        #expect(TestFolder.names(in: folder["queue"]) == [".daemonapp"])
    }

    @Test func aFailureNamesTheFile() async throws {
        try folder.write("queue/good", "")
        try folder.write("queue/z\u{1B}", "")
        let ended = try await folder.runToEnd(
            "ShutdownIfIdle 1m\n"
                + queue(
                    "Shell yes\nCommand case $$1 in */good) ;; *) echo no >&2; exit 4;; esac", schedule: "RunEvery 1h"))
        let finish = ended.records.first { $0["event"] == "finish" }
        #expect(finish?["outcome"] == "failed")
        let path = folder["queue/z"] + "\\x1B"
        let error = try #require(ended.records.first { $0["level"] == "error" }?["message"]?.string)
        #expect(
            error
                == "run 1 failed: failed 1 of 2 files: \(path): /bin/sh: exit status 4; last output: no; next run in 1h"
        )
        let warnings = ended.records.filter { $0["level"] == "warning" }.map { $0["message"] }
        #expect(warnings == [.string("\(path): exit status 4 (attempt 1 of 5)")])
    }

    @Test func aMissingDirectoryIsRetried() async throws {
        let ended = try await folder.run(
            queue("Command /bin/cat", schedule: "RunEvery 0.05s").replacing(folder["queue"], with: folder["later"])
        ) { app in
            let error = try await app.record { $0["level"] == "error" }
            let message = "run 1 failed: cannot open \(folder["later"]): No such file or directory; next run in"
            #expect(error["message"]?.string?.hasPrefix(message) == true)
            try #require(unsafe mkdir(folder["making"], 0o755) == 0)
            try folder.write("making/a", "here\n")
            try #require(unsafe rename(folder["making"], folder["later"]) == 0)
            try await app.outputLine("here")
            #expect(try await app.ask("stop").status == 0)
        }
        #expect(ended.status == 0)
    }

    @Test func anUnreadableFileIsLoggedOnceAndHoldsUpNone() async throws {
        try folder.write("queue/1-secret", "secret\n", mode: 0)
        try folder.write("queue/2", "two\n")
        let ended = try await folder.run(
            queue("Command /bin/cat", schedule: "RunEvery 0.05s"), by: withoutPrivilege
        ) { app in
            try await app.outputLine("two")
            try await app.record { $0["event"] == "finish" && ($0["run"]?.number ?? 0) > 5 }
            try folder.write("new", "three\n")
            try #require(unsafe rename(folder["new"], folder["queue/3"]) == 0)
            try await app.outputLine("three")
            #expect(try await app.ask("stop").status == 0)
        }
        let warnings = ended.records.filter { $0["level"] == "warning" }.map { $0["message"] }
        let path = folder["queue/1-secret"]
        #expect(warnings == [.string("\(path): cannot be read, is left alone: Permission denied")])
        #expect(!ended.records.contains { $0["outcome"] == "failed" })
        #expect(folder.has("queue/1-secret"))
    }

    @Test func aFolderThatCannotBeWrittenToStartsNothing() async throws {
        try folder.write("queue/a", "")
        try #require(unsafe chmod(folder["queue"], 0o555) == 0)
        let ended = try await folder.run(
            "ShutdownIfIdle 1m\n" + queue("Command /bin/echo started", schedule: "RunEvery 1h"), by: withoutPrivilege
        ) { _ in }
        let error = ended.records.first { $0["level"] == "error" }?["message"]?.string
        let message = "run 1 failed: cannot make \(folder["queue/.daemonapp"]): Permission denied; next run in 1h"
        #expect(error == message)
        #expect(!ended.records.contains { $0["event"] == "output" })
        try #require(unsafe chmod(folder["queue"], 0o755) == 0)
    }

    @Test func aTimeoutIsAnAttempt() async throws {
        try folder.write("queue/a", "")
        let ended = try await folder.run(
            queue("Attempts 2\nShell yes\nCommand sleep 1000", schedule: "RunEvery 0.05s\nRunTimeout 0.2s")
        ) { app in
            try await app.record { $0["message"]?.string?.hasSuffix("; moved to \(folder["queue/failed/a"])") == true }
            #expect(try await app.ask("stop").status == 0)
        }
        #expect(ended.status == 0)
        #expect(TestFolder.names(in: folder["queue/failed"]) == ["a"])
    }

    @Test(arguments: ["QueueDirectory", "Attempts 0", "Attempts x"])
    func wrongValuesAreErrors(line: String) async throws {
        let path = try folder.configure(queue("Command /bin/cat\n\(line)", schedule: "RunEvery 1h", directory: nil))
        let ended = try await Binary.run(["check", path])
        #expect(ended.status == 78)
        #expect(ended.errorLines.count == 1)
        #expect(ended.errorLines.first?.hasPrefix("\(path):6: ") == true)
    }

    /// Root may read and write everything: takes that away from it.
    private let withoutPrivilege =
        geteuid() == 0
        ? "exec setpriv --bounding-set=-dac_override,-dac_read_search \"$0\" \"$@\"" : "exec \"$0\" \"$@\""

    private func queue(_ keys: String, schedule: String) -> String {
        queue(keys, schedule: schedule, directory: folder["queue"])
    }

    private func queue(_ keys: String, schedule: String, directory: String?) -> String {
        let line = directory.map { "\nQueueDirectory \($0)" } ?? ""
        return "<Command orders>\n\(schedule)\n\(keys)\(line)\n</Command>"
    }
}
