import Glibc
import Testing

/// What becomes of runs in progress when an app stops.
@Suite(.timeLimit(.minutes(5))) struct GraceTests {
    let folder: TestFolder
    let lifeline: Lifeline

    init() throws {
        folder = try TestFolder()
        lifeline = try Lifeline(in: folder)
    }

    @Test func aCommandThatEndsOnTERMEndsInTheGrace() async throws {
        let ended = try await folder.run(command(ignoringTERM: false, "KillAfter 1h")) { app in
            try await app.outputLine("up")
            app.signal(SIGTERM)
        }
        #expect(ended.status == 0)
        let last = try #require(LogRecord(ended.output))
        #expect(last["reason"] == "signal")
        #expect(ended.records.contains { $0["event"] == "finish" && $0["outcome"] == "failed" })
        try await lifeline.untilCut()
    }

    @Test func aCommandThatIgnoresTERMIsKilledAfterKillAfter() async throws {
        let ended = try await folder.run(command(ignoringTERM: true, "KillAfter 0.1s")) { app in
            try await app.outputLine("up")
            app.signal(SIGTERM)
        }
        #expect(ended.status == 0)
        #expect(ended.records.contains { $0["event"] == "finish" && $0["outcome"] == "failed" })
        #expect(ended.records.last?["reason"] == "signal")
        try await lifeline.untilCut()
    }

    @Test func aGraceThatRunsOutCutsTheCommandOff() async throws {
        let ended = try await folder.run(
            "GracePeriod 0.3s\n" + command(ignoringTERM: true, "KillAfter 1h")
        ) { app in
            try await app.outputLine("up")
            app.signal(SIGINT)
        }
        try expectCutOff(ended, reason: "signal")
        try await lifeline.untilCut()
    }

    @Test func aDeadlineHasItsGraceToo() async throws {
        let ended = try await folder.run(
            "GracePeriod 0.2s\nShutdownAfter 2s\n" + command(ignoringTERM: true, "KillAfter 1h")
        ) { app in
            try await app.outputLine("up")
        }
        try expectCutOff(ended, reason: "deadline")
        try await lifeline.untilCut()
    }

    @Test func aSecondSignalEndsTheGrace() async throws {
        let ended = try await folder.run("GracePeriod 1h\n" + command(ignoringTERM: true, "KillAfter 1h")) { app in
            try await app.outputLine("up")
            app.signal(SIGTERM)
            try await app.record { $0["message"] == "stopping: signal" }
            app.signal(SIGTERM)
        }
        try expectCutOff(ended, reason: "signal")
        try await lifeline.untilCut()
    }

    @Test func oneSignalMoreThanAnOperatorEndsTheGrace() async throws {
        let ended = try await folder.run("GracePeriod 1h\n" + command(ignoringTERM: true, "KillAfter 1h")) { app in
            try await app.outputLine("up")
            let answer = try await app.ask("stop")
            #expect(answer.status == 0)
            let status = try await app.status()
            #expect(status["stopping"] == "operator")
            app.signal(SIGTERM)
            app.signal(SIGINT)
        }
        try expectCutOff(ended, reason: "operator")
        try await lifeline.untilCut()
    }

    @Test func theGraceOfZeroSecondsWaitsForNobody() async throws {
        let ended = try await folder.run("GracePeriod 0s\n" + command(ignoringTERM: true, "KillAfter 1h")) { app in
            try await app.outputLine("up")
            app.signal(SIGTERM)
        }
        try expectCutOff(ended, reason: "signal")
        try await lifeline.untilCut()
    }

    private func command(ignoringTERM: Bool, _ keys: String) -> String {
        let trap = ignoringTERM ? "trap '' TERM; " : ""
        return """
            <Command stubborn>
            RunEvery 1h
            \(keys)
            Shell yes
            Command exec 3> \(lifeline.path); \(trap)echo up; exec sleep 1000
            </Command>
            """
    }

    /// The run has no end in the log, and is what is due next.
    private func expectCutOff(_ ended: Ended, reason: JSONValue, location: SourceLocation = #_sourceLocation) throws {
        #expect(ended.status == 0, sourceLocation: location)
        #expect(!ended.records.contains { $0["event"] == "finish" }, sourceLocation: location)
        #expect(
            ended.records.contains { $0["message"] == "the grace is over: runs still in progress are cut off: 1" },
            sourceLocation: location)
        let stop = try #require(ended.records.last, sourceLocation: location)
        #expect(stop["event"] == "stop" && stop["reason"] == reason, sourceLocation: location)
        let at = try #require(stop["at"]?.number, sourceLocation: location)
        #expect(stop["next"] == .number(at), sourceLocation: location)
        let last = try #require(LogRecord(ended.output), sourceLocation: location)
        #expect(last["reason"] == reason && last["next"] == last["stopped"], sourceLocation: location)
    }
}
