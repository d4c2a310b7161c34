import Daemons
import Glibc
import Testing

@testable import CommandDaemon

@Suite struct CommandRunnerTests {
    let fixture: CommandFixture

    init() throws {
        fixture = try CommandFixture()
    }

    @Test func passesArgumentsVerbatim() async throws {
        let arguments = ["", " a  b ", "'\"", "$HOME", "*", "\\", "é😀", "-n"]
        let script = try fixture.file("show", "#!/bin/sh\nfor a in \"$@\"; do echo \"<$a>\"; done\n")
        let outcome = try await fixture.run(.command(script).with { $0.call.arguments += arguments })
        #expect(outcome == .worked(units: 1))
        #expect(fixture.log.lines() == arguments.map { "<\($0)>" })
    }

    @Test func aShellSeesArgumentsAsItsOwn() async throws {
        try await fixture.run(.shell("echo \"$#:$1\" | tr a b").with { $0.call.arguments.append("a a") })
        #expect(fixture.log.lines() == ["1:b b"])
    }

    @Test func addsToTheEnvironment() async throws {
        let entries = ["GREETING=hello = world", "EMPTY=", "GREETING=again"]
        try await fixture.run(
            .shell("echo \"$GREETING,${EMPTY-unset},${PATH:+path}\"").with {
                $0.environment = entries.compactMap { EnvironmentEntry($0) }
            })
        #expect(fixture.log.lines() == ["again,,path"])
    }

    @Test func looksProgramsUpOnTheirOwnPath() async throws {
        try fixture.file("only-here", "#!/bin/sh\necho found\n")
        let settings = try CommandSettings.command("only-here")
        let error = try await fixture.failure(settings)
        #expect(error.code == .notStarted)
        #expect(error.description.hasPrefix("only-here: cannot be started: No such file or directory"))
        let path = try #require(EnvironmentEntry("PATH=\(fixture.folder):/bin:/usr/bin"))
        try await fixture.run(settings.with { $0.environment = [path] })
        #expect(fixture.log.lines() == ["found"])
    }

    @Test func runsInItsDirectory() async throws {
        try fixture.file("here", "#!/bin/sh\npwd\n")
        try await fixture.run(.command("./here").with { $0.workingDirectory = fixture.folder })
        #expect(fixture.log.lines() == [fixture.folder])
        let error = try await fixture.failure(.command("pwd").with { $0.workingDirectory = "/none" })
        #expect(error.description == "pwd: cannot be started: /none: No such file or directory")
    }

    @Test(.enabled(if: geteuid() == 0, "only root may run programs as somebody else"))
    func runsAsAUser() async throws {
        let nobody = try #require(try UserIdentity(named: "nobody"))
        try await fixture.run(.shell("id -u; id -g; id -G").with { $0.user = nobody })
        let groups = nobody.groups.map(String.init).joined(separator: " ")
        #expect(fixture.log.lines() == ["\(nobody.user)", "\(nobody.group)", groups])
        try await fixture.run(.command("grep -E Cap(Inh|Prm|Eff|Amb) /proc/self/status").with { $0.user = nobody })
        #expect(fixture.log.lines().suffix(4).allSatisfy { $0.hasSuffix("\\t0000000000000000") })
        let secret = try fixture.file("secret", "#!/bin/sh\n", mode: 0o700)
        unsafe chmod(fixture.folder, 0o755)
        let error = try await fixture.failure(.command(secret).with { $0.user = nobody })
        #expect(error.description.contains("\(secret): Permission denied"))
        let missing = try await fixture.failure(.command("/none/program").with { $0.user = nobody })
        #expect(missing.description == "/none/program: cannot be started: No such file or directory")
    }

    @Test(arguments: [(3, Outcome.idle), (4, .done), (0, .worked(units: 1))])
    func saysWhatTheStatusMeans(status: Int, outcome: Outcome) async throws {
        let settings = try CommandSettings.shell("exit \(status)").with {
            $0.statuses = StatusRules(idle: [3], done: [4])
        }
        #expect(try await fixture.run(settings) == outcome)
    }

    @Test func otherStatusesFail() async throws {
        let error = try await fixture.failure(.shell("echo out; echo first >&2; printf 'bad\\033' >&2; exit 75"))
        #expect(error.code == .status)
        #expect(error.description == "/bin/sh: exit status 75; last output: first | bad\\x1B")
    }

    @Test func signalsFail() async throws {
        let error = try await fixture.failure(.shell("echo last words; kill -SEGV $$"))
        #expect(error.code == .signal)
        #expect(error.description == "/bin/sh: ended by signal 11 (SIGSEGV); last output: last words")
    }

    @Test func programsThatCannotBeStartedFail() async throws {
        let missing = try await fixture.failure(.command("/none/program"))
        #expect(missing.description == "/none/program: cannot be started: No such file or directory")
        let data = try fixture.file("data", "text", mode: 0o644)
        #expect(
            try await fixture.failure(.command(data)).description == "\(data): cannot be started: Permission denied")
        let folder = try await fixture.failure(.command(fixture.folder))
        #expect(folder.description == "\(fixture.folder): cannot be started: Permission denied")
        let below = try await fixture.failure(.command("\(data)/x"))
        #expect(below.description == "\(data)/x: cannot be started: Not a directory")
        let script = try fixture.file("script", "#!/none/interpreter\n")
        let lost = try await fixture.failure(.command(script))
        #expect(lost.description == "\(script): cannot be started: No such file or directory")
        let text = try fixture.file("text", "no program\n")
        #expect(
            try await fixture.failure(.command(text)).description == "\(text): cannot be started: Exec format error")
        let long = String(repeating: "x", count: 3_000_000)
        let large = try await fixture.failure(.command("/bin/true").with { $0.call.arguments = [long] })
        #expect(large.description == "/bin/true: cannot be started: Argument list too long")
        #expect(fixture.log.outputs.isEmpty)
    }

    @Test func logsBothStreams() async throws {
        try await fixture.run(.shell("echo a; echo b >&2; printf 'c\\377\\tü'"))
        #expect(fixture.log.lines() == ["a", "c\\xFF\\tü"])
        #expect(fixture.log.lines(of: "stderr") == ["b"])
    }

    @Test func cutsALineOfAMegabyte() async throws {
        try await fixture.run(.shell("head -c 1000000 /dev/zero | tr '\\0' x; echo; echo next"))
        #expect(fixture.log.lines() == [String(repeating: "x", count: 8192), "next"])
    }

    @Test func aFloodIsReadToItsEndAndMostlyDropped() async throws {
        try await fixture.run(.shell("yes 0123456 | head -c 104857600"))
        let lines = fixture.log.lines()
        #expect(lines.count == (1 << 20) / 8 + 1)
        #expect(lines.last == "[\(104_857_600 - (1 << 20)) bytes more were dropped]")
    }

    @Test func nothingIsLoggedWithoutABudget() async throws {
        try await fixture.run(.shell("echo abc").with { $0.maximumOutput = 0 })
        #expect(fixture.log.lines() == ["[4 bytes more were dropped]"])
    }

    @Test func fiftyRunAtOnce() async throws {
        let fixture = fixture
        try await withThrowingTaskGroup(of: Outcome.self) { group in
            for number in 0..<50 {
                group.addTask { try await fixture.run(.shell("echo \(number); exec >&- 2>&-; exit 0")) }
            }
            for try await outcome in group { #expect(outcome == .worked(units: 1)) }
        }
        #expect(Set(fixture.log.lines()) == Set((0..<50).map(String.init)))
    }
}
