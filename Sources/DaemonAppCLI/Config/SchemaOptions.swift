import ArgumentParser
import DaemonHost
import ZConfig
import ZConfigFiles
import ZConfigSchemaXML

/// Which schema, and where packages are.
struct SchemaOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A schema in XML: a path, or package:NAME:FILE. Unless given: that of daemonapp itself.", valueName: "file"),
        completion: .file(extensions: ["xml"]))
    var schema: String?

    @Option(
        help: ArgumentHelp(
            "A folder with packages: the package a.b is the folder a/b in it. May be given several times.",
            valueName: "folder"),
        completion: .directory)
    var componentPath: [String] = []

    /// Where schemas, components and configurations come from.
    var resources: PackageResources { PackageResources(folders: componentPath) }

    /// Reads schemas and components.
    var loader: SchemaLoader { SchemaLoader(resources: resources, surroundings: MachineSurroundings()) }

    /// The schema as it is read from XML: the program's own is the one that `config schema` prints.
    func load() throws(ConfigurationError) -> Schema {
        if let schema { return try loader.load(schema) }
        let name = "daemonapp.xml"
        let resources = InMemoryResources([name: SchemaXML.text(of: try declared())])
        return try SchemaLoader(resources: resources, surroundings: MachineSurroundings()).load(name)
    }

    /// The schema as it is declared.
    func declared() throws(ConfigurationError) -> Schema {
        if let schema { return try loader.load(schema) }
        return try AppSchema(DaemonAppProgram.daemonTypes).schema
    }
}
