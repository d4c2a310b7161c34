import ArgumentParser
import ZConfig

/// `daemonapp config check`.
struct ConfigCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Checks configurations against a schema and prints everything that is wrong with them.",
        discussion: """
            Each error is one line, FILE:LINE: KIND: MESSAGE, with the line of the file below it. The exit status is 78 if \
            there is any, or 66 if a file is missing. Without files the schema alone is checked.

            EXAMPLES:
              daemonapp config check --schema schema.xml one.conf two.conf
              daemonapp config check --schema schema.xml
            """)

    @OptionGroup var schema: SchemaOptions

    @Option(
        name: [.customShort("o", allowingJoined: true), .customLong("set")], parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "Sets a key: names of sections and the key, separated by slashes. May be given several times.",
            valueName: "path=value"))
    var overrides: [String] = []

    @Argument(help: "The configuration files.", completion: .file())
    var configurations: [String] = []

    func run() throws {
        let loaded: Schema
        do {
            loaded = try schema.load()
        } catch {
            ErrorReport.print(error)
            throw error.kind == .resource ? ExitCode.noInput : ExitCode.badConfiguration
        }
        var worst = ExitCode.success
        for file in configurations {
            let status = check(file, loaded)
            if worst != .badConfiguration, status != .success { worst = status }
        }
        if configurations.isEmpty { printNoErrors(schema.schema ?? "the schema") }
        throw worst
    }

    private func check(_ file: String, _ schema: Schema) -> ExitCode {
        let loader = ConfigurationLoader(
            schema: schema, resources: self.schema.resources, components: self.schema.loader,
            environment: ProcessEnvironment.value, overrides: overrides)
        let (configuration, errors) = loader.check(file)
        let sorted = errors.sorted
        for error in sorted { ErrorReport.print(error) }
        if errors.isEmpty {
            printNoErrors(file)
            return .success
        }
        // Where the file itself cannot be had, that ends the reading.
        return configuration == nil && sorted.last?.kind == .resource ? .noInput : .badConfiguration
    }

    private func printNoErrors(_ file: String) {
        StandardStreams.printLine("\(file.escapingUnprintable): no errors")
    }
}
