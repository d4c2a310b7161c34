import Testing

/// How commands are started, and what their ends mean.
@Suite(.timeLimit(.minutes(5))) struct CommandTests {
    let folder: TestFolder

    init() throws {
        folder = try TestFolder()
    }

    @Test func argumentsArriveVerbatim() async throws {
        let script = try folder.write("show", "#!/bin/sh\nfor a in \"$@\"; do echo \"<$a>\"; done\n", mode: 0o755)
        let lines = try await output("Command \(script)  a   'b\nArgument two  words\nArgument *\nArgument $$HOME")
        #expect(lines == ["<a>", "<'b>", "<two  words>", "<*>", "<$HOME>"])
    }

    @Test func theEnvironmentIsTheAppsAndMore() async throws {
        let keys = "Shell yes\nCommand echo \"$$GREETING,$$KEPT\"\nEnvironment GREETING=a = b"
        var lines: [JSONValue] = []
        let ended = try await folder.run(once(keys), environment: ["KEPT": "kept", "GREETING": "old"]) { _ in }
        lines = ended.records.filter { $0["event"] == "output" }.compactMap { $0["line"] }
        #expect(lines == ["a = b,kept"])
    }

    @Test func theProgramHasNothingOfTheApp() async throws {
        let script = """
            readlink /proc/self/fd/0; for f in $$(seq 0 99); do [ ! -e /proc/$$$$/fd/$$f ] || echo $$f; done | \
            xargs; cut -d ' ' -f 5 /proc/$$$$/stat | \
            sed s/^$$$$$$/own/; cat; grep -E '^Sig(Blk|Ign)' /proc/self/status | cut -f 2
            """
        let ended = try await folder.run(
            once("Shell yes\nCommand \(script)"), by: "trap '' HUP USR1 CHLD; exec \"$0\" \"$@\" 5< /dev/null"
        ) { _ in }
        let lines = ended.records.filter { $0["event"] == "output" }.compactMap { $0["line"]?.string }
        #expect(lines.prefix(3) == ["/dev/null", "0 1 2", "own"])
        #expect(lines.dropFirst(3) == ["0000000000000000", "0000000000000000"])
    }

    @Test func bothStreamsAreLogged() async throws {
        let ended = try await folder.runToEnd(
            once("Shell yes\nCommand echo out; echo err >&2; printf 'a\\377\\033[1m'"))
        let records = ended.records.filter { $0["event"] == "output" }
        #expect(Set(records.map { $0["line"] }) == ["out", "err", "a\\xFF\\x1B[1m"])
        #expect(records.first { $0["line"] == "err" }?["stream"] == "stderr")
        #expect(records.first { $0["line"] == "out" }?["stream"] == "stdout")
        #expect(records.allSatisfy { $0.names == ["time", "level", "daemon", "message", "event", "stream", "line"] })
    }

    @Test func aFloodIsReadAndMostlyDropped() async throws {
        let lines = try await output(
            "MaximumOutput 2kb\nShell yes\nCommand yes 0123456 | head -c 30000000; echo end >&2")
        #expect(lines.filter { $0 == "0123456" }.count == 2048 / 8)
        #expect(lines.last == .string("[\(30_000_000 + 4 - 2048) bytes more were dropped]"))
    }

    @Test func aLineIsCutAtEightKilobytes() async throws {
        let lines = try await output("Shell yes\nCommand head -c 100000 /dev/zero | tr '\\000' x; echo; echo next")
        #expect(lines == [.string(String(repeating: "x", count: 8192)), "next"])
    }

    @Test func statusesDecideTheOutcome() async throws {
        let statuses = [0, 2, 3, 75, 1, 255]
        let commands = statuses.map { status in
            """
            <Command s\(status)>
            RunEvery 1h
            MinimumIdle 10m
            IncreaseIdleBy 1h
            IdleStatus 2
            DoneStatus 3
            Shell yes
            Command exit \(status)
            </Command>
            """
        }
        let ended = try await folder.runToEnd("ShutdownIfIdle 1m\n" + commands.joined(separator: "\n"))
        #expect(ended.status == 0)
        func finish(_ daemon: JSONValue) -> [JSONValue?] {
            let record = ended.records.first { $0["event"] == "finish" && $0["daemon"] == daemon }
            return [record?["outcome"], record?["units"], record?["wait"]]
        }
        #expect(finish("s0") == ["worked", 1, 600])
        #expect(finish("s2") == ["idle", 0, 7200])
        #expect(finish("s3") == ["done", 0, .null])
        for failed: JSONValue in ["s75", "s1", "s255"] { #expect(finish(failed) == ["failed", 0, 7200]) }
        let error = try #require(ended.records.first { $0["daemon"] == "s75" && $0["level"] == "error" })
        #expect(error["message"] == "run 1 failed: /bin/sh: exit status 75; next run in 2h")
    }

    @Test func statusesWinOverZero() async throws {
        let ended = try await folder.runToEnd(once("Command /bin/true\nIdleStatus 0"))
        #expect(ended.records.first { $0["event"] == "finish" }?["outcome"] == "idle")
        #expect(ended.status == 0)
    }

    @Test func aSignalIsAFailureWithItsName() async throws {
        let ended = try await folder.runToEnd(once("Shell yes\nCommand kill -SEGV $$$$"))
        let error = try #require(ended.records.first { $0["level"] == "error" }?["message"]?.string)
        #expect(error.hasPrefix("run 1 failed: /bin/sh: ended by signal 11 (SIGSEGV)"))
    }

    @Test func aProgramThatIsNotThereIsLoggedWithItsPath() async throws {
        let data = try folder.write("data", "no program")
        let ended = try await folder.runToEnd(
            "ShutdownIfIdle 1m\n<Command a>\nRunEvery 1h\nCommand \(folder["none"]) x\n</Command>\n"
                + "<Command b>\nRunEvery 1h\nCommand \(data)\n</Command>")
        #expect(ended.status == 0)
        let errors = ended.records.filter { $0["level"] == "error" }
        #expect(
            Set(errors.map { $0["message"] }) == [
                .string(
                    "run 1 failed: \(folder["none"]): cannot be started: No such file or directory; next run in 1h"),
                .string("run 1 failed: \(data): cannot be started: Permission denied; next run in 1h"),
            ])
    }

    @Test func twoCommandsRunSideBySide() async throws {
        let (first, second) = (try folder.fifo("first"), try folder.fifo("second"))
        let ended = try await folder.runToEnd(
            """
            ShutdownIfIdle 1m
            <Command a>
            RunEvery 1h
            Shell yes
            Command echo x > \(first); read x < \(second)
            </Command>
            <Command b>
            RunEvery 1h
            Shell yes
            Command read x < \(first); echo x > \(second)
            </Command>
            """)
        #expect(ended.records.filter { $0["event"] == "finish" && $0["outcome"] == "worked" }.count == 2)
    }

    /// An app that runs a command once.
    private func once(_ keys: String) -> String {
        "ShutdownIfIdle 1m\n<Command once>\nRunEvery 1h\n\(keys)\n</Command>"
    }

    /// The output of a command that is run once and works.
    private func output(_ keys: String) async throws -> [JSONValue] {
        let ended = try await folder.runToEnd(once(keys))
        #expect(ended.status == 0)
        #expect(ended.records.first { $0["event"] == "finish" }?["outcome"] == "worked")
        return ended.records.filter { $0["event"] == "output" }.compactMap { $0["line"] }
    }
}
