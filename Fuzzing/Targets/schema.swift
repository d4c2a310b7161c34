import Fuzzing
import ZConfig
import ZConfigReference
import ZConfigSchemaXML

private let configuration = bytes(
    """
    key value
    a 1
    <section>
      key value
      <inner name/>
    </section>
    <a b>
      k v
    </a>
    """)

private let files = RichSchema.files.merging([
    "base.xml": bytes(
        """
        <schema><description>A base.</description>
          <abstracttype name="abstract"/><sectiontype name="base" implements="abstract"><key name="k"/></sectiontype>
          <key name="inherited" default="1"/><section type="abstract" name="*" attribute="any"/>
        </schema>
        """),
    "keys.xml": bytes(#"<schema keytype="identifier" datatype="null"><multikey name="+" attribute="map"/></schema>"#),
    "cycle.xml": bytes(#"<schema extends="schema.xml"/>"#),
]) { $1 }

/// The input is a schema, after a mark `<!--main.conf-->` a configuration. The schema is written out in all ways; the XML
/// is read again, and then written as the same.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    let (text, main) = unsafe split(input(data, size), at: "<!--main.conf-->\n")
    let resources = Files(files.merging(["schema.xml": text, "main.conf": main ?? configuration]) { $1 })
    let schemas = SchemaLoader(resources: resources, surroundings: FewPaths())
    guard let schema = try? schemas.load("schema.xml") else { return 0 }
    let loader = ConfigurationLoader(
        schema: schema, resources: resources, components: schemas, environment: environment)
    let (checked, errors) = loader.check("main.conf")
    if let checked, errors.isEmpty {
        let json = ConfigurationDump(checked).json
        require(isJSON(json), "no JSON: \(json.prefix(1000))")
    }
    _ = SchemaHTML.text(of: schema, title: "title")
    _ = SchemaMarkdown.text(of: schema, title: "title")
    let xml = SchemaXML.text(of: schema)
    do {
        let again = try SchemaLoader(resources: Files(["xml": bytes(xml)]), surroundings: FewPaths()).load("xml")
        let second = SchemaXML.text(of: again)
        require(second == xml, "written out as \(xml)\nthen as \(second)")
    } catch {
        fatalError("written out as \(xml)\nwhich is wrong: \(error)")
    }
    return 0
}
