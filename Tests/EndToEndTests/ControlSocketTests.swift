import Glibc
import Testing

/// Where the control socket is, and who may be there already.
@Suite(.timeLimit(.minutes(5))) struct ControlSocketTests {
    let folder: TestFolder

    init() throws {
        folder = try TestFolder()
    }

    private let daemon = "<SimulatedDaemon a>\nRunEvery 1h\n</SimulatedDaemon>"

    @Test func onlyTheUserReachesIt() async throws {
        let ended = try await folder.run(daemon, by: "umask 0; exec \"$0\" \"$@\"") { app in
            try await app.event("start")
            var status = stat()
            try #require(unsafe stat(app.socket, &status) == 0)
            #expect(status.st_mode == S_IFSOCK | 0o600)
            app.signal(SIGTERM)
        }
        #expect(ended.status == 0)
    }

    @Test func appsAreFoundByNameAndAlone() async throws {
        let configuration = try folder.write("a.conf", "<DaemonApp Foo>\n\(daemon)\n</DaemonApp>\n")
        let environment: [String: String?] = ["XDG_RUNTIME_DIR": folder.path]
        try await running(configuration, environment) {
            #expect(TestFolder.names(in: folder["daemonapp"]) == ["foo.sock"])
            for arguments in [["--app", "foo"], ["--app", "FOO"], []] {
                let answer = try await Binary.run(["status"] + arguments, environment: environment)
                #expect(answer.status == 0 && answer.output.hasPrefix("foo: process "))
            }
            let other = try await Binary.run(["status", "--app", "bar"], environment: environment)
            #expect(other.status == 69 && other.output.isEmpty)
            #expect(other.errors.contains("\(folder["daemonapp"])/bar.sock"))
        }
        #expect(TestFolder.names(in: folder["daemonapp"]).isEmpty)
        let nobody = try await Binary.run(["status"], environment: environment)
        #expect(nobody.status == 69 && nobody.output.isEmpty)
        #expect(
            nobody.errors == "no app answers under \(folder["daemonapp"]); name one with --app NAME or --app SOCKET\n")
    }

    @Test func ofSeveralAppsOneMustBeNamed() async throws {
        let environment: [String: String?] = ["XDG_RUNTIME_DIR": folder.path]
        let first = try folder.write("a.conf", "<DaemonApp a>\n\(daemon)\n</DaemonApp>\n")
        let second = try folder.write("b.conf", "<DaemonApp b>\n\(daemon)\n</DaemonApp>\n")
        try await running(first, environment) {
            try await running(second, environment) {
                let answer = try await Binary.run(["status"], environment: environment)
                #expect(answer.status == 69 && answer.output.isEmpty)
                #expect(answer.errors.hasPrefix("several apps run; name one with --app: "))
                #expect(answer.errors.contains("/a.sock, ") && answer.errors.contains("/b.sock\n"))
                #expect(try await Binary.run(["status", "--app", "b"], environment: environment).status == 0)
            }
        }
    }

    @Test func aSecondAppOfTheNameGivesWay() async throws {
        let ended = try await folder.run(daemon) { app in
            try await app.event("start")
            let second = try await Binary.run("run", folder["app.conf"])
            #expect(second.status == 75 && second.output.isEmpty)
            #expect(second.errorLines == ["control socket \(app.socket): another app answers there already"])
            #expect(try await app.ask("status").status == 0)
            app.signal(SIGTERM)
        }
        #expect(ended.status == 0)
    }

    @Test func whatADeadAppLeftIsReplaced() async throws {
        let ended = try await folder.run(daemon) { app in
            try await app.event("start")
            app.signal(SIGKILL)
        }
        #expect(ended.status == -Int(SIGKILL))
        #expect(folder.has("socket"))
        try await folder.run(daemon) { app in
            try await app.event("start")
            #expect(try await app.status()["pid"] == .number(Double(app.process)))
            app.signal(SIGTERM)
        }
        #expect(!folder.has("socket"))
    }

    @Test func aSocketThatCannotBeMadeIsAnError() async throws {
        let path = folder["none/socket"]
        let configuration = try folder.write("a.conf", "<DaemonApp>\nControlSocket \(path)\n\(daemon)\n</DaemonApp>\n")
        let ended = try await Binary.run("run", configuration)
        #expect(ended == Ended(status: 73, output: "", errors: "control socket \(path): No such file or directory\n"))
    }

    @Test func aFileInThePlaceOfTheSocketStays() async throws {
        try folder.write("socket", "precious")
        let ended = try await folder.runToEnd("ShutdownAfter 0s\n\(daemon)")
        #expect(ended.status == 73 && ended.output.isEmpty)
        #expect(ended.errors == "control socket \(folder["socket"]): Address already in use\n")
        #expect(try TestFolder.text(of: folder["socket"]) == "precious")
    }

    @Test func aPathThatIsTooLongIsAnError() async throws {
        let path = folder[String(repeating: "x", count: 120)]
        let configuration = try folder.write("a.conf", "<DaemonApp>\nControlSocket \(path)\n\(daemon)\n</DaemonApp>\n")
        let ended = try await Binary.run("run", configuration)
        #expect(ended.status == 73 && ended.output.isEmpty)
        #expect(ended.errorLines == ["control socket \(path): the path of a socket may have at most 107 bytes"])
    }

    @Test func withoutADefaultFolderTheAppRunsWithoutASocket() async throws {
        let configuration = try folder.write("a.conf", "<DaemonApp foo>\n</DaemonApp>\n")
        let ended = try await Binary.run(["run", configuration], environment: ["XDG_RUNTIME_DIR": folder["none"]])
        #expect(ended.status == 0)
        #expect(ended.output == "foo stopped: done; nothing is due\n")
        #expect(ended.errors.contains("; the app runs without one\n"))
    }

    /// Runs an app from its file, deals with it, and stops it.
    private func running(
        _ configuration: String, _ environment: [String: String?], _ body: () async throws -> Void
    ) async throws {
        let ended = try await Binary.start(["run", configuration] + TestFolder.verbose, environment: environment) {
            app in
            try await app.event("start")
            try await body()
            app.signal(SIGTERM)
        }
        #expect(ended.status == 0)
    }
}
