import ArgumentParser
import DaemonHost
import ZConfig

/// Reads the configuration file of an app, and says everything that is wrong with it.
enum AppLoader {
    /// Reads a file; errors go to the standard error stream.
    /// - Throws: the exit status for what is wrong: 66 for a file that cannot be read, 78 for anything else.
    static func load(_ options: ConfigurationOptions) throws -> AppConfiguration {
        let schema = try AppSchema(DaemonAppProgram.daemonTypes)
        let loader = ConfigurationLoader(
            schema: schema.schema, resources: FileResources(), environment: ProcessEnvironment.value,
            overrides: options.overrides)
        var (file, errors) = loader.check(options.configuration)
        let app = file.flatMap { schema.read($0.root, &errors) }
        guard let app, errors.isEmpty else {
            let sorted = errors.sorted
            for error in sorted { StandardStreams.printErrorLine("\(error)") }
            // Where the file itself cannot be had, that ends the reading.
            let isMissing = file == nil && sorted.last?.kind == .resource
            throw isMissing ? ExitCode.noInput : ExitCode.badConfiguration
        }
        return app
    }
}
