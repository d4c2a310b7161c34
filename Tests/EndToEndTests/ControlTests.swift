import Glibc
import Testing

/// What operators ask of a running app, and what they are told.
@Suite(.timeLimit(.minutes(5))) struct ControlTests {
    let folder: TestFolder

    init() throws {
        folder = try TestFolder()
    }

    private let waiting = "<SimulatedDaemon Cleanup>\nRunEvery 1h\n</SimulatedDaemon>"

    @Test func statusIsATable() async throws {
        try await running(waiting) { app in
            try await app.event("finish")
            let answer = try await app.ask("status")
            #expect(answer.status == 0 && answer.errors.isEmpty)
            let lines = answer.outputLines
            #expect(lines.count == 3)
            #expect(lines.first?.wholeMatch(of: /foo: process \d+, up [0-9.hms ]+/) != nil)
            #expect(lines.first?.contains("process \(app.process),") == true)
            let columns = lines.dropFirst().map { $0.split(separator: /\s\s+/).map(String.init) }
            #expect(
                columns.first == ["DAEMON", "STATE", "LAST RUN", "OUTCOME", "NEXT", "INTERVAL", "RUNS", "FAILURES"])
            let row = try #require(columns.last)
            #expect(row.prefix(2) == ["cleanup", "waiting"])
            #expect(row[3] == "idle" && row[5...] == ["1h", "1", "0"])
        }
    }

    @Test func statusIsJSON() async throws {
        try await running(waiting) { app in
            try await app.event("finish")
            let status = try await app.status()
            #expect(status["app"] == "foo" && status["pid"] == .number(Double(app.process)))
            #expect(status["daemons"]?.elements.count == 1)
            let daemon = try await app.status(of: "cleanup")
            #expect(daemon["type"] == "SimulatedDaemon" && daemon["state"] == "waiting")
            #expect(daemon["interval"] == 3600 && daemon["failures"] == 0)
            #expect(daemon["counters"]?["runs"] == 1 && daemon["counters"]?["idle"] == 1)
            #expect(daemon["last"]?["outcome"] == "idle")
            let next = try #require(daemon["nextIn"]?.number)
            #expect(next > 3500 && next <= 3600)
        }
    }

    @Test func statusIsOpenMetrics() async throws {
        try await running(waiting) { app in
            try await app.event("finish")
            let answer = try await app.ask("status", "--format", "openmetrics")
            #expect(answer.status == 0 && answer.errors.isEmpty)
            #expect(answer.outputLines.last == "# EOF")
            let sample = #"daemonapp_runs_total{app="foo",daemon="cleanup",outcome="idle"} 1"#
            #expect(answer.outputLines.contains(sample))
            #expect(answer.outputLines.contains(#"daemonapp_interval_seconds{app="foo",daemon="cleanup"} 3600"#))
        }
    }

    @Test func aDaemonIsPausedWokenAndResumed() async throws {
        try await running(waiting) { app in
            try await app.event("finish")
            #expect(
                try await app.ask("pause", "Cleanup") == Ended(status: 0, output: "cleanup is paused\n", errors: ""))
            #expect(try await app.status(of: "cleanup")["state"] == "paused")
            let explained = try await app.ask("explain", "cleanup")
            #expect(explained.output.hasPrefix("cleanup: paused by an operator until resumed; it would be due in "))
            let woken = try await app.ask("wake", "cleanup")
            #expect(woken == Ended(status: 1, output: "", errors: "cleanup is paused; resume it first\n"))
            let resumed = try await app.ask("resume", "cleanup")
            #expect(resumed == Ended(status: 0, output: "cleanup is resumed\n", errors: ""))
            // In 59m 59s, or in what is 1h to the second.
            #expect(try await app.ask("explain", "cleanup").output.hasPrefix("cleanup: waiting: due in "))
            #expect(try await app.ask("wake", "cleanup").output == "cleanup is due now\n")
            try await app.record { $0["event"] == "finish" && $0["run"] == 2 }
        }
    }

    @Test func whatIsBehindARunSaysBehindWhom() async throws {
        let gate = try folder.fifo("gate")
        let configuration = """
            <Command holder>
            RunEvery 1h
            Floor shared
            Shell yes
            Command echo up; read x < \(gate)
            </Command>
            <SimulatedDaemon behind>
            RunEvery 1h
            </SimulatedDaemon>
            """
        try await running(configuration) { app in
            try await app.outputLine("up")
            let behind = try await app.ask("explain", "behind").output
            #expect(behind.hasPrefix("behind: ready for "))
            #expect(behind.hasSuffix("; every shared floor is taken, by holder\n"))
            #expect(try await app.ask("explain", "holder").output.hasPrefix("holder: running for "))
            #expect(try await app.status(of: "behind")["state"] == "ready")
            #expect(try await app.status(of: "holder")["state"] == "running")
            let woken = try await app.ask("wake", "holder").output
            #expect(woken == "holder runs; it will run again as soon as that has ended\n")
            #expect(try await app.ask("wake", "behind").output == "behind is ready already\n")
            _ = try await Binary.run([], by: "echo x > \(gate)")
            try await app.event("finish", of: "behind")
            try await app.record { $0["event"] == "run" && $0["daemon"] == "holder" && $0["run"] == 2 }
        }
    }

    @Test func failuresPauseADaemon() async throws {
        try await running("<Command bad>\nRunEvery 0.05s\nFailureLimit 2\nCommand /bin/false\n</Command>") { app in
            try await app.record { $0["message"] == "paused: FailureLimit (2) is reached; resume it when mended" }
            let explained = try await app.ask("explain", "bad").output
            #expect(explained.hasPrefix("bad: paused after 2 failures in a row until resumed"))
            #expect(try await app.status(of: "bad")["failures"] == 2)
            #expect(try await app.ask("resume", "bad").status == 0)
            try await app.record { $0["event"] == "run" && $0["run"] == 3 }
        }
    }

    @Test func aDaemonThatIsNotThereIsRefused() async throws {
        try await running(waiting) { app in
            try await app.event("start")
            for command in ["explain", "wake", "pause", "resume"] {
                let answer = try await app.ask(command, "nobody")
                #expect(answer == Ended(status: 1, output: "", errors: "there is no daemon 'nobody' in foo\n"))
            }
        }
    }

    @Test func anAppIsToldApartFromNone() async throws {
        for command in [["status"], ["stop"], ["wake", "x"], ["explain", "x"]] {
            let answer = try await Binary.run(command + ["--app", folder["socket"]])
            let path = folder["socket"]
            let words = "no app answers: control socket \(path): No such file or directory\n"
            #expect(answer == Ended(status: 69, output: "", errors: words))
        }
    }

    @Test func everyStopIsAnswered() async throws {
        for _ in 0..<10 {
            let ended = try await folder.run(waiting) { app in
                try await app.event("start")
                #expect(try await app.ask("stop") == Ended(status: 0, output: "foo stops\n", errors: ""))
            }
            #expect(ended.status == 0)
        }
    }

    /// Runs an app, deals with it, and stops it.
    private func running(_ configuration: String, _ body: (RunningApp) async throws -> Void) async throws {
        let ended = try await folder.run(configuration) { app in
            try await body(app)
            app.signal(SIGTERM)
        }
        #expect(ended.status == 0)
    }
}
