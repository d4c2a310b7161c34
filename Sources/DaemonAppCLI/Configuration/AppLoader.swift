import ArgumentParser
import DaemonHost
import ZConfig
import ZConfigFiles

/// Reads the configuration file of an app, and says everything that is wrong with it.
enum AppLoader {
    /// Reads a file; errors go to the standard error stream.
    /// - Throws: the exit status for what is wrong: 66 for a file that cannot be read, 78 for anything else.
    static func load(_ options: ConfigurationOptions) throws -> AppConfiguration {
        let (app, report) = try check(options.configuration, overrides: options.overrides)
        guard let app, report.errors.isEmpty else {
            for error in report.errors { StandardStreams.printErrorLine("\(error)") }
            throw report.status
        }
        return app
    }

    /// Reads a file as far as it can be read.
    static func check(
        _ location: String, overrides: [String]
    ) throws(ConfigurationError) -> (app: AppConfiguration?, report: ErrorReport) {
        let schema = try AppSchema(DaemonAppProgram.daemonTypes)
        let loader = ConfigurationLoader(
            schema: schema.schema, resources: FileResources(), environment: ProcessEnvironment.value,
            overrides: overrides)
        var (file, errors) = loader.check(location)
        let app = file.flatMap { schema.read($0.root, &errors) }
        return (app, ErrorReport(errors.sorted, named: [location]))
    }
}
