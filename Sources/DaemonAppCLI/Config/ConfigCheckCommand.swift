import ArgumentParser
import ZConfig

/// `daemonapp config check`.
struct ConfigCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Checks configurations against a schema and prints everything that is wrong with them.",
        discussion: """
            Each error is one line, FILE:LINE: KIND: MESSAGE, with the line of the file below it. With --format json they \
            are printed on the standard output, as an array of objects with file, line, kind, key and message. The exit \
            status is 78 if there is any, or 66 if a file that is named cannot be read. Without files the schema alone is \
            checked; without --schema the files are those of apps, and it is done as by 'daemonapp check'.

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

    @Option(help: "How errors are printed: text or json.")
    var format: ReportFormat = .text

    @Argument(help: "The configuration files.", completion: .file())
    var configurations: [String] = []

    func validate() throws {
        if configurations.isEmpty, !overrides.isEmpty {
            throw ValidationError("There is no configuration in which a key could be set.")
        }
    }

    func run() throws {
        var subjects = configurations
        if configurations.isEmpty { subjects = [schema.schema ?? "the schema of daemonapp"] }
        let errors: [ConfigurationError]
        do {
            errors = try findErrors(&subjects)
        } catch {
            subjects = []
            errors = [error]
        }
        let report = ErrorReport(errors, named: configurations + [schema.schema].compactMap(\.self))
        switch format {
        case .text:
            report.print()
            try StandardStreams.writeOutput(subjects.map { "\($0.escapingUnprintable): no errors\n" }.joined())
        case .json:
            try StandardStreams.writeOutput("[\(report.json.joined(separator: ",\n "))]\n")
        }
        throw report.status
    }

    /// Checks the schema and the files.
    /// - Parameter subjects: what is checked; what is wrong is taken out.
    /// - Throws: what is wrong with the schema.
    private func findErrors(_ subjects: inout [String]) throws(ConfigurationError) -> [ConfigurationError] {
        let loaded = try schema.load()
        if let error = loaded.wrongDefaults.first { throw error }
        var errors: [ConfigurationError] = []
        for file in configurations {
            let found = try check(file, loaded)
            if !found.isEmpty { subjects.removeAll { $0 == file } }
            errors += found
        }
        return errors
    }

    private func check(_ file: String, _ loaded: Schema) throws(ConfigurationError) -> [ConfigurationError] {
        if schema.schema == nil { return try AppLoader.check(file, overrides: overrides).report.errors }
        let loader = ConfigurationLoader(
            schema: loaded, resources: schema.resources, components: schema.loader,
            environment: ProcessEnvironment.value, overrides: overrides)
        return loader.check(file).errors.sorted
    }
}

/// How a command prints what it has found: for people, or for programs.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
    case text, json
}
