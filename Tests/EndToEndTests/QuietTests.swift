import Glibc
import Testing

/// What an app costs that has nothing to do, or next to nothing.
@Suite(.timeLimit(.minutes(5))) struct QuietTests {
    let folder: TestFolder

    init() throws {
        folder = try TestFolder()
    }

    @Test func anAppWithNothingToDoDoesNotWakeUp() async throws {
        for queue in 0..<10 {
            try #require(unsafe mkdir(folder["base"], 0o755) == 0 || errno == EEXIST)
            try #require(unsafe mkdir(folder["base/q\(queue)"], 0o755) == 0)
        }
        // With a state that is kept, and with queues that are watched.
        let queues = """
            StateDirectory \(folder["state"])
            <DirQueueManager queues>
            RunEvery 1h
            BaseQueueDirectory \(folder["base"])
            <Command>
            RunEvery 1h
            Command true
            </Command>
            </DirQueueManager>
            """
        let daemons = [queues] + (0..<10).map { "<SimulatedDaemon d\($0)>\nRunEvery 1h\n</SimulatedDaemon>" }
        // Also one that tells a manager how it is.
        let manager = try Manager(at: folder["notify"])
        let ended = try await folder.run(daemons.joined(separator: "\n"), environment: manager.environment) { app in
            for number in 0..<10 {
                try await app.event("finish", of: .string("d\(number)"))
                try await app.event("finish", of: .string("queues/q\(number)"))
            }
            #expect(try await app.ask("status").status == 0)
            try await tenSeconds()
            let before = switches(of: app.process)
            try await tenSeconds()
            let after = switches(of: app.process)
            #expect(!before.isEmpty)
            #expect(rise(from: before, to: after) == 0)
            app.signal(SIGTERM)
        }
        #expect(ended.status == 0)
    }

    @Test(arguments: [false, true]) func aRunOfADaemonThatDoesNothingCostsFourSwitchesAtMost(keepsState: Bool)
        async throws
    {
        let daemon = "<SimulatedDaemon a>\nRunEvery 0.2s\n</SimulatedDaemon>"
        let state = "StateDirectory \(folder["state"])\n"
        let ended = try await folder.run(keepsState ? state + daemon : daemon, ["--log-format", "json"]) { app in
            try await app.event("start")
            let first = try await runs(app)
            try await tenSeconds()
            let before = switches(of: app.process)
            try await tenSeconds()
            let after = switches(of: app.process)
            let last = try await runs(app)
            // Half of the time was measured. The first question may have cost something while it was.
            #expect(last - first > 10)
            #expect(Double(rise(from: before, to: after)) <= 4 * (last - first) / 2 + 20)
            app.signal(SIGTERM)
        }
        #expect(ended.status == 0)
    }

    private func runs(_ app: RunningApp) async throws -> Double {
        try #require(try await app.status(of: "a")["counters"]?["runs"]?.number)
    }

    /// Lets time pass: as long as another app lives.
    private func tenSeconds() async throws {
        let clock = try TestFolder()
        let ended = try await clock.runToEnd(
            "ShutdownAfter 10s\n<SimulatedDaemon a>\nRunEvery 1h\n</SimulatedDaemon>", [])
        #expect(ended.status == 0)
    }

    /// How often each thread of a process has given up its processor to wait for something.
    private func switches(of process: pid_t) -> [String: Int] {
        var switches: [String: Int] = [:]
        for thread in TestFolder.names(in: "/proc/\(process)/task") {
            guard let text = try? TestFolder.text(of: "/proc/\(process)/task/\(thread)/status"),
                let line = text.split(separator: "\n").first(where: { $0.hasPrefix("voluntary_ctxt_switches:") })
            else { continue }
            switches[thread] = line.split(separator: "\t").last.flatMap { Int($0) }
        }
        return switches
    }

    private func rise(from before: [String: Int], to after: [String: Int]) -> Int {
        after.reduce(0) { $0 + $1.value - before[$1.key, default: 0] }
    }
}
