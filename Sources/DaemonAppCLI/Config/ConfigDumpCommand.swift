import ArgumentParser
import ZConfig

/// `daemonapp config dump`.
struct ConfigDumpCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dump",
        abstract: "Prints a configuration as it is read: all values, converted, with their defaults.",
        discussion: """
            Prints one JSON document. Reading stops at the first error, as the reference implementation of ZConfig does; \
            the error is printed as FILE:LINE: KIND: MESSAGE with the line below it, and the exit status is 78, or 66 if \
            a file that is named cannot be read.

            EXAMPLES:
              daemonapp config dump app.conf
              daemonapp config dump --schema schema.xml main.conf -oserver/port=8080
              daemonapp config dump --schemaless main.conf
            """)

    @OptionGroup var schema: SchemaOptions

    @Flag(help: "Reads without any schema: keys and sections as they are written.")
    var schemaless = false

    @Option(
        name: [.customShort("o", allowingJoined: true), .customLong("set")], parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "Sets a key: names of sections and the key, separated by slashes. May be given several times.",
            valueName: "path=value"))
    var overrides: [String] = []

    @Option(help: "What is printed.")
    var format: DumpFormat = .json

    @Argument(help: "The configuration file.", completion: .file())
    var configuration: String

    func validate() throws {
        if schemaless, schema.schema != nil { throw ValidationError("--schemaless and --schema exclude each other.") }
        if schemaless, !overrides.isEmpty { throw ValidationError("Without a schema no key can be set.") }
    }

    func run() throws {
        let document: String
        do {
            document = try self.document()
        } catch {
            let report = ErrorReport([error], named: [configuration] + [schema.schema].compactMap(\.self))
            report.print()
            throw report.status
        }
        try StandardStreams.writeOutput(document + "\n")
    }

    private func document() throws(ConfigurationError) -> String {
        if schemaless {
            let loader = SchemalessLoader(resources: schema.resources, environment: ProcessEnvironment.value)
            return try SchemalessDump(try loader.load(configuration)).json
        }
        let loader = ConfigurationLoader(
            schema: try schema.load(), resources: schema.resources, components: schema.loader,
            environment: ProcessEnvironment.value, overrides: overrides)
        return ConfigurationDump(try loader.load(configuration)).json
    }
}

/// What `config dump` prints.
enum DumpFormat: String, CaseIterable, ExpressibleByArgument {
    case json
}
