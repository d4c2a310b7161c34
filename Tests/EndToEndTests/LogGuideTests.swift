import SystemPackage
import Testing

/// What the guide to logging shows is what the command does.
@Suite(.timeLimit(.minutes(5))) struct LogGuideTests {
    let folder: TestFolder
    private let guide: String

    init() throws {
        folder = try TestFolder()
        let package = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()
        guide = try TestFolder.text(of: package.appending("Documentation/logging.md").string)
    }

    /// The blocks of the guide that begin with a line.
    private func blocks(_ first: String) -> [String] {
        guide.split(separator: "\n```").map { $0.drop { $0 == "\n" } }.enumerated()
            .filter { $0.offset % 2 == 1 && $0.element.hasPrefix(first) }
            .map { String($0.element) + "\n" }
    }

    @Test func theConfigurationsAreRight() async throws {
        let configurations = blocks("<")
        #expect(configurations.count == 4)
        for configuration in configurations {
            // Folders that are there.
            let here = ["/tmp/mail", "/var/log/mail"].reduce(configuration) { $0.replacing($1, with: folder.path) }
            let checked = try await Binary.run("check", folder.write("app.conf", here))
            #expect(checked.status == 0 && checked.errors == "", "\(configuration)")
        }
    }

    @Test func theFirstOneLogsWhatIsShown() async throws {
        let configuration = try #require(blocks("<").first)
        try folder.write("mail.conf", configuration.replacing("/tmp/mail", with: folder["mail"]))
        let console = try #require(blocks("console").first)
        var shown = console.split(separator: "\n").dropFirst().map(String.init)
        var commands: [String] = []
        while shown.first?.hasPrefix("$ ") == true { commands.append(String(shown.removeFirst().dropFirst(2))) }
        #expect(commands.count == 2)
        let script = commands.joined(separator: "\n").replacing("/tmp/mail", with: folder["mail"])
        let ended = try await Binary.run(
            [], environment: ["XDG_RUNTIME_DIR": folder.path, "LC_ALL": "C"], in: folder.path,
            by: "daemonapp() { \"$0\" \"$@\"; }\n\(script)")
        #expect(ended.status == 0 && ended.errors == "")
        #expect(ended.outputLines == shown)
    }
}
