import Glibc
import Testing

/// Clients of the control socket that do not behave; the app goes on.
@Suite(.timeLimit(.minutes(5))) struct HostileClientTests {
    let folder: TestFolder

    init() throws {
        folder = try TestFolder()
    }

    @Test func nonsenseIsRefused() async throws {
        try await running { app in
            var generator = SystemRandomNumberGenerator()
            let lines: [[UInt8]] = [
                Array("hello\n".utf8), Array("\n".utf8), Array("{}\n".utf8), Array("[1]\n".utf8), Array("null\n".utf8),
                Array(#"{"command":"explode"}"#.utf8) + [10], [0, 255, 254, 10],
                [UInt8](repeating: 91, count: 4000) + [10],
                (0..<1000).map { _ in .random(in: 11...255, using: &generator) } + [10],
            ]
            for line in lines {
                let connection = try RawConnection(to: app.socket)
                connection.say(line)
                let answer = try JSONValue(parsing: await connection.answer())
                #expect(answer["ok"] == false && answer["message"] == "this is not a request")
            }
        }
    }

    @Test func aRequestWithoutItsDaemonIsRefused() async throws {
        try await running { app in
            let connection = try RawConnection(to: app.socket)
            connection.say("{\"command\":\"wake\"}\n")
            let answer = try JSONValue(parsing: await connection.answer())
            #expect(answer["ok"] == false && answer["message"] == "which daemon?")
        }
    }

    @Test func aRequestInPiecesIsUnderstood() async throws {
        try await running { app in
            let connection = try RawConnection(to: app.socket)
            for character in "{\"command\":\"explain\",\"daemon\":\"a\"}\n" { connection.say(String(character)) }
            #expect(try JSONValue(parsing: await connection.answer())["ok"] == true)
        }
    }

    @Test func aRequestWithoutEndIsNotAnswered() async throws {
        try await running { app in
            let connection = try RawConnection(to: app.socket)
            connection.say("{\"command\":\"status\"}")
            connection.endSaying()
            #expect(await connection.answer() == "")
        }
    }

    @Test func aLineThatIsTooLongIsNotAnswered() async throws {
        try await running { app in
            let connection = try RawConnection(to: app.socket)
            connection.say([UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20))
            #expect(await connection.answer() == "")
        }
    }

    @Test func whoeverSaysNothingIsLeftAlone() async throws {
        try await running { app in
            // So many that others are turned away, until these have been silent for too long.
            let connections = try (0..<30).map { _ in try RawConnection(to: app.socket) }
            for connection in connections { #expect(await connection.answer() == "") }
        }
    }

    @Test func whoeverLeavesAtOnceDisturbsNobody() async throws {
        try await running { app in
            for _ in 0..<200 {
                let connection = try RawConnection(to: app.socket)
                connection.say("{\"command\":\"status\"}\n")
            }
        }
    }

    @Test func whoeverDoesNotReadTheAnswerHoldsUpNobody() async throws {
        // An answer that no socket can hold.
        let daemons = (0..<2000).map { "<SimulatedDaemon d\($0)>\nRunEvery 1h\n</SimulatedDaemon>" }
        try await running(daemons.joined(separator: "\n")) { app in
            let connections = try (0..<5).map { _ in try RawConnection(to: app.socket) }
            for connection in connections { connection.say("{\"command\":\"status\"}\n") }
            #expect(try await app.ask("explain", "d0").status == 0)
            #expect(try await app.status()["daemons"]?.elements.count == 2000)
            withExtendedLifetime(connections) {}
        }
    }

    /// Runs an app, deals with it, sees that it still answers and runs, and stops it.
    private func running(
        _ configuration: String = "<SimulatedDaemon a>\nRunEvery 0.1s\n</SimulatedDaemon>",
        _ body: (RunningApp) async throws -> Void
    ) async throws {
        let ended = try await folder.run(configuration) { app in
            try await app.event("finish")
            try await body(app)
            try await Binary.retryingWhileTurnedAway { try await app.ask("status") }
            app.signal(SIGTERM)
        }
        #expect(ended.status == 0)
        #expect(ended.records.allSatisfy { $0["level"] == "info" || $0["level"] == "debug" })
    }
}

extension Binary {
    /// Connections that are over may be counted for a moment longer.
    fileprivate static func retryingWhileTurnedAway(_ ask: () async throws -> Ended) async throws {
        while try await ask().status != 0 {}
    }
}
