import Testing
import ZConfig
import ZConfigSchemaXML

/// Types of other schemas and of components.
@Suite struct ImportTests {
    @Test func onlyTheTypesOfASchemaAreTaken() throws {
        let other =
            "<schema keytype='string' handler='h'><abstracttype name='i'/><sectiontype name='t'/>"
            + "<key name='K'/></schema>"
        let schema = try Shelf("<import src='other.xml'/><section type='T' attribute='a'/>", ["other.xml": other])
            .schema()
        #expect(schema.types.map(\.name) == ["t"] && schema.abstractTypes.map(\.name) == ["i"])
        #expect(schema.root.keys.isEmpty && schema.root.keyType == .basicKey && schema.root.handler == nil)
    }

    @Test func aSchemaThatIsImportedTwiceHasItsTypesTwice() {
        let shelf = Shelf(
            "<import src='o.xml'/>\n<import src='./o.xml'/>", ["o.xml": "<schema><sectiontype name='t'/></schema>"])
        #expect(shelf.schemaError == "schema.xml:3: schema: type name cannot be redefined: 't'")
        #expect(shelf.counts["o.xml"] == 1)
    }

    @Test func aSchemaThatManyNeedIsReadOnce() throws {
        let shelf = Shelf(
            "<import src='a.xml'/><import src='b.xml'/>",
            [
                "a.xml": "<schema><import src='c.xml'/></schema>", "b.xml": "<schema><import src='c.xml'/></schema>",
                "c.xml": "<schema><key name='a'/></schema>",
            ])
        _ = try shelf.schema()
        #expect(shelf.counts == ["schema.xml": 1, "a.xml": 1, "b.xml": 1, "c.xml": 1])
    }

    @Test func aComponentIsReadOnce() throws {
        let shelf = Shelf(
            """
            <import package="p"/><import package="p" file="component.xml"/>
            <import package="p" file="more.xml"/><import package="p"/><import package="p" file="more.xml"/>
            """,
            [
                "package:p:component.xml": "<component><sectiontype name='a'/></component>",
                "package:p:more.xml": "<component><import package='p'/><sectiontype name='b' extends='a'/></component>",
            ])
        #expect(try shelf.schema().types.map(\.name) == ["a", "b"])
        #expect(shelf.counts["package:p:component.xml"] == 1 && shelf.counts["package:p:more.xml"] == 1)
    }

    @Test func aComponentSeesTheTypesThatAreThere() throws {
        let component = ["package:p:component.xml": "<component>\n<sectiontype name='b' extends='a'/></component>"]
        let shelf = Shelf("<sectiontype name='a'><key name='x'/></sectiontype><import package='p'/>", component)
        #expect(try shelf.schema().types.last?.keys.map(\.name) == ["x"])
        #expect(
            Shelf("<import package='p'/><sectiontype name='a'/>", component).schemaError
                == "package:p:component.xml:2: schema: unknown type name: 'a'")
    }

    @Test(arguments: [
        ("<key name='a'/>", "'key' elements may not be nested in 'component' elements"),
        ("<section type='t' attribute='a'/>", "'section' elements may not be nested in 'component' elements"),
        ("<example/>", "'example' elements may not be nested in 'component' elements"),
        ("<sectiontype name='t'/>", "type name cannot be redefined: 't'"),
    ])
    func whatIsWrongInAComponentIsToldThere(inside: String, error: String) {
        let shelf = Shelf(
            "<sectiontype name='t'/><import package='p'/>",
            ["package:p:component.xml": "<component>\n\(inside)</component>"])
        #expect(shelf.schemaError == "package:p:component.xml:2: schema: \(error)")
    }

    @Test func aComponentMayHaveManyDescriptions() throws {
        let component =
            "<component><description>1</description><description>2</description>"
            + "<sectiontype name='t'><description>3</description><description>4</description></sectiontype></component>"
        let shelf = Shelf("<import package='p'/>", ["package:p:component.xml": component])
        #expect(try shelf.schema().types.map(\.description) == ["4"])
    }

    @Test func aComponentThatIsNotUTF8CannotBeHad() throws {
        struct Latin: ResourceLoader {
            func load(_ location: String) throws -> [UInt8] {
                Array((location == "schema.xml" ? "<schema><import package='p'/></schema>" : "<component/>").utf8)
                    + (location == "schema.xml" ? [] : [0xFC])
            }
        }
        let loader = SchemaLoader(resources: Latin(), surroundings: Nowhere())
        #expect {
            try loader.load("schema.xml")
        } throws: { error in
            "\(error)" == "package:p:component.xml: resource: the file is not UTF-8 (needed at schema.xml:1)"
        }
        #expect {
            try loader.load("other.xml")
        } throws: { error in
            "\(error)" == "other.xml: encoding: the file is not UTF-8"
        }
    }
}
