import Testing

@testable import ZConfig

/// Files that are large in every direction are read, in time that grows with their size.
@Suite(.serialized) struct LargeInputTests {
    private static func repeated(_ text: String, size: Int = 2_000_000) -> String {
        String(repeating: text, count: size / text.utf8.count)
    }

    @Test func readsTenMegabytes() throws {
        let text = "# a table\n<table>\n  count  5\n  text   some words\n</table>\n\nnotes some more words\n"
        let root = try Reading(LargeInputTests.repeated(text, size: 10_000_000)).root()
        #expect(root.children.count == 10_000_000 / text.utf8.count)
        #expect(root.notes.count == root.children.count)
    }

    @Test func nestsDeeply() throws {
        let depth = 100_000
        let text = String(repeating: "<room>\n", count: depth) + String(repeating: "</room>\n", count: depth)
        var section = try Reading(text).root()
        var count = 0
        while let inner = section.children.first {
            section = inner
            count += 1
        }
        #expect(count == depth)
    }

    @Test func nestsDeeplyWhereItIsWrong() {
        let depth = 100_000
        let opened = String(repeating: "<room>\n", count: depth)
        #expect(Reading(opened).places == ["main.conf:\(depth): syntax"])
        #expect(Reading("<nothing>\n" + opened).places == ["main.conf:1: syntax", "main.conf:\(depth + 1): syntax"])
        #expect(Reading(opened + "<table>\n</room>\n#").gathered.count == 2)
    }

    @Test(arguments: ["# a comment\n", "\n", "notes some text\n", "<table/>\n", "\u{3000}"])
    func readsLongFiles(line: String) throws {
        #expect(throws: Never.self) { try Reading(LargeInputTests.repeated(line)).root() }
    }

    @Test(arguments: ["bogus x\n", "</room>\n", "<room\n", "(\n", "<nothing/>\n", "%bogus\n"])
    func readsLongFilesOfErrors(line: String) {
        #expect(Reading(LargeInputTests.repeated(line)).gathered.count == ConfigurationLoader.mostErrors + 1)
    }

    /// An error for each line must not look at all lines.
    @Test func looksAtEachLineOnce() {
        let values = String(repeating: "notes a\n", count: 400_000) + String(repeating: "text a\n", count: 20_000)
        #expect(Reading(values).gathered.count == ConfigurationLoader.mostErrors + 1)
        let definitions = (0..<100_000).map { "%define a\($0) x\n" }.joined()
        #expect(Reading(definitions + String(repeating: "notes $b5\n", count: 20_000)).gathered.count == 10_001)
        let tags = String(repeating: "<room\n", count: 9000) + String(repeating: "</room>\n", count: 200_000)
        #expect(Reading(tags).gathered.count > 9000)
    }

    /// A section must not look at all slots, nor a slot at all sections.
    @Test func looksAtEachSlotOnce() throws {
        let count = 20_000
        let checked = SectionType(
            "Checked", implements: nil, keyType: .basicKey, datatype: SectionDatatype("checked") { _ in }, children: [],
            description: "", example: nil, handler: nil)
        let slots = (0..<count).map { House.slot("Checked", "n\($0)", as: "n\($0)") }
        let schema = try Schema(
            root: SectionType(
                "file", keys: [], sections: slots + [House.slot("Other", multiple: true, as: "others")], description: ""
            ),
            types: [checked, SectionType("Other", keys: [], description: "")], abstractTypes: [])
        let text = (0..<count).map { "<checked n\($0)/>\n<other x\($0)/>\n" }.joined()
        #expect(try Reading(text, schema: schema).root().children.count == 2 * count)
        #expect(Reading(text + "<checked x/>", schema: schema).places == ["main.conf:40001: syntax"])
    }

    @Test(arguments: [
        "text ", "bogus", "<", "</", "<room ", "%", "%define a ", "%include ", "text $", "<chair>\ncount ",
        "<chair>\nwait 1s ",
        "<chair>\nwords ", "(",
    ])
    func readsLongLines(start: String) {
        for filling in ["x", " x", "$$", "1", ">", "/", "é", "%41"] {
            let text = start + String(repeating: filling, count: 50_000 / filling.utf8.count)
            for error in Reading(text).gathered { #expect(error.message.utf8.count < 1_000_000) }
        }
    }
}
