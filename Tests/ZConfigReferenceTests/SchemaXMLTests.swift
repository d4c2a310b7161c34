import Testing
import ZConfig
import ZConfigSchemaXML

/// Schemas as XML.
@Suite struct SchemaXMLTests {
    @Test func writesWhatIsDeclaredInSwift() throws {
        #expect(
            SchemaXML.text(of: try Examples.garden()) == """
                <?xml version="1.0" encoding="utf-8"?>
                <schema>
                  <description>
                    A garden.

                    It grows.
                  </description>

                  <abstracttype name="bed">
                    <description>A bed.</description>
                  </abstracttype>

                  <sectiontype name="Plants" implements="bed">
                    <description>Plants.</description>
                    <example>
                      &lt;Plants&gt;
                        Plant rose
                      &lt;/Plants&gt;
                    </example>
                    <key name="Water-Every" datatype="timedelta">
                      <description>The time between. Must be more than 0s. Required.</description>
                      <example>2d</example>
                    </key>
                    <key name="Name" datatype="string" default="a&lt;b &amp; &quot;c&quot;">
                      <description>What it is called.</description>
                    </key>
                    <multikey name="Plant" datatype="string">
                      <description>What grows | where.</description>
                      <default>rose</default>
                      <default>gr&#xFC;nkohl</default>
                    </multikey>
                  </sectiontype>

                  <key name="Fence" datatype="boolean" default="yes">
                    <description>Whether there is one.</description>
                  </key>
                  <multisection type="BED" name="+" attribute="beds" required="yes">
                    <description>The beds.</description>
                  </multisection>
                </schema>

                """)
    }

    @Test func writesWhatIsReadFromXML() throws {
        #expect(
            SchemaXML.text(of: try Examples.odd()) == """
                <?xml version="1.0" encoding="utf-8"?>
                <schema keytype="identifier" handler="all">

                  <abstracttype name="plant"/>

                  <sectiontype name="names" keytype="string" datatype="a.b">
                    <description>
                      Names.
                      Second line.

                      - item

                          code &lt;x&gt; | y
                            more
                    </description>
                    <key name="&lt;b&gt;&amp;&quot;'|`x`" attribute="strange" datatype="integer" handler="hear" default="1"/>
                    <multikey name="a b" attribute="spaced" datatype="string" required="yes">
                      <default>x </default>
                      <default>&lt;y&gt;</default>
                    </multikey>
                    <key name="A b" attribute="other" datatype="string">
                      <metadefault>what the *parent* has | had</metadefault>
                    </key>
                    <key name="+" attribute="rest" datatype="float">
                      <default key="k&#xA;1">1|2</default>
                      <default key="k&lt;2">&#xFFFD;</default>
                    </key>
                  </sectiontype>

                  <sectiontype name="tree" implements="plant">
                    <multisection type="tree" name="*" attribute="trees" handler="grow">
                      <example>&lt;tree/&gt;</example>
                      <metadefault>none</metadefault>
                    </multisection>
                    <section type="names" name="only" attribute="only"/>
                  </sectiontype>

                  <key name="Foo" attribute="Foo" datatype="string" required="yes"/>
                  <section type="plant" name="+" attribute="plant"/>
                  <section type="names" name="*" attribute="names"/>
                </schema>

                """)
    }

    @Test func isWellFormed() throws {
        for schema in [try Examples.app(), try Examples.garden(), try Examples.odd()] {
            let text = SchemaXML.text(of: schema)
            #expect(Markup(text).problems == [])
            #expect(text.utf8.allSatisfy { (0x20...0x7E).contains($0) || $0 == 0xA })
        }
    }

    @Test func holdsAllOfTheApp() throws {
        let schema = try Examples.app()
        let elements = Markup(SchemaXML.text(of: schema)).elements
        let types = elements.filter { $0.name == "sectiontype" }.map { $0.attributes["name"] }
        #expect(types == ["Command", "SimulatedDaemon", "logfile", "syslog", "eventlog", "logger", "DaemonApp"])
        let keys = elements.filter { $0.name == "key" || $0.name == "multikey" }
        #expect(keys.map { $0.attributes["name"] } == schema.types.flatMap(\.keys).map(\.name))
        #expect(keys.allSatisfy { $0.attributes["required"] == nil })
    }

    @Test func definesTypesBeforeTheirUse() throws {
        let slot = { SectionSlot(type: $0, multiple: true, attribute: $0, description: "") }
        let types = [
            SectionType("a", keys: [], sections: [slot("c"), slot("b")], description: ""),
            SectionType("b", keys: [], sections: [slot("b")], description: ""),
            SectionType("c", keys: [], sections: [slot("d")], description: ""),
            SectionType("d", keys: [], sections: [slot("c")], description: ""),
        ]
        let root = SectionType("file", keys: [], sections: [slot("a")], description: "")
        let text = SchemaXML.text(of: try Schema(root: root, types: types, abstractTypes: []))
        let names = Markup(text).elements.filter { $0.name == "sectiontype" }.map { $0.attributes["name"] }
        #expect(names == ["d", "c", "b", "a"])
    }

    @Test func breaksLongLines() throws {
        let words = Array(repeating: "word", count: 60).joined(separator: " ")
        let root = SectionType(
            "file", keys: [], description: "\(words)\n\n    \(words)", example: words)
        let text = SchemaXML.text(of: try Schema(root: root, types: [], abstractTypes: []))
        let lines = text.split(separator: "\n")
        #expect(lines.filter { $0.utf8.count > 100 }.count == 2)
        #expect(lines.contains("        \(words)"))
        #expect(lines.contains("  <example>\(words)</example>"))
    }
}
