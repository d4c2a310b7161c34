import Testing

@testable import CommandDaemon

@Suite struct ProgramEndTests {
    @Test func judgesStatuses() {
        let rules = StatusRules(idle: [3, 4], done: [4, 5])
        #expect(rules.verdict(on: .exited(status: 0)) == .worked)
        #expect(rules.verdict(on: .exited(status: 1)) == .failed)
        #expect(rules.verdict(on: .exited(status: 75)) == .failed)
        #expect(rules.verdict(on: .exited(status: 3)) == .idle)
        #expect(rules.verdict(on: .exited(status: 4)) == .done)
        #expect(rules.verdict(on: .exited(status: 5)) == .done)
        #expect(rules.verdict(on: .killed(signal: 3)) == .failed)
    }

    @Test func rulesWinOverZeroAnd75() {
        #expect(StatusRules(idle: [0]).verdict(on: .exited(status: 0)) == .idle)
        #expect(StatusRules(done: [0]).verdict(on: .exited(status: 0)) == .done)
        #expect(StatusRules(idle: [75]).verdict(on: .exited(status: 75)) == .idle)
    }

    @Test(arguments: [
        (ProgramEnd.exited(status: 2), "exit status 2"),
        (.killed(signal: 9), "ended by signal 9 (SIGKILL)"),
        (.killed(signal: 31), "ended by signal 31 (SIGSYS)"),
        (.killed(signal: 34), "ended by signal 34"),
    ])
    func saysHowAProgramEnded(end: ProgramEnd, text: String) {
        #expect(end.description == text)
    }

    @Test func errorsHoldAll() {
        let error = CommandError(.exited(status: 2), of: "/bin/x", lastLines: ["a", "b"])
        #expect(error.code == .status)
        #expect(error.description == "/bin/x: exit status 2; last output: a | b")
        #expect(CommandError(.killed(signal: 15), of: "/bin/x", lastLines: []).code == .signal)
        let missing = CommandError(notStarted: "/bin/x", reason: "No such file or directory")
        #expect(missing.description == "/bin/x: cannot be started: No such file or directory")
    }
}
