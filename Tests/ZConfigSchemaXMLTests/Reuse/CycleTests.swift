import Testing
import ZConfig
import ZConfigSchemaXML

/// Schemas that need themselves, or too many others.
@Suite struct CycleTests {
    @Test func aSchemaThatExtendsItselfIsRefusedWithTheChain() {
        #expect(
            Shelf("", attributes: "extends='./schema.xml'").schemaError
                == "schema.xml:1: schema: a schema needs itself: 'schema.xml' needs 'schema.xml'")
        let shelf = Shelf(
            "", attributes: "\nextends='a.xml'",
            ["a.xml": "<schema\n\nextends='b.xml'/>", "b.xml": "\n\n<schema extends='a.xml'/>"])
        #expect(
            shelf.schemaError == "b.xml:3: schema: a schema needs itself: 'a.xml' needs 'b.xml' needs 'a.xml'")
    }

    @Test func aSchemaThatImportsItselfIsRefusedWithTheChain() {
        let shelf = Shelf("<import src='a.xml'/>", ["a.xml": "<schema>\n<import src='schema.xml'/></schema>"])
        #expect(
            shelf.schemaError
                == "a.xml:2: schema: a schema needs itself: 'schema.xml' needs 'a.xml' needs 'schema.xml'")
        let mixed = Shelf("", attributes: "extends='a.xml'", ["a.xml": "<schema>\n<import src='schema.xml'/></schema>"])
        #expect(
            mixed.schemaError
                == "a.xml:2: schema: a schema needs itself: 'schema.xml' needs 'a.xml' needs 'schema.xml'")
    }

    @Test func componentsMayNeedOneAnother() throws {
        let shelf = Shelf(
            "<import package='p'/>",
            [
                "package:p:component.xml": "<component><import package='q'/><sectiontype name='a'/></component>",
                "package:q:component.xml": "<component><import package='p'/><sectiontype name='b'/></component>",
            ])
        #expect(try shelf.schema().types.map(\.name) == ["b", "a"])
    }

    /// `schema.xml`, which needs the first of a chain of so many.
    private func chain(_ count: Int, _ link: (String) -> String) -> Shelf {
        var files = ["\(count).xml": "<schema><sectiontype name='t'/></schema>"]
        for number in 1..<count { files["\(number).xml"] = link("\(number + 1).xml") }
        return Shelf(files.merging(["schema.xml": link("1.xml")]) { $1 })
    }

    @Test func schemasMayNeedOneAnotherToADepth() throws {
        let extending = { (file: String) in "<schema extends='\(file)'/>" }
        let importing = { (file: String) in "<schema><import src='\(file)'/></schema>" }
        #expect(SchemaLoader.deepest == 100)
        for link in [extending, importing] {
            #expect(try chain(99, link).schema().types.map(\.name) == ["t"])
            #expect(
                chain(100, link).schemaError
                    == "99.xml:1: schema: schemas need one another more than 100 deep, or more than 1000 in all")
        }
    }

    @Test func schemasMayNeedSoManyOthers() throws {
        #expect(SchemaLoader.mostFiles == 1000)
        let files = Dictionary(uniqueKeysWithValues: (1...1000).map { ("\($0).xml", "<schema/>") })
        let imports = (1...1000).map { "<import src='\($0).xml'/>" }
        _ = try Shelf(imports.prefix(999).joined(separator: "\n"), files).schema()
        #expect(
            Shelf(imports.joined(separator: "\n"), files).schemaError
                == "schema.xml:1001: schema: schemas need one another more than 100 deep, or more than 1000 in all")
    }

    @Test func aFewFilesThatNeedOneAnotherOftenAreRefused() {
        var files = ["30.xml": "<schema/>"]
        for number in 1..<30 { files["\(number).xml"] = "<schema extends='\(number + 1).xml \(number + 1).xml'/>" }
        let shelf = Shelf("", attributes: "extends='1.xml'", files)
        #expect(shelf.schemaError?.hasSuffix("more than 1000 in all") == true)
        #expect(shelf.counts.values.reduce(0, +) == 1000)
    }
}
