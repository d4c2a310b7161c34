import Glibc
import Testing

/// An app that is as busy as it can be still hears.
@Suite(.timeLimit(.minutes(5))) struct BusyTests {
    let folder: TestFolder

    init() throws {
        folder = try TestFolder()
    }

    @Test(arguments: ["<SimulatedDaemon a>\nRunEvery", "<Command a>\nCommand /bin/true\nRunEvery"])
    func aDaemonThatIsAlwaysDueStarvesNobody(section: String) async throws {
        let type = section.hasPrefix("<C") ? "Command" : "SimulatedDaemon"
        let configuration = """
            TimerSlack 0s
            \(section) 0.000000001s
            </\(type)>
            <SimulatedDaemon other>
            RunEvery 0.5s
            </SimulatedDaemon>
            """
        let ended = try await folder.run(configuration, ["--log-format", "json"]) { app in
            try await app.event("start")
            let first = try await app.status(of: "a")["counters"]?["runs"]?.number ?? 0
            let later = try await app.status(of: "a")["counters"]?["runs"]?.number ?? 0
            #expect(later > first)
            #expect(try await app.ask("explain", "a").status == 0)
            try await app.until { try await app.status(of: "other")["counters"]?["idle"]?.number ?? 0 > 1 }
            #expect(try await app.ask("pause", "a").status == 0)
            #expect(try await app.ask("resume", "a").status == 0)
            app.signal(SIGTERM)
        }
        #expect(ended.status == 0)
        #expect(LogRecord(ended.output)?["reason"] == "signal")
    }

    @Test func anAppWhoseCommandRunsHears() async throws {
        let configuration = "<Command a>\nRunEvery 1h\nShell yes\nCommand echo up; while :; do :; done\n</Command>"
        let ended = try await folder.run(configuration) { app in
            try await app.outputLine("up")
            #expect(try await app.status(of: "a")["state"] == "running")
            #expect(try await app.ask("explain", "a").output.hasPrefix("a: running for "))
            app.signal(SIGTERM)
        }
        #expect(ended.status == 0)
    }
}
