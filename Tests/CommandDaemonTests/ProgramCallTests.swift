import Testing

@testable import CommandDaemon

@Suite struct ProgramCallTests {
    @Test(arguments: [
        ("backup", "backup", []),
        ("  /bin/echo  a   b ", "/bin/echo", ["a", "b"]),
        ("echo 'a b' \"c\" \\d $HOME *", "echo", ["'a", "b'", "\"c\"", "\\d", "$HOME", "*"]),
        ("echo tab\tinside", "echo", ["tab\tinside"]),
    ])
    func splitsAtRunsOfSpace(command: String, program: String, arguments: [String]) throws {
        let call = try #require(ProgramCall(splitting: command))
        #expect(call.program == program)
        #expect(call.arguments == arguments)
    }

    @Test(arguments: ["", "   "])
    func nothingIsNoCommand(command: String) {
        #expect(ProgramCall(splitting: command) == nil)
        #expect(ProgramCall(shell: command) == nil)
    }

    @Test func theShellGetsTheScriptVerbatim() {
        let call = ProgramCall(shell: "  a | b  ")
        #expect(call?.program == "/bin/sh")
        #expect(call?.arguments == ["-c", "  a | b  ", "/bin/sh"])
    }

    @Test(arguments: [
        ("A=1", "A", "1"), ("A=", "A", ""), ("A=b=c", "A", "b=c"), ("A= x ", "A", " x "), ("_é=1", "_é", "1"),
    ])
    func readsEnvironmentEntries(text: String, name: String, value: String) throws {
        let entry = try #require(EnvironmentEntry(text))
        #expect(entry.name == name)
        #expect(entry.value == value)
    }

    @Test(arguments: ["", "A", "=1", "1A=x", "A B=1", "A =1"])
    func refusesOtherEnvironmentEntries(text: String) {
        #expect(EnvironmentEntry(text) == nil)
    }
}
