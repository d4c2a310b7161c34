import Testing

@testable import ZConfig

@Suite struct DecodedNameTests {
    @Test func matchesByLettersAndDigits() throws {
        struct Camel: Decodable { let idleTime: Duration }
        struct Snake: Decodable {
            let time: Duration
            enum CodingKeys: String, CodingKey { case time = "idle_time" }
        }
        struct Kebab: Decodable {
            let time: Duration
            enum CodingKeys: String, CodingKey { case time = "IDLE-TIME" }
        }
        #expect(try Shop.item(Camel.self, "idle-time 1m").idleTime == .seconds(60))
        #expect(try Shop.item(Snake.self, "idle-time 1m").time == .seconds(60))
        #expect(try Shop.item(Kebab.self, "idle-time 1m").time == .seconds(60))
    }

    @Test func takesTheExactSpellingOfTwo() throws {
        struct Exact: Decodable {
            let first: String?
            let second: String?
            enum CodingKeys: String, CodingKey { case first = "run_every", second = "RunEvery" }
        }
        struct Whole: Decodable { let twins: Exact }
        let twins = try Shop.decode(Whole.self, "<twins>\nrun-every a\nrunevery b\n</twins>").twins
        #expect(twins.first == "a")
        #expect(twins.second == "b")
    }

    @Test func reportsThatTwoFit() {
        struct Either: Decodable { let runEvery: String? }
        struct Whole: Decodable { let twins: Either }
        #expect(
            Shop.failure { () throws(ConfigurationError) in
                _ = try Shop.decode(Whole.self, "\n<twins>\nrun-every a\n</twins>")
            }
                == "main.conf:2: configuration: 'runEvery' may mean 'run_every' or 'runevery' in <Twins>; "
                + "spell it exactly as one of them")
    }

    @Test func namesTheSection() throws {
        struct Named: Decodable {
            let sectionName: String?
            let sectionType: String
        }
        struct Whole: Decodable { let item: Named }
        let named = try Shop.decode(Whole.self, "<item Lamp>\n</item>").item
        #expect(named.sectionName == "lamp")
        #expect(named.sectionType == "Item")
        #expect(try Shop.item(Named.self, "").sectionName == nil)
        #expect(try Shop.decode(Named.self, "").sectionType == "shop")
    }

    @Test func asksForANameWhereThereIsNone() {
        struct Named: Decodable { let sectionName: String }
        #expect(
            Shop.failure { () throws(ConfigurationError) in _ = try Shop.item(Named.self, "") }
                == "main.conf:1: configuration: <Item> needs a name")
    }

    @Test func prefersAKeyOverTheNameOfTheSection() throws {
        struct Named: Decodable {
            let sectionName: String
            let sectionType: String
        }
        struct Whole: Decodable { let a: Named }
        let named = try decodeSchemaless(Whole.self, "<a b>\nSection-Name c\n</a>").a
        #expect(named.sectionName == "c")
        #expect(named.sectionType == "a")
    }

    @Test(arguments: [
        ("run_every", "runevery"), ("Run-Every", "runevery"), ("RUNEVERY2", "runevery2"), ("a.b", "ab"),
        ("\u{C9}t\u{E9}", "\u{E9}t\u{E9}"), ("-", ""),
    ])
    func loosens(name: String, loose: String) {
        #expect(name.looseName == loose)
    }

    @Test func findsNamesWithoutLettersExactly() {
        var names = LooseNames()
        names.add("-", 0)
        names.add("_", 1)
        #expect(names.match("-") == .one(0))
        #expect(names.match("_") == .one(1))
        #expect(names.match("__") == .nothing)
    }
}
