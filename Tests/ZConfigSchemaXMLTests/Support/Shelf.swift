import Synchronization
import ZConfig
import ZConfigSchemaXML

/// Schemas and components in memory, and what is read from them.
struct Shelf: Sendable {
    private let resources: CountingResources

    /// Files by their locations.
    init(_ files: [String: String]) {
        resources = CountingResources(files: files)
    }

    /// A schema as `schema.xml`: its inside, which begins on line 2, and the attributes of its start tag.
    init(_ inside: String, attributes: String = "", _ files: [String: String] = [:]) {
        let start = attributes.isEmpty ? "<schema>" : "<schema \(attributes)>"
        self.init(files.merging(["schema.xml": "\(start)\n\(inside)\n</schema>\n"]) { $1 })
    }

    /// How often each location has been asked for.
    var counts: [String: Int] { resources.counts.withLock { $0 } }

    var loader: SchemaLoader { SchemaLoader(resources: resources, surroundings: Nowhere()) }

    func schema(_ location: String = "schema.xml") throws(ConfigurationError) -> Schema {
        try loader.load(location)
    }

    /// A configuration that is read with `schema.xml`, or with another schema.
    func load(_ text: String, with schema: Schema? = nil) throws(ConfigurationError) -> LoadedConfiguration {
        let known: Schema
        if let schema { known = schema } else { known = try self.schema() }
        let loader = ConfigurationLoader(
            schema: known, resources: InMemoryResources(["main.conf": text]),
            components: self.loader, environment: { _ in nil })
        return try loader.load("main.conf")
    }

    /// The JSON of a configuration.
    func dump(_ text: String, with schema: Schema? = nil) throws(ConfigurationError) -> String {
        ConfigurationDump(try load(text, with: schema)).json
    }

    /// The values of the whole file in the JSON of a configuration.
    func values(_ text: String = "") throws(ConfigurationError) -> String {
        let json = try dump(text)
        let start = #"{"config":{"type":null,"name":null,"values":"#
        let end = #"},"handlers":[]}"#
        guard json.hasPrefix(start), json.hasSuffix(end) else { return json }
        return String(json.dropFirst(start.count).dropLast(end.count))
    }

    /// The error of the schema as it is printed; nil if there is none.
    var schemaError: String? {
        do {
            _ = try schema()
            return nil
        } catch {
            return "\(error)"
        }
    }

    /// The error of a configuration as it is printed; nil if there is none.
    func error(_ text: String) -> String? {
        do {
            _ = try load(text)
            return nil
        } catch {
            return "\(error)"
        }
    }
}

/// Files in memory that are counted when they are asked for.
private final class CountingResources: ResourceLoader {
    private let files: [String: String]
    let counts = Mutex<[String: Int]>([:])

    init(files: [String: String]) {
        self.files = files
    }

    func load(_ location: String) throws -> [UInt8] {
        counts.withLock { $0[location, default: 0] += 1 }
        return try InMemoryResources(files).load(location)
    }
}

/// A machine with nothing on it.
struct Nowhere: Surroundings {
    var homeFolder: String? { nil }
    func exists(_ path: String) -> Bool { false }
    func isDirectory(_ path: String) -> Bool { false }
    func homeFolder(of user: String) -> String? { nil }
    func isLocale(_ name: String) -> Bool { false }
}
