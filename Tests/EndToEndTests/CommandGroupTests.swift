import Testing

/// What becomes of the processes that a command has started.
@Suite(.timeLimit(.minutes(5))) struct CommandGroupTests {
    let folder: TestFolder
    let lifeline: Lifeline

    init() throws {
        folder = try TestFolder()
        lifeline = try Lifeline(in: folder)
    }

    @Test func aSurvivorThatHoldsThePipeGetsTERM() async throws {
        let ready = try folder.fifo("ready")
        let survivor = "trap 'echo term > \(folder["seen"]); exit' TERM; echo x > \(ready); while :; do sleep 1; done"
        let ended = try await folder.run(command("exec 3> \(lifeline.path); (\(survivor)) & read x < \(ready)")) {
            app in
            try await app.event("finish")
            try await lifeline.untilCut()
            #expect(try await app.ask("stop").status == 0)
        }
        #expect(ended.status == 0)
        #expect(ended.records.first { $0["event"] == "finish" }?["outcome"] == "worked")
        #expect(try TestFolder.text(of: folder["seen"]) == "term\n")
    }

    @Test func aSurvivorThatIgnoresTERMIsKilledAfterKillAfter() async throws {
        let survivor = "exec 3> \(lifeline.path); trap '' TERM; sleep 1000 & exit 0"
        let ended = try await folder.run(
            "<Command a>\nRunEvery 1h\nKillAfter 0.3s\nShell yes\nCommand \(survivor)\n</Command>"
        ) {
            app in
            let finish = try await app.event("finish")
            #expect(finish["outcome"] == "worked")
            try await lifeline.untilCut()
            #expect(try await app.ask("stop").status == 0)
        }
        #expect(ended.status == 0)
    }

    @Test func anAppThatStopsLeavesNoSurvivor() async throws {
        let survivor = "exec 3> \(lifeline.path); trap '' TERM; sleep 1000 & exit 0"
        let ended = try await folder.runToEnd(
            "ShutdownIfIdle 1m\n<Command a>\nRunEvery 1h\nKillAfter 0.3s\nShell yes\nCommand \(survivor)\n</Command>")
        #expect(ended.status == 0)
        try await lifeline.untilCut()
    }

    @Test func aTimeoutEndsTheWholeGroup() async throws {
        let script = "exec 3> \(lifeline.path); sleep 1000 & sleep 1000 & sleep 1000"
        let ended = try await folder.run(
            "<Command a>\nRunEvery 0.1s\nRunTimeout 0.5s\nShell yes\nCommand \(script)\n</Command>"
        ) { app in
            let finish = try await app.event("finish")
            #expect(finish["outcome"] == "failed")
            try await lifeline.untilCut()
            #expect(try await app.ask("stop").status == 0)
        }
        #expect(ended.status == 0)
        #expect(
            ended.records.contains {
                $0["level"] == "warning" && $0["daemon"] == "a"
                    && $0["message"] == "the run takes longer than RunTimeout (0.5s): it is cancelled"
            })
    }

    @Test func theFloorIsHeldUntilATimedOutRunHasEnded() async throws {
        let ended = try await folder.run(
            """
            <Command a>
            RunEvery 1h
            RunTimeout 0.2s
            KillAfter 0.3s
            Floor shared
            Shell yes
            Command exec 3> \(lifeline.path); trap '' TERM; sleep 1000 & wait
            </Command>
            <SimulatedDaemon b>
            RunEvery 1h
            </SimulatedDaemon>
            """
        ) { app in
            try await app.event("run", of: "b")
            #expect(try await app.ask("stop").status == 0)
        }
        let events = ended.records.filter { $0["event"] == "run" || $0["event"] == "finish" }
        #expect(events.prefix(3).map { $0["daemon"] } == ["a", "a", "b"])
        #expect(events.prefix(2).map { $0["event"] } == ["run", "finish"])
        #expect(events.prefix(2).last?["outcome"] == "failed")
    }

    private func command(_ script: String) -> String {
        "<Command a>\nRunEvery 1h\nKillAfter 1h\nShell yes\nCommand \(script)\n</Command>"
    }
}
