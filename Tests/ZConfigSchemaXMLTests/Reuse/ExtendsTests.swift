import Testing
import ZConfig
import ZConfigSchemaXML

/// Types that extend types, schemas that extend schemas.
@Suite struct ExtendsTests {
    // MARK: Types

    @Test func aTypeHasTheChildrenOfItsBaseFirst() throws {
        let schema = try Shelf(
            """
            <abstracttype name="i"/>
            <sectiontype name="a" implements="i" keytype="identifier">
              <description>A.</description><key name="X"/><key name="Y" attribute="why"/>
            </sectiontype>
            <sectiontype name="b" extends="A"><key name="Z"/></sectiontype>
            """
        ).schema()
        let type = try #require(schema.types.last)
        #expect(type.keys.map(\.name) == ["X", "Y", "Z"])
        #expect(type.keys.map(\.attribute) == ["x", "why", "z"])
        #expect(type.keyType.name == "identifier")
        #expect(type.implements == nil && type.description.isEmpty)
    }

    @Test(arguments: [
        ("<key name='X'/>", "child name x already used"),
        ("<key name='y' attribute='x'/>", "child attribute name x already used"),
        ("<section type='a' name='x' attribute='y'/>", "child name x already used"),
    ])
    func whatABaseHasIsTaken(child: String, error: String) {
        let shelf = Shelf(
            """
            <sectiontype name="a"><key name="x"/></sectiontype>
            <sectiontype name="b" extends="a">
              \(child)
            </sectiontype>
            """)
        #expect(shelf.schemaError == "schema.xml:4: schema: \(error)")
    }

    @Test func aBaseStaysAsItIs() throws {
        let schema = try Shelf(
            """
            <sectiontype name="a"><key name="x"/></sectiontype>
            <sectiontype name="b" extends="a"><key name="y"/></sectiontype>
            <sectiontype name="c" extends="a"><key name="y"/><section type="c" name="z"/></sectiontype>
            """
        ).schema()
        #expect(schema.types.map { $0.children.count } == [1, 2, 3])
    }

    // MARK: Schemas

    private let bases = [
        "a.xml": "<schema keytype='identifier' handler='h'><description>A.</description><key name='A'/></schema>",
        "b.xml": "<schema keytype='identifier'><description>B.</description><key name='B'/></schema>",
        "c.xml": "<schema><key name='C'/></schema>",
        "d.xml": "<schema datatype='ZConfig.components.logger.logger.EventLogFactory'/>",
    ]

    @Test func basesAreReadFromTheLastToTheFirst() throws {
        let shelf = Shelf("<key name='Own'/>", attributes: "extends='a.xml\n b.xml'", bases)
        let root = try shelf.schema().root
        #expect(root.keys.map(\.name) == ["B", "A", "Own"])
        #expect(root.keyType.name == "identifier" && root.handler == nil)
        #expect(root.description == "A.")
    }

    @Test func aDescriptionOfItsOwnCounts() throws {
        let shelf = Shelf("<description>Own.</description>", attributes: "extends='a.xml'", bases)
        #expect(try shelf.schema().root.description == "Own.")
        #expect(
            try Shelf("", attributes: "extends='c.xml b.xml'  keytype='string'", bases).schema().root.description
                == "B.")
    }

    @Test(arguments: [
        ("extends='a.xml c.xml'", "base schemas have conflicting keytypes; give the extending schema its own"),
        ("extends='c.xml d.xml'", "base schemas have conflicting datatypes; give the extending schema its own"),
    ])
    func basesThatDifferAreRefused(attributes: String, error: String) throws {
        #expect(Shelf("", attributes: attributes, bases).schemaError == "schema.xml:1: schema: \(error)")
        let own = Shelf("", attributes: attributes + " keytype='string' datatype='null'", bases)
        #expect(try own.schema().root.keyType.name == "string")
    }

    @Test func whatABaseHasAlreadyIsRefusedWhereItIsDeclaredAgain() {
        let type = ["t.xml": "<schema>\n<sectiontype name='t'/></schema>"]
        #expect(
            Shelf("<sectiontype name='T'/>", attributes: "extends='t.xml'", type).schemaError
                == "schema.xml:2: schema: type name cannot be redefined: 't'")
        #expect(
            Shelf("", attributes: "extends='t.xml t.xml'", type).schemaError
                == "t.xml:2: schema: type name cannot be redefined: 't'")
        #expect(
            Shelf("<key name='c'/>", attributes: "extends='c.xml'", bases).schemaError
                == "schema.xml:2: schema: child name c already used")
    }

    @Test func aBaseIsFoundBesideTheSchemaThatExtendsIt() throws {
        let shelf = Shelf([
            "dir/schema.xml": "<schema extends='sub/base%20one.xml'/>",
            "dir/sub/base one.xml": "<schema extends='../other.xml'/>",
            "dir/other.xml": "<schema extends='/abs.xml'/>", "/abs.xml": "<schema extends='file:///last.xml'/>",
            "/last.xml": "<schema><key name='a'/></schema>",
        ])
        #expect(try shelf.schema("dir/schema.xml").root.keys.map(\.name) == ["a"])
    }

    @Test func aBaseMayBeInAPackage() throws {
        let shelf = Shelf(
            "<key name='own'/>", attributes: "extends='package:p.q:base.xml'",
            ["package:p.q:base.xml": "<schema><key name='a'/></schema>"])
        #expect(try shelf.schema().root.keys.map(\.name) == ["a", "own"])
        #expect(try shelf.schema("package:p.q:base.xml").root.keys.map(\.name) == ["a"])
    }
}
