import Testing
import ZConfig

@testable import ZConfigSchemaXML

/// Entities: those of a document stand for what they say, those from elsewhere for nothing, and bombs are refused.
@Suite struct EntityTests {
    @Test func anInternalEntityStandsForItsText() {
        #expect(
            Recorder.events("<!DOCTYPE a [\n<!ENTITY e 'x<b y=\"1\"/>z'>\n]>\n<a>\n&e;</a>") == [
                "4@44 <a>", "4@47 '\nx'", "5@48 <b y='1'>", "5@48 </b>", "5@48 'z'", "5@51 </a>",
            ])
        #expect(Recorder.events("<!DOCTYPE a [<!ENTITY e 'x'>]><a b='-&e;-'/>").first == "1@30 <a b='-x-'>")
    }

    @Test func anEntityFromElsewhereStandsForNothing() {
        let here = "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>1&e;2</a>"
        #expect(Recorder.events(here)[1].hasSuffix(" '12'"))
        let parameter = "<!DOCTYPE a [<!ENTITY % p SYSTEM 'p.ent'> %p;]><a>1</a>"
        #expect(Recorder.events(parameter)[1].hasSuffix(" '1'"))
        let external = "<!DOCTYPE a PUBLIC 'x' 'http://localhost:1/a.dtd'><a>1</a>"
        #expect(Recorder.events(external)[1].hasSuffix(" '1'"))
    }

    @Test func anEntityFromElsewhereIsNoAttribute() {
        let text = "<!DOCTYPE a [<!ENTITY e SYSTEM 'e.txt'>]><a b='&e;'/>"
        #expect(Recorder.error(text)?.hasSuffix("error: reference to external entity in attribute") == true)
    }

    @Test func anEntityOfItselfIsRefused() {
        let text = "<!DOCTYPE a [<!ENTITY e '&f;'><!ENTITY f '&e;'>]>\n<a>&e;</a>"
        #expect(Recorder.error(text)?.hasSuffix("error: recursive entity reference") == true)
    }

    /// Documents of less than a kilobyte, or not much more, that would become very long.
    static let bombs: [String: String] = {
        let laughs = (1...10).map { "<!ENTITY l\($0) '\(String(repeating: "&l\($0 - 1);", count: 10))'>" }
        let entities = "<!ENTITY l0 'ha'>\n" + laughs.joined(separator: "\n")
        let parameters = (1...10).map {
            "<!ENTITY % p\($0) '\(String(repeating: "&#37;p\($0 - 1);", count: 10))'>"
        }
        return [
            "in a text": "<!DOCTYPE schema [\n\(entities)\n]>\n<schema><description>&l10;</description></schema>",
            "in an attribute": "<!DOCTYPE schema [\n\(entities)\n]>\n<schema><key name='a' default='&l10;'/></schema>",
            "in a default of the DTD":
                "<!DOCTYPE schema [\n\(entities)\n<!ATTLIST schema x CDATA '&l10;'>]>\n<schema></schema>",
            "of elements": "<!DOCTYPE schema [\n<!ENTITY l0 '<import src=\"x\"/>'>\n"
                + laughs.joined(separator: "\n") + "\n]>\n<schema><description>x&l10;</description></schema>",
            "of parameters":
                "<!DOCTYPE schema [\n<!ENTITY % p0 '<!ENTITY e \"x\">'>\n\(parameters.joined(separator: "\n"))\n"
                + "%p10;\n]>\n<schema/>",
            "of one long text": "<!DOCTYPE schema [<!ENTITY e '\(String(repeating: "x", count: 100_000))'>]>\n"
                + "<schema><description>\(String(repeating: "&e;", count: 100_000))</description></schema>",
        ]
    }()

    @Test(arguments: bombs.keys.sorted())
    func aBombIsRefusedBeforeItIsLarge(name: String) throws {
        let bomb = try #require(EntityTests.bombs[name])
        let recorder = Recorder()
        #expect(throws: XMLSyntaxError.self) { try XMLDocument.read(Array(bomb.utf8), recorder) }
        #expect(recorder.textBytes < 1 << 20 + 20 * bomb.utf8.count && recorder.count < 1 << 20)
    }

    @Test(arguments: ["in a text", "in an attribute", "of one long text"])
    func aSchemaWithABombIsAnError(name: String) throws {
        let shelf = Shelf(["schema.xml": try #require(EntityTests.bombs[name])])
        let error = try #require(shelf.schemaError)
        #expect(error.hasPrefix("schema.xml:"))
        #expect(
            error.hasSuffix(
                "schema: the XML is not well-formed: "
                    + "limit on input amplification factor (from DTD and entities) breached"
            ))
    }

    @Test func entitiesOfAnOrdinarySizeAreExpanded() throws {
        let text = String(repeating: "x", count: 1000)
        let shelf = Shelf([
            "schema.xml":
                "<!DOCTYPE schema [<!ENTITY e '\(text)'>]>\n"
                + "<schema><key name='a' default='\(String(repeating: "&e;", count: 200))'/></schema>"
        ])
        #expect(try shelf.values() == "{\"a\":\"\(String(repeating: text, count: 200))\"}")
    }
}
