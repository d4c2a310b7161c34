import Glibc
import Testing

/// An app under a manager of services, which it tells how it is.
@Suite(.timeLimit(.minutes(5))) struct ServiceTests {
    let folder: TestFolder

    init() throws {
        folder = try TestFolder()
    }

    private static let hourly = "<SimulatedDaemon hourly>\nRunEvery 1h\n</SimulatedDaemon>"

    @Test func aLifeFromReadyToStopping() async throws {
        let manager = try Manager(at: folder["notify"])
        try await folder.run(Self.hourly, environment: manager.environment) { app in
            let status = try await manager.lines.first { $0.hasPrefix("STATUS=next: ") }
            #expect(status.wholeMatch(of: /STATUS=next: hourly in (1h|59m 5\ds) \(at \d\d:\d\d:\d\d\)/) != nil)
            app.signal(SIGTERM)
        }
        try await manager.lines.first { $0 == "STATUS=stopping: signal" }
        #expect(manager.news.first == "READY=1")
        #expect(Array(manager.news.suffix(2)) == ["STOPPING=1", "STATUS=stopping: signal"])
        #expect(manager.news.count { $0 == "READY=1" } == 1)
        #expect(!manager.lines.lines.contains("WATCHDOG=1"))
    }

    @Test func aSocketWithoutAPath() async throws {
        let manager = try Manager(at: "@daemonapp-tests\(folder.path)")
        try await folder.run(Self.hourly, environment: manager.environment) { app in
            try await manager.lines.first { $0 == "READY=1" }
            app.signal(SIGTERM)
            try await manager.lines.first { $0 == "STOPPING=1" }
        }
    }

    @Test func signalsAreHandledWhenItIsReady() async throws {
        let manager = try Manager(at: folder["notify"])
        let ended = try await folder.run(Self.hourly, environment: manager.environment) { app in
            try await manager.lines.first { $0 == "READY=1" }
            app.signal(SIGTERM)
        }
        #expect(ended.status == 0)
        #expect(LogRecord(ended.output)?["reason"] == "signal")
    }

    @Test func theStatusSaysWhatRunsAndWhatIsNext() async throws {
        let manager = try Manager(at: folder["notify"])
        let gate = try folder.fifo("gate")
        let command = "<Command slow>\nRunEvery 2h\nCommand /bin/cat \(gate)\n</Command>"
        try await folder.run(command, environment: manager.environment) { app in
            try await manager.lines.first { $0 == "STATUS=running: slow" }
            try folder.write("gate", "go\n")
            try await manager.lines.first { $0.hasPrefix("STATUS=next: slow in ") }
            #expect(try await app.ask("pause", "slow").status == 0)
            try await manager.lines.first { $0 == "STATUS=nothing scheduled" }
            app.signal(SIGTERM)
        }
    }

    @Test(arguments: [true, false])
    func aReload(isGood: Bool) async throws {
        let manager = try Manager(at: folder["notify"])
        try await folder.run(Self.hourly, environment: manager.environment) { app in
            try await manager.lines.first { $0 == "READY=1" }
            try folder.configure(
                isGood ? Self.hourly + "\n<SimulatedDaemon b>\nRunEvery 9m\n</SimulatedDaemon>" : "No 1")
            app.signal(SIGHUP)
            try await app.event("reload")
            if isGood { try await manager.lines.first { $0.hasPrefix("STATUS=next: b in ") } }
            app.signal(SIGTERM)
            try await manager.lines.first { $0 == "STOPPING=1" }
        }
        let states = manager.news.filter { !$0.hasPrefix("STATUS=") }
        try #require(states.count == 5)
        #expect(states[0] == "READY=1" && states[1] == "RELOADING=1" && states[3] == "READY=1")
        #expect(states[2].wholeMatch(of: /MONOTONIC_USEC=[1-9]\d*/) != nil)
    }

    @Test func theLoopShowsLife() async throws {
        let manager = try Manager(at: folder["notify"])
        var environment = manager.environment
        environment["WATCHDOG_USEC"] = "100000"
        try await folder.run(Self.hourly, environment: environment) { app in
            while manager.lines.lines.count(where: { $0 == "WATCHDOG=1" }) < 10 {
                _ = try await app.ask("status")
                try Task.checkCancellation()
            }
            app.signal(SIGTERM)
        }
    }

    @Test func anotherProcessIsWatched() async throws {
        let manager = try Manager(at: folder["notify"])
        var environment = manager.environment
        environment["WATCHDOG_USEC"] = "1000"
        environment["WATCHDOG_PID"] = "1"
        try await folder.run(Self.hourly, environment: environment) { app in
            try await manager.lines.first { $0.hasPrefix("STATUS=next: ") }
            app.signal(SIGTERM)
        }
        try await manager.lines.first { $0 == "STOPPING=1" }
        #expect(!manager.lines.lines.contains("WATCHDOG=1"))
    }

    @Test func programsDoNotSpeakForTheApp() async throws {
        let manager = try Manager(at: folder["notify"])
        var environment = manager.environment
        environment["WATCHDOG_USEC"] = "1000000000"
        environment["WATCHDOG_PID"] = "1"
        let script = "env | grep -E '^(NOTIFY|WATCHDOG)'; echo end"
        let ended = try await folder.run(
            "<Command a>\nRunEvery 1h\nShell yes\nCommand \(script)\n</Command>", environment: environment
        ) { app in
            try await app.outputLine("end")
            app.signal(SIGTERM)
        }
        #expect(ended.records.filter { $0["event"] == "output" }.map { $0["line"] } == ["end"])
    }

    @Test(arguments: ["/nowhere/notify", "nonsense"])
    func aManagerThatIsNotThereIsSaidOnce(address: String) async throws {
        let ended = try await folder.run(
            "<SimulatedDaemon a>\nRunEvery 0.1s\n</SimulatedDaemon>\nShutdownAfter 2s",
            environment: ["NOTIFY_SOCKET": address, "WATCHDOG_USEC": "100000"]
        ) { _ in }
        #expect(ended.status == 0)
        let warnings = ended.records.filter { $0["level"] == "warning" }.compactMap { $0["message"]?.string }
        #expect(warnings.count == 1 && warnings[0].hasPrefix("systemd cannot be told of the app: "))
    }
}
