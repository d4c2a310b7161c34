import Testing

@testable import ZConfig

@Suite struct DecodedShapeTests {
    private struct Item: Decodable {
        let sectionName: String?
        let count: Int?
    }

    private struct Shelf: Decodable {
        let text: String?
        let bestOf: Item?
        let items: [Item]
        let shelves: [Shelf]
    }

    private struct Whole: Decodable {
        let item: Item?
        let shelves: [Shelf]
    }

    @Test func decodesSectionsInSections() throws {
        let whole = try Shop.decode(
            Whole.self,
            """
            <shelf>
              text a
              <item best>
                count 1
              </item>
              <item>
                count 2
              </item>
              <item x/>
              <shelf>
                text b
              </shelf>
            </shelf>
            <shelf/>
            """)
        #expect(whole.item == nil)
        #expect(whole.shelves.map(\.text) == ["a", nil])
        #expect(whole.shelves[0].bestOf?.count == 1)
        #expect(whole.shelves[0].items.map(\.count) == [2, nil])
        #expect(whole.shelves[0].items.map(\.sectionName) == [nil, "x"])
        #expect(whole.shelves[0].shelves.map(\.text) == ["b"])
        #expect(whole.shelves[1].items.isEmpty)
    }

    @Test func decodesKeysOfAnyNameAsADictionary() throws {
        struct Options: Decodable {
            let count: Int
            let rest: [String: [UInt8]]
        }
        struct Whole: Decodable { let options: Options }
        let options = try Shop.decode(Whole.self, "<options>\na 1\ncount 5\nB 2\na 3\n</options>").options
        #expect(options.count == 5)
        #expect(options.rest == ["a": [1, 3], "b": [2]])
    }

    @Test func decodesASectionThatIsAMap() throws {
        struct AsMap: Decodable { let mapping: [String: String] }
        struct Fields: Decodable {
            let runEvery: Duration
            let other: String?
            let sectionType: String
        }
        struct AsFields: Decodable { let mapping: Fields }
        let text = "<mapping>\nrun-every 5s\nb c\n</mapping>"
        #expect(try Shop.decode(AsMap.self, text).mapping == ["run-every": "5s", "b": "c"])
        let fields = try Shop.decode(AsFields.self, text).mapping
        #expect(fields.runEvery == .seconds(5))
        #expect(fields.other == nil)
        #expect(fields.sectionType == "Mapping")
    }

    @Test func decodesASectionAsADictionary() throws {
        #expect(try decodeSchemaless([String: String].self, "a 1\nB-c 2") == ["a": "1", "B-c": "2"])
        #expect(
            try Shop.item([String: StringOrList].self, "count 1").keys.sorted() == ["count", "height", "legs", "notes"])
    }

    private struct StringOrList: Decodable {}

    @Test func givesContainersToTypesThatAskForThem() throws {
        struct Hand: Decodable {
            var counts: [Int] = []
            var types: [String] = []
            init(from decoder: any Decoder) throws {
                let fields = try decoder.container(keyedBy: Name.self)
                var shelves = try fields.nestedUnkeyedContainer(forKey: Name("shelves"))
                while !shelves.isAtEnd {
                    let shelf = try shelves.nestedContainer(keyedBy: Name.self)
                    let item = try shelf.nestedContainer(keyedBy: Name.self, forKey: Name("best-of"))
                    counts.append(try item.decode(Int.self, forKey: Name("count")))
                    types.append(
                        try item.superDecoder().container(keyedBy: Name.self).decode(
                            String.self, forKey: Name("sectionType")))
                    #expect(item.contains(Name("count")) && !item.contains(Name("weight")))
                    #expect(item.codingPath.map(\.stringValue) == ["shelves", "0", "best-of"])
                }
            }
        }
        let hand = try Shop.decode(Hand.self, "<shelf>\n<item best>\ncount 4\n</item>\n</shelf>")
        #expect(hand.counts == [4])
        #expect(hand.types == ["Item"])
    }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(_ name: String) { stringValue = name }
        init?(stringValue: String) { self.init(stringValue) }
        init?(intValue: Int) { nil }
    }
}
