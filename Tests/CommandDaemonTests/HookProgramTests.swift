import CommandDaemon
import DaemonAppTesting
import Daemons
import Testing

/// Programs that get a text.
@Suite(.timeLimit(.minutes(5))) struct HookProgramTests {
    let fixture: CommandFixture

    init() throws {
        fixture = try CommandFixture()
    }

    private func run(_ command: String, _ environment: [String: String] = [:], input: String = "") async throws {
        let program = try #require(
            HookProgram(command, environment: environment, input: input, killAfter: .milliseconds(100)))
        try await program.run(DaemonContext(name: "hook", log: fixture.log.logger, services: fixture.services))
    }

    @Test func itReadsTheText() async throws {
        try await run("/bin/cat", input: "one\ntwo ä\n")
        #expect(fixture.log.lines() == ["one", "two ä"])
    }

    @Test func aTextThatFillsEveryPipeNeedNotBeRead() async throws {
        let text = String(repeating: "x", count: 1 << 20)
        try await run("/bin/true", input: text)
        try await run("/usr/bin/wc -c", input: text)
        #expect(fixture.log.lines() == ["\(1 << 20)"])
    }

    @Test func itHasTheVariables() async throws {
        try fixture.file("print", "#!/bin/sh\nprintf '%s\\n' \"$A\" \"$B\"")
        try await run("\(fixture.folder)/print", ["A": "x=y z", "B": ""])
        #expect(fixture.log.lines() == ["x=y z", ""])
    }

    @Test func itsFailureIsThrown() async throws {
        await #expect(throws: CommandError.self) { try await run("/bin/false") }
        await #expect(throws: CommandError.self) { try await run("/nowhere/program") }
        #expect(HookProgram("  ", environment: [:], input: "", killAfter: .zero) == nil)
    }
}
