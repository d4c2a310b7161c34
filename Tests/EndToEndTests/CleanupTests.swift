import Glibc
import Testing

/// Removing old files with the built program.
@Suite(.timeLimit(.minutes(5))) struct CleanupTests {
    let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        unsafe mkdir(folder["sessions"], 0o755)
        for name in ["old", "new", "o\nld", "kept.keep"] { try folder.write("sessions/\(name)", "text") }
        let times = [timespec(tv_sec: 1_000_000, tv_nsec: 0), timespec(tv_sec: 1_000_000, tv_nsec: 0)]
        for name in ["old", "o\nld", "kept.keep"] {
            unsafe utimensat(AT_FDCWD, folder["sessions/\(name)"], times, 0)
        }
    }

    private var section: String {
        """
        <FileCleanup session-cleanup>
          RunEvery 5m
          RemoveOlderThan 30m
          Exclude *.keep
          ScanDirectory \(folder["sessions"])
        </FileCleanup>
        """
    }

    private func configuration(_ more: String = "") throws -> String {
        try folder.write("app.conf", "<DaemonApp foo>\nShutdownIfIdle 1s\n\(more)\n\(section)\n</DaemonApp>\n")
    }

    @Test func theSectionOfTheProposalWorks() async throws {
        let ended = try await Binary.run("run", try configuration(), "--log-format", "json")
        #expect(ended.status == 0)
        #expect(TestFolder.names(in: folder["sessions"]) == ["kept.keep", "new"])
        let removed = ended.errorLines.filter { $0.contains(#""event":"removed""#) }
        #expect(removed.count == 2)
        let path = folder["sessions/o"] + #"\\x0Ald"#
        #expect(removed.contains { $0.contains(#""path":"\#(path)""#) && $0.contains(#""rule":"RemoveOlderThan""#) })
    }

    @Test func listSaysWhatWouldGoAndRemovesNothing() async throws {
        let file = try configuration()
        let text = try await Binary.run("cleanup", "list", file)
        #expect(text.status == 0)
        #expect(
            text.outputLines.map { $0.prefix { $0 != ":" } }
                == [folder["sessions/o"] + #"\x0Ald"#, folder["sessions/old"]].map { $0[...] })
        let json = try await Binary.run("cleanup", "list", file, "--format", "json")
        #expect(
            json.status == 0 && json.output.hasPrefix("[")
                && json.output.contains(#""rule":"RemoveOlderThan","size":4"#))
        #expect(TestFolder.names(in: folder["sessions"]).count == 4)
        let none = try await Binary.run("cleanup", "list", file, "--daemon", "other")
        #expect(none.status == 66 && none.errorLines == ["\(file): there is no section <FileCleanup> called 'other'"])
    }

    @Test func listSaysThatARunWouldBeRefused() async throws {
        let file = try configuration()
        try folder.write(
            "app.conf",
            "<DaemonApp foo>\n\(section.replacing("Exclude *.keep", with: "RefuseAbove 2"))\n</DaemonApp>\n")
        let ended = try await Binary.run("cleanup", "list", file)
        #expect(ended.status == 1 && ended.output.isEmpty)
        #expect(
            ended.errorLines == [
                "session-cleanup: refused: 3 of 4 files would go, more than RefuseAbove 2; nothing was removed"
            ])
    }

    @Test func whySaysWhatBecomesOfAFile() async throws {
        let file = try configuration()
        func why(_ name: String) async throws -> (status: Int, last: String) {
            let ended = try await Binary.run("cleanup", "why", file, name)
            return (ended.status, ended.outputLines.last ?? ended.errorLines.last ?? "")
        }
        #expect(try await why(folder["sessions/old"]) == (0, "  goes at the next run: RemoveOlderThan 30m"))
        #expect(try await why(folder["sessions/kept.keep"]) == (0, "  stays: Exclude *.keep matches it"))
        #expect(try await why(folder["sessions"]) == (0, "  stays: ScanDirectory itself is never removed"))
        let young = try await why(folder["sessions/new"])
        #expect(young.status == 0 && young.last.hasPrefix("  goes in 29m 5"))
        #expect(young.last.hasSuffix(", unless it changes: RemoveOlderThan 30m"))
        #expect(
            try await why("/etc/passwd")
                == (1, "/etc/passwd: it lies in no directory that a section <FileCleanup> scans"))
        #expect(try await why(folder["nothing"]).status == 66)
        let json = try await Binary.run("cleanup", "why", file, folder["sessions/old"], "--format", "json")
        #expect(json.output.contains(#""verdict" : "goes""#))
    }

    @Test func statusTellsHowFarItHasCome() async throws {
        let ended = try await folder.run(section) { app in
            try await app.event("finish")
            #expect(try await app.status(of: "session-cleanup")["progress"]?["removed"] == 2)
            #expect(try await app.ask("status").output.contains("freed 8, removed 2, seen 3"))
            let metrics = try await app.ask("status", "--format", "openmetrics")
            let line = #"daemonapp_progress{app="foo",daemon="session-cleanup",figure="removed"} 2"#
            #expect(metrics.output.contains(line))
            #expect(try await app.ask("stop").status == 0)
        }
        #expect(ended.status == 0)
    }
}
