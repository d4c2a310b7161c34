import DaemonHost
import Daemons
import ZConfig

/// Reads the configurations of tests.
enum Configurations {
    /// What a text says.
    /// - Throws: the first error.
    static func read(_ text: String, _ types: [DaemonType]) throws -> AppConfiguration {
        let schema = try AppSchema(types)
        let loader = ConfigurationLoader(
            schema: schema.schema, resources: InMemoryResources(["a.conf": text]), environment: { _ in nil })
        var (file, errors) = loader.check("a.conf")
        let app = file.flatMap { schema.read($0.root, &errors) }
        if let error = errors.sorted.first { throw error }
        guard let app else { preconditionFailure("a file without errors has an app") }
        return app
    }
}
