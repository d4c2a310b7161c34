import Testing
import ZConfig

@testable import ZConfigReference

/// What the reference says, before it is written.
@Suite struct OutlineTests {
    private static func key(_ name: String, default value: String? = nil) -> Key<String> {
        Key(name, .string, default: value, description: "A key.")
    }

    private static func type(_ name: String, _ keys: [String], _ sections: [SectionSlot] = []) -> SectionType {
        SectionType(name, implements: "thing", keys: keys.map { key($0) }, sections: sections, description: "")
    }

    private static func outline(_ types: [SectionType], root: [SectionSlot] = []) throws -> ReferenceOutline {
        let schema = try Schema(
            root: SectionType("file", keys: [], sections: root, description: ""), types: types,
            abstractTypes: [AbstractType("thing", description: "")])
        return OutlineBuilder(schema).outline(title: "t")
    }

    // MARK: Keys that types share

    @Test func describesKeysOfAllTypesOnce() throws {
        let chapters = try OutlineTests.outline([
            OutlineTests.type("a", ["x", "y"]), OutlineTests.type("b", ["y", "x", "z"]),
        ]).chapters
        #expect(chapters.map(\.name) == ["file", "thing", "a", "b"])
        #expect(chapters[1].groups.map(\.title) == ["Keys of every thing"])
        #expect(chapters[1].groups[0].keys.map(\.name) == ["x", "y"])
        #expect(chapters[1].groups[0].keys.map(\.anchor) == ["type-thing.x", "type-thing.y"])
        #expect(chapters[2].keys.map(\.name) == [])
        #expect(chapters[3].keys.map(\.name) == ["z"])
        #expect(chapters[3].shared[0].keys.map(\.link.text) == ["y", "x"])
        #expect(chapters[3].shared[0].keys.map(\.anchor) == ["type-b.y", "type-b.x"])
    }

    @Test func describesManyKeysOfSomeTypesOnce() throws {
        let chapters = try OutlineTests.outline([
            OutlineTests.type("a", ["x", "y", "z"]), OutlineTests.type("b", ["x", "y", "z", "v"]),
            OutlineTests.type("c", ["v"]),
        ]).chapters
        #expect(chapters[1].groups.map(\.title) == ["Keys of <a>, <b>"])
        #expect(chapters[3].keys.map(\.name) == ["v"])
        #expect(chapters[4].keys.map(\.name) == ["v"])
    }

    @Test func keepsKeysThatDiffer() throws {
        let types = ["1", "2"].map { (value: String) in
            SectionType(
                "t\(value)", implements: "thing", keys: [OutlineTests.key("x", default: value)], description: "")
        }
        let chapters = try OutlineTests.outline(types).chapters
        #expect(chapters[1].groups.isEmpty)
        #expect(chapters[2].keys.map(\.defaults) == [["1"]])
        #expect(chapters[3].keys.map(\.defaults) == [["2"]])
    }

    // MARK: Places

    @Test func ordersTypesAsAFileHoldsThem() throws {
        let slot = { SectionSlot(type: $0, multiple: true, attribute: $0, description: "") }
        let outline = try OutlineTests.outline(
            [
                OutlineTests.type("last", []),
                SectionType("inner", keys: [], sections: [slot("inner"), slot("outer")], description: ""),
                SectionType("outer", keys: [], sections: [slot("inner")], description: ""),
            ], root: [slot("outer"), slot("thing")])
        #expect(outline.chapters.map(\.name) == ["file", "outer", "inner", "thing", "last"])
        let inner = outline.chapters[2]
        #expect(inner.places.map(\.parent.text) == ["<outer>", "<inner>"])
        #expect(outline.chapters[4].places.map(\.parent.text) == ["the top of the file"])
        #expect(
            outline.sketch.map { "\($0.depth) \($0.content.words)" } == [
                "0 # any number", "0 <outer [NAME]>", "1 # any number", "1 <inner [NAME]>", "2 # any number",
                "2 <inner [NAME]> … </inner>", "2 # any number", "2 <outer [NAME]> … </outer>", "1 </inner>",
                "0 </outer>", "0 # any number", "0 <last [NAME]/>",
            ])
    }

    @Test func makesAnchors() {
        var anchors = Anchors()
        #expect(anchors.new("type-A.b_c-d") == "type-a.b_c-d")
        #expect(anchors.new("type-a.B_C-D") == "type-a.b_c-d-2")
        #expect(anchors.new("x <\u{FC}/") == "x-")
        #expect(anchors.new("x\"") == "x--2")
    }

    @Test func sortsTheIndex() throws {
        let root = SectionType("file", keys: ["b", "C", "a"].map { OutlineTests.key($0) }, description: "")
        let schema = try Schema(root: root, types: [], abstractTypes: [])
        let index = OutlineBuilder(schema).outline(title: "t").index
        #expect(index.map(\.key.text) == ["a", "b", "C"])
        #expect(index.map(\.letter) == ["A", "B", "C"])
        #expect(
            try OutlineBuilder(Examples.odd()).outline(title: "t").index.map(\.letter) == ["#", "#", "A", "A", "F"])
    }

    // MARK: Datatypes

    @Test(arguments: [
        "string", "null", "boolean", "integer", "float", "port-number", "byte-size", "time-interval", "timedelta",
        "basic-key", "identifier", "dotted-name", "dotted-suffix", "string-list", "locale", "existing-directory",
        "existing-path", "existing-file", "existing-dirpath", "ipaddr-or-hostname", "inet-address",
        "inet-binding-address", "inet-connection-address", "socket-address", "socket-binding-address",
        "socket-connection-address",
    ])
    func knowsDatatype(name: String) {
        #expect(DatatypeText.stock[name]?.accepts.isEmpty == false)
        #expect(DatatypeText.stock[name]?.examples.isEmpty == false)
    }

    @Test func listsTheDatatypesThatOccur() throws {
        let names = try OutlineBuilder(Examples.odd()).outline(title: "t").datatypes.map(\.name)
        #expect(names == ["float", "identifier", "integer", "string"])
    }
}

extension SketchLine.Content {
    fileprivate var words: String {
        switch self {
        case .comment(let words): "# \(words)"
        case .key(let key, let value): "\(key.text) \(value)"
        case .open(let type, let rest): "<\(type.text)\(rest)"
        case .close(let name): "</\(name)>"
        }
    }
}
