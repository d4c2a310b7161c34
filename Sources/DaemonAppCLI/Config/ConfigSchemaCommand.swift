import ArgumentParser
import ZConfig
import ZConfigReference
import ZConfigSchemaXML

/// `daemonapp config schema`.
struct ConfigSchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Prints a schema as XML, or as a reference to read.",
        discussion: """
            EXAMPLES:
              daemonapp config schema > daemonapp.xml
              daemonapp config schema --format html > reference.html
              daemonapp config schema --schema schema.xml --format markdown
            """)

    @OptionGroup var schema: SchemaOptions

    @Option(help: "What is printed: xml, html or markdown.")
    var format: SchemaFormat = .xml

    @Option(help: ArgumentHelp("The title of the reference.", valueName: "text"))
    var title: String?

    func run() throws {
        let title = title ?? schema.schema?.fileName ?? "Configuration of daemonapp"
        let text: String
        do {
            let schema = try schema.declared()
            text =
                switch format {
                case .xml: SchemaXML.text(of: schema)
                case .html: SchemaHTML.text(of: schema, title: title)
                case .markdown: SchemaMarkdown.text(of: schema, title: title)
                }
        } catch {
            let report = ErrorReport([error], named: [schema.schema].compactMap(\.self))
            report.print()
            throw report.status
        }
        try StandardStreams.writeOutput(text)
    }
}

/// What `config schema` prints.
enum SchemaFormat: String, CaseIterable, ExpressibleByArgument {
    case xml, html, markdown
}

extension String {
    /// The last part of a path.
    fileprivate var fileName: String {
        split(separator: "/").last.map(String.init) ?? self
    }
}
