import Glibc
import Testing

/// Why an app stops, what it says of that, and that its exit status is 0.
@Suite(.timeLimit(.minutes(5))) struct LifetimeTests {
    let folder: TestFolder

    init() throws {
        folder = try TestFolder()
    }

    @Test func logsARunAndItsEnd() async throws {
        let ended = try await folder.runToEnd(
            "ShutdownIfIdle 1m\n<SimulatedDaemon a>\nRunEvery 1h\nIncreaseIdleBy 1h\n</SimulatedDaemon>")
        #expect(ended.status == 0)
        let common: Set<String> = ["time", "level", "message", "event"]
        let events = ended.records.filter { $0["event"] != nil }
        #expect(events.map { $0["event"] } == ["start", "run", "finish", "stop"])
        #expect(events.map { $0["level"] } == ["info", "debug", "debug", "info"])
        try #require(events.count == 4)
        #expect(events[0].names == common.union(["app"]))
        #expect(events[0]["app"] == "foo")
        let run = events[1]
        #expect(run.names == common.union(["daemon", "at", "run", "due"]))
        #expect(run["daemon"] == "a" && run["run"] == 1 && run["due"] == 0)
        let finish = events[2]
        #expect(finish.names == common.union(["daemon", "at", "run", "outcome", "units", "wait", "next"]))
        #expect(finish["daemon"] == "a" && finish["run"] == 1 && finish["outcome"] == "idle" && finish["units"] == 0)
        #expect(finish["wait"] == 7200)
        let end = try #require(finish["at"]?.number)
        let next = try #require(finish["next"]?.number)
        #expect(abs(next - end - 7200) < 1e-6)
        let stop = events[3]
        #expect(stop.names.subtracting(common) == ["app", "at", "reason", "next"])
        #expect(stop["reason"] == "idle" && stop["next"] == finish["next"])
        for record in ended.records { #expect(try #require(record["time"]?.string).wholeMatch(of: instant) != nil) }
    }

    @Test func theLastLineIsAnObjectWhereTheLogIsJSON() async throws {
        let ended = try await folder.runToEnd("ShutdownIfIdle 1m\n<SimulatedDaemon a>\nRunEvery 1h\n</SimulatedDaemon>")
        #expect(ended.outputLines.count == 1)
        let line = try #require(LogRecord(ended.output))
        #expect(line.names == ["app", "reason", "stopped", "next"])
        #expect(line["app"] == "foo" && line["reason"] == "idle")
        #expect(try #require(line["stopped"]?.string).wholeMatch(of: instant) != nil)
        #expect(try #require(line["next"]?.string).wholeMatch(of: instant) != nil)
    }

    @Test func theLastLineIsASentenceForPeople() async throws {
        let ended = try await folder.runToEnd(
            "ShutdownIfIdle 1m\n<SimulatedDaemon a>\nRunEvery 1h\n</SimulatedDaemon>", [])
        #expect(ended.status == 0)
        #expect(ended.output.wholeMatch(of: /foo stopped: idle; next due [-0-9T:.]+Z \(in [0-9hms. ]+\)\n/) != nil)
    }

    @Test func anAppWithoutDaemonsIsDone() async throws {
        let ended = try await folder.runToEnd("")
        #expect(ended.status == 0)
        #expect(ended.records.last?["reason"] == "done")
        #expect(ended.records.last?["next"] == .null)
        #expect(LogRecord(ended.output)?["next"] == .null)
        let forPeople = try await folder.runToEnd("", [])
        #expect(forPeople.status == 0)
        #expect(forPeople.output == "foo stopped: done; nothing is due\n")
    }

    @Test func anAppWhoseCommandIsDoneIsDone() async throws {
        let ended = try await folder.runToEnd(
            "<Command a>\nRunEvery 1h\nShell yes\nCommand exit 3\nDoneStatus 3\n</Command>")
        #expect(ended.status == 0)
        let finish = try #require(ended.records.first { $0["event"] == "finish" })
        #expect(finish["outcome"] == "done" && finish["wait"] == .null && finish["next"] == .null)
        #expect(LogRecord(ended.output)?["reason"] == "done")
    }

    @Test func aDeadlineStopsTheApp() async throws {
        let ended = try await folder.runToEnd(
            "ShutdownAfter 0.2s\n<SimulatedDaemon a>\nRunEvery 1h\n</SimulatedDaemon>")
        #expect(ended.status == 0)
        #expect(ended.records.last?["reason"] == "deadline")
        #expect(try #require(ended.records.last?["at"]?.number) >= 0.2)
        #expect(LogRecord(ended.output)?["reason"] == "deadline")
    }

    @Test func anAppThatIsDueToStopAtOnceRunsNothing() async throws {
        let ended = try await folder.runToEnd("ShutdownAfter 0s\n<SimulatedDaemon a>\nRunEvery 1h\n</SimulatedDaemon>")
        #expect(ended.status == 0)
        #expect(ended.records.compactMap { $0["event"] } == ["start", "stop"])
        #expect(LogRecord(ended.output)?["reason"] == "deadline")
    }

    @Test func anOperatorStopsTheApp() async throws {
        let ended = try await folder.run("<SimulatedDaemon a>\nRunEvery 1h\n</SimulatedDaemon>") { app in
            try await app.event("start")
            let answer = try await app.ask("stop")
            #expect(answer == Ended(status: 0, output: "foo stops\n", errors: ""))
        }
        #expect(ended.status == 0)
        #expect(LogRecord(ended.output)?["reason"] == "operator")
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func aSignalStopsTheApp(number: CInt) async throws {
        let ended = try await folder.run("<SimulatedDaemon a>\nRunEvery 1h\n</SimulatedDaemon>") { app in
            try await app.event("start")
            app.signal(number)
        }
        #expect(ended.status == 0)
        #expect(ended.records.last?["reason"] == "signal")
        #expect(LogRecord(ended.output)?["reason"] == "signal")
    }

    @Test func theSocketIsGoneAfterwards() async throws {
        try await folder.run("") { _ in }
        #expect(!folder.has("socket"))
    }

    private var instant: Regex<Substring> { /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/ }
}
