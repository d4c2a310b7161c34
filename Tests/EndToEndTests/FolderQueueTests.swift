import Glibc
import SystemPackage
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

    @Test func anAttemptThatCannotBeWrittenDownIsNotMade() async throws {
        try folder.write("queue/a", "")
        let ended = try await folder.run(
            "ShutdownIfIdle 1m\n" + queue("Command /bin/echo started", schedule: "RunEvery 1h"),
            by: "trap '' XFSZ; ulimit -f 0; exec \"$0\" \"$@\""
        ) { _ in }
        let error = ended.records.first { $0["level"] == "error" }?["message"]?.string
        #expect(error?.hasPrefix("run 1 failed: cannot write \(folder["queue/.daemonapp"])/") == true)
        #expect(error?.hasSuffix(": File too large; next run in 1h") == true)
        #expect(!ended.records.contains { $0["event"] == "output" })
        #expect(TestFolder.names(in: folder["queue"]) == [".daemonapp", "a"])
        #expect(TestFolder.names(in: folder["queue/.daemonapp"]) == [])
    }

    @Test func aProgramThatOutlivesItsAppKeepsItsFile() async throws {
        let (started, gate) = (try folder.fifo("started"), try folder.fifo("gate"))
        try folder.write("queue/a", "")
        let serve = """
            #!/bin/sh
            if [ -e \(folder["second"]) ]; then head -n 1 "${1%/*}"/.daemonapp/* | cut -d ' ' -f 1; exit 0; fi
            touch \(folder["second"]); echo x > \(started); read x < \(gate)
            """
        let program = try folder.write("serve", serve, mode: 0o755)
        let killing = "\"$0\" \"$@\" & app=$!; read x < \(started); kill -KILL $app; wait $app; exec \"$0\" \"$@\""
        try await folder.run(queue("Command \(program)", schedule: "RunEvery 0.05s"), by: killing) { app in
            try await app.record { $0["event"] == "finish" && $0["run"] == 3 }
            #expect(folder.has("queue/a"))
            try folder.write("gate", "go\n")
            try await app.outputLine("2")
            try await app.record { $0["event"] == "finish" && $0["outcome"] == "worked" }
            #expect(TestFolder.names(in: folder["queue"]) == [".daemonapp"])
            #expect(try await app.ask("stop").status == 0)
        }
    }

    @Test func theGuidesExampleWorks() async throws {
        let guide = try TestFolder.text(
            of: FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()
                .appending("Documentation/queues.md").string)
        func block(_ kind: String) throws -> String {
            let start = try #require(guide.firstRange(of: "```\(kind)\n")?.upperBound)
            let end = try #require(guide[start...].firstRange(of: "```")?.lowerBound)
            return String(guide[start..<end]).replacing("/var/spool/orders", with: folder["queue"])
                .replacing("/var/lib/books", with: folder["books"])
                .replacing("/usr/local/bin/book-order", with: folder["book-order"])
                .replacing("RunEvery       1s", with: "RunEvery 0.05s")
        }
        try folder.write("book-order", block("sh"), mode: 0o755)
        let configuration = try folder.write(
            "shop.conf",
            block("conf").replacing("<DaemonApp shop>", with: "<DaemonApp shop>\nControlSocket \(folder["s"])"))
        for (name, text) in [("1", "total: 5\n"), ("2", "nonsense\n"), ("3", "total: 7\n")] {
            try folder.write("queue/\(name)", text)
        }
        try await Binary.start(["run", configuration] + TestFolder.verbose, socket: folder["s"]) { app in
            let error = try await app.record { $0["level"] == "error" }
            #expect(error["message"]?.string?.contains(": exit status 75") == true)
            try #require(unsafe mkdir(folder["books"], 0o755) == 0)
            try await app.record { $0["message"]?.string?.contains("(attempt 3 of 3); moved to") == true }
            #expect(try await app.ask("stop").status == 0)
        }
        #expect(TestFolder.names(in: folder["books"]) == ["1", "3"])
        #expect(TestFolder.names(in: folder["queue"]) == [".daemonapp", "failed"])
        #expect(TestFolder.names(in: folder["queue/failed"]) == ["2"])
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
