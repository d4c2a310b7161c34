import Testing
import ZConfig
import ZConfigSchemaXML

/// `%import` in a configuration.
@Suite struct ImportDirectiveTests {
    private let components = [
        "package:p.q:component.xml":
            """
        <component>
          <sectiontype name="t" implements="i"><key name="size" datatype="integer" default="1"/></sectiontype>
        </component>
        """,
        "package:wrong:component.xml": "<component>\n<key name='a'/></component>",
        "package:more:component.xml":
            "<component><sectiontype name='u' extends='base'>\n<key name='a'/></sectiontype></component>",
        "package:other:component.xml":
            "<component><sectiontype name='v' extends='base' implements='i'><key name='b'/></sectiontype></component>",
    ]

    private var shelf: Shelf {
        Shelf(
            """
            <abstracttype name="i"/>
            <sectiontype name="base"><key name="a"/></sectiontype>
            <multisection type="i" attribute="all"/>
            """, components)
    }

    @Test func itsTypesAreThereFromThenOn() throws {
        #expect(
            try shelf.values("%import p.q\n<t/>") == #"{"all":[{"type":"t","name":null,"values":{"size":1}}]}"#)
        #expect(shelf.error("<t/>\n%import p.q") == "main.conf:1: syntax: unknown type name: 't'")
    }

    @Test func aSecondImportChangesNothing() throws {
        #expect(
            try shelf.values("%import p.q\n%import p.q\n%define p p\n%import $p.q\n<t/>")
                == #"{"all":[{"type":"t","name":null,"values":{"size":1}}]}"#)
    }

    @Test func theSchemaItselfStaysAsItIs() throws {
        let schema = try shelf.schema()
        _ = try shelf.load("%import p.q\n<t/>", with: schema)
        #expect(schema.types.map(\.name) == ["base"])
        #expect(throws: ConfigurationError.self) { try shelf.load("<t/>", with: schema) }
    }

    @Test func aComponentOfTheSchemaIsThereAlready() throws {
        let shelf = Shelf(
            "<abstracttype name='i'/><import package='p.q'/><section type='i' attribute='a'/>", components)
        #expect(try shelf.values("%import p.q\n<t/>").hasPrefix(#"{"a":{"type":"t""#))
        #expect(shelf.counts["package:p.q:component.xml"] == 1)
    }

    @Test func aComponentMayExtendATypeOfTheSchema() throws {
        #expect(try shelf.values("%import other\n<v>\na 1\n</v>").contains(#"{"a":"1","b":null}"#))
    }

    @Test(arguments: [
        ("%import none", "main.conf:1: resource: package:none:component.xml: there is no such file"),
        ("%import a..b", "main.conf:1: schema: illegal schema component name: 'a..b'"),
        (
            "%import wrong",
            "package:wrong:component.xml:2: schema: 'key' elements may not be nested in 'component' elements"
        ),
        ("%import more", "package:more:component.xml:2: schema: child name a already used"),
    ])
    func whatIsWrongWithAComponentIsTold(text: String, error: String) {
        #expect(shelf.error(text) == error)
    }

    @Test func aSchemaDeclaredInSwiftTakesComponents() throws {
        let base = SectionType(
            "Base", keys: [Key("Size", .integer, default: "3", description: "A size.")], description: "")
        let root = SectionType(
            "file", keys: [], sections: [SectionSlot(type: "I", multiple: true, attribute: "all", description: "")],
            description: "")
        let schema = try Schema(root: root, types: [base], abstractTypes: [AbstractType("I", description: "")])
        #expect(
            try shelf.dump("%import other\n<v>\nb x\n</v>", with: schema).contains(
                #"{"type":"v","name":null,"values":{"size":3,"b":"x"}}"#))
    }
}
