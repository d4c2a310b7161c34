import Configuration
import Foundation
import SystemPackage
import Testing
import ZConfig
import ZConfigProvider

@Suite struct LayerTests {
    @Test func readsCommandLineEnvironmentFileAndDefaults() throws {
        let config = ConfigReader(providers: [
            CommandLineArgumentsProvider(arguments: ["app", "--web-limit", "1"]),
            EnvironmentVariablesProvider(environmentVariables: ["WEB_LIMIT": "2", "WEB_SHARE": "0.25"]),
            try Daemons.provider("<daemon web>\nlimit 3\nshare 0.5\nrunevery 5m\n</daemon>"),
            InMemoryProvider(values: ["web.limit": 4, "web.threads": 8]),
        ])
        let web = config.scoped(to: "web")
        #expect(web.int(forKey: "limit") == 1)
        #expect(web.double(forKey: "share") == 0.25)
        #expect(web.int(forKey: "runEvery", as: Duration.self) == .seconds(300))
        #expect(web.int(forKey: "threads") == 8)
        #expect(web.string(forKey: "nothing", default: "a") == "a")
    }

    @Test func throwsFromRequiredMethodsOnly() throws {
        let config = ConfigReader(provider: try Daemons.provider("<daemon web>\nlimit 3\n</daemon>"))
        #expect(config.bool(forKey: "web.limit", default: true))
        #expect(throws: ConfigurationError.self) { try config.requiredBool(forKey: "web.limit") }
    }

    @Test func isNamedAfterItsFile() async throws {
        #expect(try Daemons.provider("").providerName == "ZConfigProvider[app.conf]")
        #expect("\(try schemalessProvider(""))" == "ZConfigProvider[app.conf]")
        let provider = try await ZConfigProvider(
            path: "a.conf", schema: nil, resources: InMemoryResources(["a.conf": "b $(B)"]), environment: { $0 },
            name: "main")
        #expect(provider.providerName == "ZConfigProvider[main]")
        #expect(provider.snapshot().providerName == "ZConfigProvider[main]")
        #expect(try provider.content("b", .string) == .string("B"))
    }

    @Test func throwsWhatIsWrongWithTheFile() async {
        await #expect(throws: ConfigurationError(.resource, "there is no such file", at: SourcePosition(file: "a"))) {
            try await ZConfigProvider(path: "a", schema: nil, resources: InMemoryResources([:]))
        }
    }

    // MARK: Files

    @Test func readsFilesOfTheProvidersOfThePackage() async throws {
        let path = FilePath("/tmp/zconfig-provider-\(UUID().uuidString).conf")
        try Data("<daemon web>\nlimit 3\n%include more.conf\n</daemon>".utf8).write(to: URL(filePath: path.string))
        defer { try? FileManager.default.removeItem(atPath: path.string) }
        let provider = try await FileProvider<ZConfigSnapshot>(
            parsingOptions: ZConfigSnapshot.ParsingOptions(
                schema: Daemons.schema, location: "app.conf", resources: InMemoryResources(["more.conf": "share 0.5"])),
            filePath: path)
        #expect(try provider.content("web.limit", .int) == .int(3))
        #expect(try provider.content("web.share", .double) == .double(0.5))
    }

    @Test func readsTextsWithoutASchema() throws {
        func snapshot(_ text: String) throws -> ZConfigSnapshot {
            let bytes = Array(text.utf8)
            return try unsafe ZConfigSnapshot(
                data: bytes.span.bytes, providerName: "a", parsingOptions: ZConfigSnapshot.ParsingOptions())
        }
        #expect(try snapshot("b 1").value(forKey: "b", type: .int).value?.content == .int(1))
        #expect("\(try snapshot("b 1"))" == "a")
        #expect(throws: ConfigurationError.self) { try snapshot("<b>") }
    }
}
