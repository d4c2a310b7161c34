import Configuration
import Foundation
import SystemPackage
import Testing
import ZConfig
import ZConfigProvider

// The code of Documentation/zconfig-in-swift.md.

enum Server {
    static let port = Key("Port", .integer, default: "8080", range: .atLeastOne, description: "Where it listens.")
    static let idleTime = Key("IdleTime", .timedelta, default: "30s", description: "When a silent client is left.")
    static let hosts = MultiKey("Host", .string, description: "A name it answers to.")

    static let type = SectionType("Server", keys: [port, idleTime, hosts], description: "A server.")
}

func appSchema() throws -> Schema {
    try Schema(
        root: SectionType(
            "app",
            keys: [Key("Level", .string, default: "info", description: "How much is logged.")],
            sections: [SectionSlot(type: "Server", multiple: true, attribute: "servers", description: "The servers.")],
            description: "The whole file."),
        types: [Server.type],
        abstractTypes: [])
}

struct Files: ResourceLoader {
    func load(_ location: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: location)))
    }
}

func summary(_ configuration: LoadedConfiguration) throws -> [String] {
    try configuration.root.sections("servers").map { server in
        let port = try server.value(of: Server.port)
        let hosts = try server.values(of: Server.hosts)
        return "\(server.name ?? "-") at \(server.position): \(port), \(hosts.joined(separator: " "))"
    }
}

struct AppSettings: Decodable {
    var level: String
    var servers: [ServerSettings]
}

struct ServerSettings: Decodable {
    var sectionName: String?
    var port: UInt16
    var idleTime: Duration
    var hosts: [String]

    enum CodingKeys: String, CodingKey {
        case sectionName, port, idleTime
        case hosts = "Host"
    }
}

@Suite struct GuideTests {
    private static func load() throws -> LoadedConfiguration {
        let text = """
            Level debug
            <Server main>
              Port 80
              IdleTime 1m 30s
              Host example.org
              Host www.example.org
            </Server>
            """
        let loader = ConfigurationLoader(
            schema: try appSchema(), resources: InMemoryResources(["app.conf": text]), environment: { _ in nil })
        let configuration = try loader.load("app.conf")

        return configuration
    }

    @Test func readsValues() throws {
        let configuration = try GuideTests.load()
        #expect(try summary(configuration) == ["main at app.conf:2: 80, example.org www.example.org"])
    }

    @Test func decodes() throws {
        let configuration = try GuideTests.load()

        let settings = try ZConfigDecoder().decode(AppSettings.self, from: configuration.root)

        #expect(settings.level == "debug")
        #expect(settings.servers.map(\.port) == [80])
        #expect(settings.servers.map(\.idleTime) == [.seconds(90)])
        #expect(settings.servers.map(\.sectionName) == ["main"])
        #expect(settings.servers.map(\.hosts) == [["example.org", "www.example.org"]])
    }

    @Test func readsFiles() async throws {
        let path = FilePath("/tmp/zconfig-guide-\(UUID().uuidString).conf")
        try Data("Level $(ZCONFIG_GUIDE_LEVEL)\n<Server a/>\n".utf8).write(to: URL(filePath: path.string))
        defer { try? FileManager.default.removeItem(atPath: path.string) }
        func load(_ path: String) throws -> LoadedConfiguration {
            let loader = ConfigurationLoader(
                schema: try appSchema(), resources: Files(),
                environment: { ProcessInfo.processInfo.environment[$0] ?? "warning" },
                overrides: ["a/port=443"])
            return try loader.load(path)
        }
        let root = try load(path.string).root
        #expect(try root.sections("servers").map { try $0.value(of: Server.port).description } == ["443"])
        #expect(root.texts(of: "Level") == ["warning"])
    }

    @Test func readsWithoutASchema() throws {
        let text = "<server main>\n  port 80\n</server>"
        let configuration = try SchemalessLoader(resources: Files(), environment: { _ in nil })
            .read(text: text, location: "app.conf")
        for section in configuration.root.sections {
            print(section.type ?? "", section.name ?? "", section.values(of: "port"))
        }

        struct Settings: Decodable {
            struct Server: Decodable {
                var port: UInt16
                var idleTime: Duration?
            }
            var server: [Server]
        }
        let settings = try ZConfigDecoder().decode(Settings.self, from: configuration.root)

        #expect(settings.server.map(\.port) == [80])
        #expect(settings.server[0].idleTime == nil)
    }

    @Test func readsInLayers() throws {
        let configuration = try GuideTests.load()
        let arguments = ["app", "--server-main-port", "8443"]

        let config = ConfigReader(providers: [
            CommandLineArgumentsProvider(arguments: arguments),
            EnvironmentVariablesProvider(),
            ZConfigProvider(configuration, secretsSpecifier: .specific(["server.main.password"])),
            InMemoryProvider(values: ["server.main.threads": 4]),
        ])
        let main = config.scoped(to: "server.main")
        let port = try main.requiredInt(forKey: "port")
        let idleTime = main.int(forKey: "idle-time", as: Duration.self, default: .seconds(30))
        let threads = main.int(forKey: "threads", default: 1)

        #expect(port == 8443)
        #expect(idleTime == .seconds(90))
        #expect(threads == 4)
    }

    @Test func readsByTheFileProvider() async throws {
        let path = FilePath("/tmp/zconfig-guide-\(UUID().uuidString).conf")
        try Data("Level debug\n".utf8).write(to: URL(filePath: path.string))
        defer { try? FileManager.default.removeItem(atPath: path.string) }

        let options = ZConfigSnapshot.ParsingOptions(schema: try appSchema(), location: path.string)
        let provider = try await FileProvider<ZConfigSnapshot>(parsingOptions: options, filePath: path)

        #expect(try provider.content("level", .string) == .string("debug"))
    }

    @Test func gathersErrors() throws {
        let text = "<Server main>\n  Prot 80\n  IdleTime soon\n</Server>\n<Server other>\n  Port 99999\n</Server>\n"
        let loader = ConfigurationLoader(
            schema: try appSchema(), resources: InMemoryResources(["app.conf": text]), environment: { _ in nil })

        var (configuration, errors) = loader.check("app.conf")
        for server in configuration?.root.sections("servers") ?? [] {
            _ = errors.attempt { () throws(ConfigurationError) in
                try ZConfigDecoder().decode(ServerSettings.self, from: server)
            }
        }
        let report = errors.sorted.map(\.description)

        configuration = nil
        let shown = try Guide().blocks("text")
        #expect(shown == [report.joined(separator: "\n")])
    }

    // MARK: The page

    @Test func isWhatThePageShows() throws {
        let source = Guide.lines(try String(contentsOfFile: #filePath, encoding: .utf8))
        for block in try Guide().blocks("swift") {
            let lines = Guide.lines(block).filter { !$0.hasPrefix("import ") }
            // The target that reads schemas in XML has tests of its own.
            if block.contains("import ZConfigSchemaXML") { continue }
            let isThere = source.indices.contains { source[$0...].starts(with: lines) }
            #expect(isThere, "\(block)")
        }
    }
}

/// The page that the code is for.
private struct Guide {
    private let text: String

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        text = try String(contentsOf: root.appending(path: "Documentation/zconfig-in-swift.md"), encoding: .utf8)
    }

    /// The blocks of code in a language.
    func blocks(_ language: String) -> [String] {
        text.components(separatedBy: "```\(language)\n").dropFirst().map {
            $0.components(separatedBy: "\n```")[0]
        }
    }

    /// The lines without space around them, and without those that are empty.
    static func lines(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
}
