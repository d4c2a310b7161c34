import Configuration
import Testing
import ZConfig
import ZConfigProvider

@Suite struct KeyTests {
    private static let text = """
        level debug
        <daemon web>
          run-every 1m
        </daemon>
        <daemon mail>
          runevery 2m
        </daemon>
        <store main>
          path /var
        </store>
        """.replacing("run-every", with: "runevery")

    @Test(arguments: [
        "level", "Level", "LEVEL", "all-daemons.web.run-every", "web.run-every", "web.runEvery", "WEB.RUN_EVERY",
        "daemon.web.run-every", "allDaemons.web.runevery", "main.path", "store.path", "data.path", "store.main.path",
        "data.main.path", "data.section-name", "store.sectionType",
    ])
    func leadsToAValue(key: String) throws {
        #expect(try Daemons.provider(KeyTests.text).content(AbsoluteConfigKey(ConfigKey(key)), .string) != nil)
    }

    @Test(arguments: [
        "", "nothing", "web", "daemon", "all-daemons", "data", "web.nothing", "nothing.path", "level.path", "web.path",
        "main.path.path", "store.other.path", "web.mail.runEvery",
    ])
    func leadsToNothing(key: String) throws {
        #expect(try Daemons.provider(KeyTests.text).content(AbsoluteConfigKey(ConfigKey(key)), .string) == nil)
        #expect(try Daemons.provider(KeyTests.text).content([], .string) == nil)
    }

    @Test func asksForANameWhereThereAreSeveral() throws {
        let provider = try Daemons.provider(KeyTests.text)
        #expect(
            provider.failure("daemon.run-every", .string)
                == "app.conf:5: configuration: <Daemon mail>: 'daemon.run-every' may mean any of 2 sections; "
                + "name one of them")
        #expect(try provider.content("daemon.mail.run-every", .int) == .int(120))
    }

    @Test func prefersNamesToTypesAndTypesToAttributes() throws {
        let provider = try schemalessProvider(
            "<a b>\nk 1\n</a>\n<b c>\nk 2\n</b>\n<b d>\nk 3\n</b>\n<data>\nk 4\n</data>")
        #expect(try provider.content("b.k", .int) == .int(1))
        #expect(try provider.content("c.k", .int) == .int(2))
        #expect(
            try Daemons.provider("<daemon data>\nlimit 1\n</daemon>\n<store/>").content("data.limit", .int) == .int(1))
    }

    @Test func reportsKeysThatDifferInSigns() throws {
        let provider = try schemalessProvider("<a>\nRunEvery 1\nrun-every 2\n</a>")
        #expect(
            provider.failure("a.runevery", .int)
                == "app.conf:1: configuration: 'runevery' may mean 'RunEvery' or 'run-every' in <a>; "
                + "spell it exactly as one of them")
        #expect(try provider.content("a.run-every", .int) == .int(2))
    }

    @Test func encodesKeysWithDots() throws {
        let provider = try Daemons.provider("")
        #expect(try provider.value(forKey: "a.bC.d-e", type: .int).encodedKey == "a.bC.d-e")
        #expect(try provider.value(forKey: AbsoluteConfigKey(["level"], context: ["a": 1]), type: .string).value != nil)
    }

    @Test func findsKeysOfAnyName() throws {
        let number = Datatype<any Sendable>("integer") { text throws(ConversionError) in
            try Datatype.integer.convert(text)
        }
        let rest = DynamicKey(
            KeyName(unconverted: "+"), attribute: "rest", datatype: number, multiple: false, required: false,
            handler: nil)
        let schema = try Schema(
            root: SectionType(
                "root", implements: nil, keyType: .basicKey, datatype: .null,
                children: [.key(Key("Level", .string, description: "A text.")), .key(rest)], description: "The whole.",
                example: nil), types: [], abstractTypes: [])
        let provider = ZConfigProvider(
            try ConfigurationLoader(
                schema: schema, resources: InMemoryResources(["a": "level 1\nmax-size 5"]), environment: { _ in nil }
            ).load("a"))
        #expect(try provider.content("maxSize", .int) == .int(5))
        #expect(try provider.content("rest.max-size", .int) == .int(5))
        #expect(try provider.content("level", .string) == .string("1"))
        #expect(try provider.content("rest.level", .int) == nil)
        #expect(try provider.content("rest.max-size.a", .int) == nil)
    }
}
