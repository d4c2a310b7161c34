import SystemPackage
import Testing

/// What the pages of the documentation show of the command is what it does.
@Suite(.timeLimit(.minutes(5))) struct ReferenceTests {
    /// The folder of the package.
    private let package = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()
    private let examples = [
        "main.conf", "local.conf", "cloud.conf", "broken.conf", "schema.xml", "base.xml",
        "components/photos/storage/component.xml", "components/photos/cloud/component.xml",
    ]

    @Test func theReferenceIsThatOfTheCommand() async throws {
        let printed = try await Binary.run("config", "schema", "--format", "markdown")
        let isUpToDate = try printed.output == text("Documentation/reference.md")
        #expect(printed.status == 0)
        #expect(isUpToDate, "Documentation/reference.md is out of date: run make reference")
    }

    @Test func theGuideQuotesTheExamples() throws {
        let quotes = try blocks("conf") + blocks("xml")
        for quote in quotes {
            let isThere = try examples.contains { try "\n\(text("Examples/zconfig/\($0)"))".contains("\n\(quote)") }
            #expect(isThere, "not in Examples/zconfig:\n\(quote)")
        }
        for name in examples {
            let lines = try text("Examples/zconfig/\(name)").split(separator: "\n")
            #expect(lines.allSatisfy { line in quotes.contains { $0.contains(line) } }, "\(name) is not quoted in full")
        }
    }

    @Test func theCommandsPrintWhatTheGuideShows() async throws {
        let hasFilter = try await Binary.run([], by: "command -v jq").status == 0
        let commands = try blocks("console").flatMap { Self.parts(of: "\n\($0)", at: "\n$ ") }
        #expect(commands.count > 3)
        for command in commands where hasFilter || !command.contains("| jq") {
            let lines = command.split(separator: "\n", maxSplits: 1)
            let script = "exec 2>&1\ndaemonapp() { \"$0\" \"$@\"; }\n\(lines[0])"
            let ended = try await Binary.run(
                [], environment: ["HOME": "/home/photos"], in: package.appending("Examples/zconfig").string, by: script)
            #expect(ended.outputLines == lines[1].split(separator: "\n").map(String.init), "\(lines[0])")
        }
    }

    private func text(_ name: String) throws -> String {
        try TestFolder.text(of: package.appending(name).string)
    }

    /// The blocks of a kind in the guide.
    private func blocks(_ kind: String) throws -> [String] {
        try Self.parts(of: text("Documentation/zconfig.md"), at: "```\(kind)\n").map {
            String($0.prefix(upTo: $0.firstRange(of: "```")?.lowerBound ?? $0.endIndex))
        }
    }

    /// What follows each place where a mark stands.
    private static func parts(of text: String, at mark: String) -> [String] {
        text.split(separator: mark, omittingEmptySubsequences: false).dropFirst().map(String.init)
    }
}
