import Glibc
import Testing

/// What the command keeps from one start to the next, and what it writes down.
@Suite(.timeLimit(.minutes(5))) struct KeptStateTests {
    let folder: TestFolder

    init() throws {
        folder = try TestFolder()
    }

    private func configure(_ lines: String = "") throws -> String {
        try folder.configure(
            """
            StateDirectory \(folder["state"])
            \(lines)
            <SimulatedDaemon often>
            RunEvery 0.02s
            </SimulatedDaemon>
            <SimulatedDaemon seldom>
            RunEvery 1h
            </SimulatedDaemon>
            """)
    }

    /// Killed at any instant, an app finds a sound state again, and runs nothing that is not due.
    @Test func aHundredKillsLoseNothing() async throws {
        let file = try configure()
        // After the first start has written its state, each app is killed after a while that chance decides.
        let script = """
            "$0" run "$1" --log-format json > /dev/null 2> "$2" & app=$!
            until [ -s "$3" ] || ! kill -0 $app; do :; done
            i=0; while [ $i -lt $4 ]; do i=$((i+1)); done
            kill -9 $app
            """
        for round in 0..<100 {
            let length = "\(Int.random(in: 0...60_000))"
            let ended = try await Binary.run(
                [file, folder["log"], folder["state/state.json"], length], by: script)
            #expect(ended.status == 0)
            let log = try TestFolder.text(of: folder["log"])
            #expect(!log.contains("damaged") && !log.contains("defect"))
            if round == 0 { continue }
            let runs = log.split(separator: "\n").compactMap { LogRecord(String($0)) }.filter { $0["event"] == "run" }
            #expect(!runs.contains { $0["daemon"] == "seldom" })
        }
        let replay = try await Binary.run("replay", folder["state"])
        #expect(replay.status == 0 && replay.output.hasSuffix("decisions, all as recorded\n"), "\(replay.output)")
        let next = try await Binary.run("next", file)
        #expect(next.outputLines.count == 3 && next.outputLines[0].hasPrefix("DAEMON"))
    }

    @Test func twoAppsCannotHaveOneDirectory() async throws {
        let ended = try await folder.run(
            "StateDirectory \(folder["state"])\n<SimulatedDaemon a>\nRunEvery 1h\n</SimulatedDaemon>",
            TestFolder.verbose
        ) { app in
            try await app.event("start")
            let second = try await Binary.run(
                "run", folder["app.conf"], "--set", "foo/ControlSocket=\(folder["other"])")
            #expect(second.status == 75 && second.errors.hasSuffix("another app uses it, process \(app.process)\n"))
            _ = try await app.ask("stop")
        }
        #expect(ended.status == 0)
        #expect(try TestFolder.text(of: folder["state/exit.json"]) == ended.output)
    }

    @Test func adirectoryThatCannotBeMade() async throws {
        let file = try folder.configure(
            "StateDirectory \(folder["none/state"])\n<SimulatedDaemon a>\nRunEvery 1h\n</SimulatedDaemon>")
        let ended = try await Binary.run("run", file)
        #expect(ended.status == 73)
        #expect(ended.errors == "StateDirectory \(folder["none/state"]): No such file or directory\n")
        #expect(try await Binary.run("next", file).status == 66)
        #expect(try await Binary.run("history", "--ledger", folder["none"]).status == 66)
    }

    /// The ledger in its commands: what happened, what failed, and as it happens.
    @Test func theLedgerIsRead() async throws {
        let lines = """
            StateDirectory \(folder["state"])
            <Command bad>
            RunEvery 1h
            Shell yes
            Command echo trouble; exit 3
            </Command>
            <SimulatedDaemon good>
            RunEvery 1h
            </SimulatedDaemon>
            """
        let ended = try await folder.run(lines, TestFolder.verbose) { app in
            try await app.event("finish", of: "bad")
            try await app.event("finish", of: "good")
            let history = try await app.ask("history", "--failed")
            #expect(history.outputLines.count == 3)
            #expect(history.outputLines[1].contains("bad") && history.outputLines[1].contains("exit status 3"))
            #expect(history.outputLines[2].hasSuffix("| trouble"))
            let json = try await app.ask("history", "good", "--format", "json")
            #expect(json.outputLines.count == 1)
            #expect(try JSONValue(parsing: json.outputLines[0])["outcome"] == "idle")
            // Follows until it has seen what comes.
            let script = #""$0" log -f good --app "$1" | grep -m1 -q 'good: is woken'"#
            async let followed = Binary.run([app.socket], by: script)
            try await app.until {
                _ = try await app.ask("wake", "good")
                return (try await app.ask("log", "good")).output.contains("is woken")
            }
            #expect(try await followed.status == 0)
            _ = try await app.ask("stop")
        }
        #expect(ended.status == 0)
        #expect(try await Binary.run("replay", folder["state/ledger.jsonl"]).status == 0)
    }

    /// The file-size limit of the shell is as good as a full disk: what was good stays, and the app goes on.
    @Test func whatCannotBeWrittenIsSaidOnce() async throws {
        let file = try configure("ShutdownAfter 3s")
        let ended = try await Binary.run(
            [file] + TestFolder.verbose, by: #"ulimit -f 0; exec "$0" run "$@""#)
        #expect(ended.status == 0)
        let errors = ended.records.filter { $0["level"] == "error" }.compactMap { $0["message"]?.string }
        #expect(errors.count { $0.hasPrefix("the state cannot be written to") } == 1)
        #expect(errors.count { $0.hasPrefix("the ledger cannot be written") } == 1)
        #expect(ended.records.count { $0["event"] == "finish" } > 20)
    }
}
