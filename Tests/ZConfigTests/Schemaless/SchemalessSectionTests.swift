import Testing

@testable import ZConfig

/// What a file without a schema holds.
@Suite struct SchemalessSectionTests {
    @Test func readsNothing() throws {
        let root = try SchemalessReading("").configuration().root
        #expect(root.type == nil)
        #expect(root.name == nil)
        #expect(root.keys.isEmpty)
        #expect(root.sections.isEmpty)
        #expect(try SchemalessReading("\n# a comment\n  \u{3000}").outline() == " []")
    }

    // MARK: Keys

    @Test func gathersTheValuesOfKeys() throws {
        #expect(try SchemalessReading("b 1\na 2\nb 3\nc\nb 1").outline() == " [b=1|3|1, a=2, c=]")
    }

    @Test func keepsTheCaseOfKeys() throws {
        #expect(try SchemalessReading("Key 1\nkey 2\nKEY 3").outline() == " [Key=1, key=2, KEY=3]")
    }

    /// Composed and decomposed letters differ, as they do in the reference implementation.
    @Test func tellsKeysApartByCodePoints() throws {
        let root = try SchemalessReading("\u{E9} 1\ne\u{301} 2\n").configuration().root
        #expect(root.keys.map(\.values) == [["1"], ["2"]])
        #expect(root.values(of: "\u{E9}") == ["1"])
        #expect(root.values(of: "e\u{301}") == ["2"])
    }

    @Test func findsValues() throws {
        let root = try SchemalessReading("Key 1\nother x\nKey 2").configuration().root
        #expect(root.values(of: "Key") == ["1", "2"])
        #expect(root.values(of: "key") == [])
        #expect(root.values(of: "") == [])
    }

    @Test func splitsLinesAsWithASchema() throws {
        #expect(try SchemalessReading("a(b) c\r\n  d \t e  f # g \n").outline() == " [a=(b) c, d=e  f # g]")
        #expect(try SchemalessReading("\u{FEFF}# a").outline() == " [\u{FEFF}#=a]")
        #expect(try SchemalessReading("a x\ry").outline() == " [a=x\ry]")
    }

    @Test func numbersManyKeys() throws {
        let names = (0..<5000).map { "key\($0 * 7919 % 5000)" }
        let lines = (names + names.reversed()).enumerated().map { "\($1) \($0)\n" }.joined()
        let keys = try SchemalessReading(lines).configuration().root.keys
        #expect(keys.map(\.name) == names)
        #expect(keys.enumerated().allSatisfy { $1.values == ["\($0)", "\(9999 - $0)"] })
    }

    // MARK: Sections

    @Test func readsSections() throws {
        let text = "k 0\n<a>\nk 1\n<b N>\nk 2\n</b>\nk 3\n<c/>\n</a>\n<a/>\nk 4\n"
        #expect(try SchemalessReading(text).outline() == " [k=0|4, (a [k=1|3, (b n [k=2]), (c [])]), (a [])]")
    }

    @Test func lowersTypesAndNames() throws {
        #expect(try SchemalessReading("<AÉ ΟΔΟΣ>\n</aÉ >").outline() == " [(aé οδος [])]")
        #expect(
            try SchemalessReading("<Server Main/>\n<SERVER>\n</server>").outline() == " [(server main []), (server [])]"
        )
    }

    @Test func takesHeadersAsWithASchema() throws {
        #expect(
            try SchemalessReading("<a b>c>\n</a>\n<a/ >\n</a/>\n<x $y/>").outline()
                == " [(a b>c []), (a/ []), (x $y [])]")
    }

    @Test func readsATextInMemory() throws {
        let loader = SchemalessLoader(resources: InMemoryResources([:]), environment: { _ in nil })
        #expect(try loader.read(text: "a b", location: "x").root.outline == " [a=b]")
        #expect(throws: ConfigurationError.self) { try loader.read(text: "(", location: "x") }
    }

    // MARK: Directives and substitution

    @Test func collectsImports() throws {
        let text = "%import b\n<s>\n%import a.c\n%import b\n</s>\n%import B\n%import $(P)\n%import x  y \n%import $$\n"
        let imports = try SchemalessReading(text, environment: ["P": "a.c"]).configuration().imports
        #expect(imports == ["b", "a.c", "B", "x  y", "$"])
    }

    @Test func replaces() throws {
        let text = "a $$\nb $(P)\nc x$(P)y$$z\nd $(EMPTY)\n$e 1\n"
        let outline = try SchemalessReading(text, environment: ["P": " $p$$ ", "EMPTY": ""]).outline()
        #expect(outline == " [a=$, b= $p$$ , c=x $p$$ y$z, d=, $e=1]")
    }
}
