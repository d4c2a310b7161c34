import Glibc
import Testing

/// A running app takes another configuration.
@Suite(.timeLimit(.minutes(5))) struct ReloadTests {
    let folder: TestFolder

    init() throws {
        folder = try TestFolder()
    }

    private func command(_ name: String, every interval: String, _ command: String = "true") -> String {
        "<Command \(name)>\nRunEvery \(interval)\nCommand \(command)\n</Command>"
    }

    private func configure(_ lines: String...) throws {
        _ = try folder.configure(lines.joined(separator: "\n"))
    }

    @Test func whatIsNewStartsAndWhatIsGoneEnds() async throws {
        let ended = try await folder.run(
            command("a", every: "1h") + "\n" + command("b", every: "1h"), TestFolder.verbose
        ) { app in
            try await app.event("finish", of: "a")
            try await app.event("finish", of: "b")
            try configure("ShutdownAfter 1h", command("c", every: "1h"), command("a", every: "2h"))
            let dry = try await app.ask("reload", "--dry-run")
            let changes = [
                "  stop    b", "  start   c", "  change  a: RunEvery 1h -> 2h",
                "  app     ShutdownAfter (not given) -> 1h",
            ]
            #expect(dry.outputLines == ["would be done:"] + changes)
            #expect(try await app.ask("diff", folder["app.conf"]).output == dry.output)
            #expect(try await app.ask("reload").outputLines == ["done:"] + changes)
            try await app.event("finish", of: "c")
            let record = try await app.event("reload")
            #expect(record["result"] == "applied" && record["started"]?.elements == ["c"])
            #expect(record["stopped"]?.elements == ["b"] && record["changed"]?.elements == ["a"])
            let daemons = try #require(try await app.status()["daemons"]?.elements)
            #expect(daemons.compactMap { $0["name"] } == ["c", "a"])
            #expect(daemons[1]["counters"]?["runs"] == 1 && daemons[1]["interval"] == 7200)
            #expect(try await app.ask("reload").output == "nothing changes\n")
            _ = try await app.ask("stop")
        }
        #expect(ended.status == 0)
    }

    @Test func aBadFileChangesNothingAndIsToldWhole() async throws {
        let ended = try await folder.run(command("a", every: "1h"), TestFolder.verbose) { app in
            try await app.event("finish", of: "a")
            try configure("<Command a>\nRunEvry 1s\nRunEvery never\n</Command>")
            let answer = try await app.ask("reload")
            #expect(answer.status == 78 && answer.output.isEmpty && answer.errorLines.count == 3)
            app.signal(SIGHUP)
            let record = try await app.event("reload")
            #expect(record["result"] == "refused")
            #expect(record["errors"]?.elements.count == 3)
            #expect(try await app.status(of: "a")["interval"] == 3600)
            try configure("StateDirectory \(folder["state"])", command("a", every: "1s"))
            let refused = try await app.ask("reload")
            #expect(refused.status == 1 && refused.errors.contains("StateDirectory cannot change while the app runs"))
            #expect(try await app.status(of: "a")["interval"] == 3600)
            _ = try await app.ask("stop")
        }
        #expect(ended.status == 0)
    }

    @Test func aDeadlineThatHasPassedStops() async throws {
        let ended = try await folder.run(command("a", every: "1h"), TestFolder.verbose) { app in
            try await app.event("finish", of: "a")
            try configure("ShutdownAfter 0.1s", command("a", every: "1h"))
            app.signal(SIGHUP)
        }
        #expect(ended.status == 0)
        #expect(ended.records.last { $0["event"] == "stop" }?["reason"] == "deadline")
    }

    /// Reloads all the time while programs run: none is disturbed that is the same, and none runs twice at once.
    @Test func reloadsUnderLoadDisturbNobody() async throws {
        let script = try folder.write(
            "work",
            """
            #!/bin/sh
            exec 9> \(folder["lock"]).$1
            flock -n 9 || echo twice
            sleep 0.05
            echo whole
            """, mode: 0o755)
        let steady = "<Command steady>\nRunEvery 0.01s\nCommand \(script) steady\n</Command>"
        let files = ["0.01s", "0.02s"].map { interval in
            steady
                + "\n<Command other>\nRunEvery \(interval)\nCommand \(script) other\nArgument \(interval)\n</Command>"
                + (interval == "0.01s" ? "\n" + command("extra", every: "0.01s") : "")
        }
        let ended = try await folder.run(files[0], TestFolder.verbose) { app in
            try await app.event("start")
            for round in 0..<60 {
                try configure(files[round % 2])
                if round % 3 == 0 {
                    app.signal(SIGHUP)
                } else {
                    #expect(try await app.ask("reload").status == 0)
                }
            }
            try await app.until { (try await app.status(of: "steady")["counters"]?["runs"]?.number ?? 0) > 20 }
            #expect(TestFolder.names(in: "/proc/\(app.process)/fd").count < 64)
            _ = try await app.ask("stop")
        }
        #expect(ended.status == 0)
        #expect(!ended.records.contains { $0["line"] == "twice" })
        let failures = ended.records.filter { $0["event"] == "finish" && $0["outcome"] == "failed" }
        // What the stop itself has cut off.
        #expect(failures.count <= 3)
        let whole = ended.records.filter { $0["daemon"] == "steady" && $0["line"] == "whole" }.count
        let worked = ended.records.filter { $0["daemon"] == "steady" && $0["outcome"] == "worked" }.count
        #expect(worked > 20 && whole >= worked)
    }
}
