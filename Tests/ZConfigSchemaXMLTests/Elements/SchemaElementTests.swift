import Testing
import ZConfig
import ZConfigSchemaXML

/// What the elements of a schema make of it.
@Suite struct SchemaElementTests {
    @Test func aKeyIsReadWithAllOfIt() throws {
        let schema = try Shelf(
            """
            <key name="Key-One" datatype="integer" default=" 1 " handler="Hear">
              <description> What it is. </description>
              <metadefault>none</metadefault><metadefault>the last</metadefault>
              <example>2</example>
            </key>
            <multikey name="Two" attribute="Many" required="yes"><default>x</default><default/></multikey>
            """
        ).schema()
        let keys = schema.root.keys
        let first = try #require(keys.first)
        #expect(first.name == "key-one" && first.attribute == "key_one" && first.datatypeName == "integer")
        #expect(first.defaults == ["1"] && first.handler == "hear" && !first.isRequired && !first.isMultiple)
        #expect(first.description == "What it is." && first.metadefault == "the last" && first.example == "2")
        let last = try #require(keys.last)
        #expect(last.name == "two" && last.attribute == "Many" && last.datatypeName == "string")
        #expect(last.defaults == ["x", ""] && last.handler == nil && last.isRequired && last.isMultiple)
        #expect(last.description.isEmpty && last.metadefault == nil && last.example == nil)
    }

    @Test func aSlotIsReadWithAllOfIt() throws {
        let schema = try Shelf(
            """
            <sectiontype name="T"/>
            <section type="t" name="Only" handler="h" required="yes">
              <description>The one.</description><example>&lt;T only/&gt;</example>
            </section>
            <multisection type="T" attribute="all"><metadefault>none</metadefault></multisection>
            """
        ).schema()
        let slots = schema.root.sections
        #expect(slots.map(\.type) == ["t", "t"])
        #expect(slots.map(\.name) == ["Only", "*"])
        #expect(slots.map(\.attribute) == ["only", "all"])
        #expect(slots.map(\.isRequired) == [true, false])
        #expect(slots.map(\.isMultiple) == [false, true])
        #expect(slots.map(\.handler) == ["h", nil])
        #expect(slots.map(\.description) == ["The one.", ""])
        #expect(slots.map(\.example) == ["<T only/>", nil])
        #expect(slots.map(\.metadefault) == [nil, "none"])
    }

    @Test func typesAreReadInTheirOrder() throws {
        let schema = try Shelf(
            """
            <description>All.</description>
            <example>x</example>
            <abstracttype name="Beta"><description>What b has.</description></abstracttype>
            <sectiontype name="Zeta" implements="BETA"><description>Z.</description></sectiontype>
            <abstracttype name="alpha"/>
            <sectiontype name="gamma" keytype="identifier"><example>g</example></sectiontype>
            """, attributes: #"handler="All" keytype="string""#
        ).schema()
        #expect(schema.types.map(\.name) == ["Zeta", "gamma"])
        #expect(schema.types.map(\.implements) == ["beta", nil])
        #expect(schema.types.map(\.description) == ["Z.", ""])
        #expect(schema.types.map(\.example) == [nil, "g"])
        #expect(schema.types.map(\.keyType.name) == ["basic-key", "identifier"])
        #expect(schema.abstractTypes.map(\.name) == ["Beta", "alpha"])
        #expect(schema.abstractTypes.map(\.description) == ["What b has.", ""])
        #expect(schema.root.description == "All." && schema.root.example == "x")
        #expect(schema.root.handler == "all" && schema.root.keyType.name == "string")
    }

    @Test func whatIsUnknownInATagIsIgnored() throws {
        let schema = try Shelf(
            "<key name='a' colour='red' xml:lang='en'/>", attributes: "name='x' xmlns='http://localhost/'"
        ).schema()
        #expect(schema.root.keys.map(\.name) == ["a"])
    }

    @Test func textsMayBeLong() throws {
        let words = String(repeating: "word ", count: 1 << 19)
        let schema = try Shelf("<description>\(words)</description><key name='a' default='\(words)'/>").schema()
        #expect(schema.root.description.utf8.count == words.utf8.count - 1)
        #expect(schema.root.keys.first?.defaults.first?.utf8.count == words.utf8.count - 1)
    }

    @Test func aSchemaMayHaveManyElementsOnALine() throws {
        let keys = (0..<20_000).map { "<key name='k\($0)'/>" }.joined()
        #expect(try Shelf(keys).schema().root.keys.count == 20_000)
    }
}
