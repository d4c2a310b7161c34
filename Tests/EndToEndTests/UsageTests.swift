import Testing

/// What the command says when it is used wrongly, and how it helps.
@Suite(.timeLimit(.minutes(5))) struct UsageTests {
    @Test(arguments: [
        ["run"], ["check"], ["simulate"], ["explain"], ["wake"], ["dance"], ["run", "--wobble", "a.conf"],
        ["run", "a.conf", "b.conf"], ["run", "a.conf", "--log-format", "xml"],
        ["run", "a.conf", "--log-level", "loud"],
        ["run", "a.conf", "--set"], ["simulate", "a.conf", "--for", "abc"], ["simulate", "a.conf", "--for", "5"],
        ["simulate", "a.conf", "--for=-1s"], ["simulate", "a.conf", "--seed", "x"],
        ["simulate", "a.conf", "--format", "pdf"], ["status", "--format", "xml"], ["stop", "now"],
    ])
    func wrongUseIsAnError(arguments: [String]) async throws {
        let ended = try await Binary.run(arguments)
        #expect(ended.status == 64 && ended.output.isEmpty)
        #expect(ended.errors.hasPrefix("Error: ") && ended.errors.contains("Usage: daemonapp"))
    }

    @Test(arguments: [
        [], ["run"], ["check"], ["simulate"], ["status"], ["explain"], ["wake"], ["pause"], ["resume"], ["stop"],
    ])
    func helpHasExamples(command: [String]) async throws {
        let ended = try await Binary.run(command + ["--help"])
        #expect(ended.status == 0 && ended.errors.isEmpty)
        #expect(ended.output.contains("USAGE: daemonapp"))
        let examples = try #require(ended.output.firstRange(of: "EXAMPLES:\n"))
        let name = command.first.map { " \($0)" } ?? ""
        #expect(ended.output[examples.upperBound...].drop { $0 == " " }.hasPrefix("daemonapp\(name)"))
    }

    @Test func helpNamesTheExitStatuses() async throws {
        let ended = try await Binary.run("--help")
        let list = try #require(ended.output.firstRange(of: "EXIT STATUS:\n"))
        let lines = ended.output[list.upperBound...].split(separator: "\n", omittingEmptySubsequences: false)
        let statuses = lines.prefix { !$0.isEmpty }.compactMap { $0.split(separator: " ").first.flatMap { Int($0) } }
        #expect(statuses == [0, 1, 64, 65, 66, 69, 70, 73, 74, 75, 78])
        #expect(ended.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test func theVersionIsANumber() async throws {
        let ended = try await Binary.run("--version")
        #expect(ended.status == 0 && ended.errors.isEmpty)
        #expect(ended.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func completionScriptsAreWritten(shell: String) async throws {
        let ended = try await Binary.run("--generate-completion-script", shell)
        #expect(ended.status == 0 && ended.errors.isEmpty)
        for word in ["simulate", "explain", "log-format"] { #expect(ended.output.contains(word)) }
    }

    @Test func bashUnderstandsItsCompletionScript() async throws {
        let folder = try TestFolder()
        let script = try await Binary.run("--generate-completion-script", "bash").output
        let file = try folder.write("completion.bash", script)
        let ended = try await Binary.run([file], by: "exec bash -n \"$1\"")
        #expect(ended == Ended(status: 0, output: "", errors: ""))
    }
}
