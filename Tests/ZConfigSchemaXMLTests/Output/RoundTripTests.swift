import FoundationEssentials
import Testing
import ZConfig
import ZConfigSchemaXML

/// Schemas that are written as XML and read again.
@Suite struct RoundTripTests {
    private static let rich = """
        <description>
          All that there is.

              indented
          and not
        </description>
        <example>  x
          y </example>
        <abstracttype name="furniture"><description>It stands about.</description></abstracttype>
        <import package="ZConfig.components.logger"/>
        <import package="ZConfig.components.basic"/>
        <sectiontype name="options" extends="ZConfig.basic.mapping" keytype="string"/>
        <sectiontype name="chair" implements="furniture" keytype="identifier">
          <description>\(String(repeating: "a long description with many words ", count: 9))</description>
          <key name="Legs" datatype="integer" default="4" handler="legs"><example>3</example></key>
          <multikey name="Notes" attribute="remarks">
            <default>  a &lt; b  </default><default>x &#10; y</default>
          </multikey>
          <key name="+" attribute="rest"><default key="A_b">x&#13;&#x20AC;</default></key>
        </sectiontype>
        <sectiontype name="room" datatype="null">
          <section type="chair" name="best-one" required="yes"/>
          <multisection type="furniture" attribute="all" handler="all"><metadefault>none</metadefault></multisection>
          <section type="room" name="+" attribute="inner"/>
          <section type="options" attribute="options"/>
        </sectiontype>
        <multikey name="+" attribute="map" datatype="float">
          <default key="a">1</default><default key="A">inf</default>
        </multikey>
        <key name="when" required="yes" datatype="timedelta"/>
        <key name="under_score" attribute="Other"/>
        <multisection type="room" attribute="rooms"/>
        <multisection type="ZConfig.logger.log" attribute="logs"/>
        """

    @Test func aSchemaIsTheSameAfterItWasWrittenAndRead() throws {
        let shelf = Shelf(RoundTripTests.rich, attributes: #"handler="whole""#)
        let schema = try shelf.schema()
        let text = SchemaXML.text(of: schema)
        let again = try Shelf(["schema.xml": text]).schema()
        #expect(SchemaXML.text(of: again) == text)

        let configuration = """
            when 1h 30m
            x 1e3
            <room a>
            <chair best-one>
            Legs 3
            Foo bar
            </chair>
            <options>
            A b
            </options>
            <room inner>
            <chair best-one/>
            </room>
            <chair/>
            </room>
            <eventlog>
            <syslog/>
            </eventlog>
            """
        let dump = try shelf.dump(configuration, with: schema)
        #expect(dump.contains(#""remarks":["a < b","x \n y"],"rest":{"A_b":"x\r\#u{20AC}"}"#))
        #expect(try shelf.dump(configuration, with: again) == dump)
    }

    /// Reading takes away how far the lines after the first are indented; but only once.
    @Test(arguments: [
        "word  word", "a\n\n\n b", "  - item\n    more\n  - item", "x\u{A0}\u{2003}y", "\u{1F600} \u{E9} e\u{301}",
        "<&\"'>]]>",
        String(repeating: "word  ", count: 60), String(repeating: "word   word ", count: 30),
        String(repeating: "x", count: 200) + " " + String(repeating: "y", count: 200), "a\tb", "a\r\nb\u{85}c",
    ])
    func proseSettlesWhenItIsWritten(words: String) throws {
        let schema = try Schema(
            root: SectionType(
                "file", keys: [Key("A", .string, description: words, example: words)], description: words,
                example: words),
            types: [], abstractTypes: [])
        let text = SchemaXML.text(of: schema)
        #expect(text.split(separator: "\n").allSatisfy { $0.last != " " })
        let once = try Shelf(["schema.xml": text]).schema()
        let twice = try Shelf(["schema.xml": SchemaXML.text(of: once)]).schema()
        #expect(SchemaXML.text(of: once) == SchemaXML.text(of: twice))
    }

    // MARK: Schemas of Swift

    private static let size = Key("Size", .byteSize, default: "1kb", description: "A size.")
    private static let swift: Schema = {
        let shed = SectionType(
            "Tool-Shed", implements: "Building",
            keys: [
                size, Key("Open-For", .timedelta, required: true, range: .positive, description: "A time."),
                MultiKey("Door", .integer, defaults: ["1", "02"], description: "Doors."),
                Key("Locked", .boolean, description: "Whether."),
                Key("Words", .stringList, default: "a b", description: "."),
                Key("Share", .float, default: "inf", description: "."), Key("Where", .inetAddress, description: "."),
            ],
            sections: [SectionSlot(type: "TOOL-SHED", multiple: true, attribute: "sheds", description: "More.")],
            description: "A shed.")
        do {
            return try Schema(
                root: SectionType(
                    "file", keys: [Key("Name", .string, default: "<x>", description: "The name.")],
                    sections: [
                        SectionSlot(type: "Tool-Shed", name: "Main", attribute: "main", description: "The first."),
                        SectionSlot(
                            type: "building", name: "+", multiple: true, attribute: "others", description: "All others."
                        ),
                    ],
                    description: ""),
                types: [shed], abstractTypes: [AbstractType("Building", description: "")])
        } catch {
            fatalError("\(error)")
        }
    }()

    @Test(arguments: [
        "", "name $$1\n", "<tool-shed main/>\n", "<Tool-Shed b>\nsize 3MB\nOPEN-FOR 1w 0.5s\n</tool-shed>",
        "<tool-shed main>\nDoor 7\ndoor 8\nlocked ON\nwords\nshare -1e400\nwhere [::1]:80\n"
            + "<tool-shed>\nopen-for -1s\n</tool-shed>\n</tool-shed>",
    ])
    func aSchemaOfSwiftAndItsXMLReadTheSame(text: String) throws {
        let shelf = Shelf(["schema.xml": SchemaXML.text(of: RoundTripTests.swift)])
        #expect(try shelf.dump(text) == shelf.dump(text, with: RoundTripTests.swift))
    }

    @Test(arguments: [
        "nme x", "<tool-shed main>\nsize x\n</tool-shed>", "<tool-shed/>", "name a\nNAME b", "<main/>", "main x",
        "<tool-shed a/>\n<tool-shed a/>", "<tool-shed main/>\n<tool-shed main/>", "1 x", "<building x/>",
    ])
    func aSchemaOfSwiftAndItsXMLRefuseTheSame(text: String) throws {
        let shelf = Shelf(["schema.xml": SchemaXML.text(of: RoundTripTests.swift)])
        #expect {
            try shelf.dump(text, with: RoundTripTests.swift)
        } throws: { error in
            guard let declared = error as? ConfigurationError, let read = shelf.error(text) else { return false }
            // Names are spelt as they are declared, which in XML is lower case.
            return declared.position?.line == (try? position(of: text, shelf))
                && "\(declared)".lowercased() == read.lowercased()
        }
    }

    private func position(of text: String, _ shelf: Shelf) throws -> Int? {
        do {
            _ = try shelf.load(text)
            return nil
        } catch {
            return error.position?.line
        }
    }

    // MARK: The corpus

    /// The folders of the corpus' cases with a schema that is right.
    private static let cases: [String] = {
        let folder = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let cases = "/\(folder)/ZConfigCorpus/cases"
        return (try? FileManager.default.contentsOfDirectory(atPath: cases))?.sorted().map { "\(cases)/\($0)" } ?? []
    }()

    /// Cases whose types have names or keys from a base with another key type, which is not written.
    private static let otherKeyTypes: Set<Substring> = [
        "extends-schema-map-defaults", "extends-type-keytype-replaced-number", "extends-type-keytype-replaced-text",
        "extends-type-keytype-replaced-unreachable",
    ]

    /// The files of a case.
    private struct CaseFiles: ResourceLoader {
        let folder: String

        func load(_ location: String) throws -> [UInt8] {
            var path = location
            if location.hasPrefix("package:") {
                let parts = location.split(separator: ":", maxSplits: 2).map(String.init)
                path = "packages/\(parts[1].replacing(".", with: "/"))/\(parts.last ?? "")"
            }
            if path.hasPrefix("/") { throw CocoaError(.fileNoSuchFile) }
            return [UInt8](try Data(contentsOf: URL(filePath: "\(folder)/\(path)")))
        }
    }

    @Test func theSchemasOfTheCorpusAreTheSameAfterTheyWereWrittenAndRead() throws {
        var count = 0
        var documents = 0
        for folder in RoundTripTests.cases {
            let files = CaseFiles(folder: folder)
            guard
                let schema = try? SchemaLoader(resources: files, surroundings: Nowhere()).load("schema.xml")
            else { continue }
            let text = SchemaXML.text(of: schema)
            let loader = SchemaLoader(resources: InMemoryResources(["schema.xml": text]), surroundings: Nowhere())
            let name = folder.split(separator: "/").last ?? ""
            do {
                let again = try loader.load("schema.xml")
                #expect(SchemaXML.text(of: again) == text, "\(name)")
                count += 1
                let dumps = [schema, again].map { schema in
                    try? ConfigurationDump(
                        ConfigurationLoader(schema: schema, resources: files, environment: { _ in "x" }).load(
                            "main.conf")
                    ).json
                }
                #expect((dumps.first == dumps.last) != RoundTripTests.otherKeyTypes.contains(name), "\(name)")
                if dumps.first != .some(nil) { documents += 1 }
            } catch {
                Issue.record("\(name): \(error)")
            }
        }
        #expect(count > 500 && documents > 250)
    }
}
