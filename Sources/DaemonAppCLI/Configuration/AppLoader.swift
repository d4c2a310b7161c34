import ArgumentParser
import DaemonHost
import Daemons
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

    /// Reads a file again, with the same overrides, or another one, for an app that runs.
    static func reader(_ options: ConfigurationOptions) -> Reloader.Reader {
        let types = DaemonAppProgram.daemonTypes
        let own = (options.configuration, options.overrides)
        return { location, overrides throws(ReloadRefusal) in
            let (file, overrides) = location.map { ($0, overrides) } ?? own
            let lines: [String]
            do throws(ConfigurationError) {
                let (app, report) = try check(file, overrides: overrides, types: types)
                if let app, report.errors.isEmpty { return app }
                lines = report.errors.map { "\($0)" }
            } catch {
                lines = ["\(error)"]
            }
            throw ReloadRefusal(lines, isBadConfiguration: true)
        }
    }

    /// Reads a file as far as it can be read.
    static func check(
        _ location: String, overrides: [String], types: [DaemonType] = DaemonAppProgram.daemonTypes
    ) throws(ConfigurationError) -> (app: AppConfiguration?, report: ErrorReport) {
        let schema = try AppSchema(types)
        let loader = ConfigurationLoader(
            schema: schema.schema, resources: FileResources(), environment: ProcessEnvironment.value,
            overrides: overrides)
        var (file, errors) = loader.check(location)
        let app = file.flatMap { schema.read($0.root, &errors) }
        return (app, ErrorReport(errors.sorted, named: [location]))
    }

    /// Reads a file as far as it can be read and, if nothing is wrong with it, looks at what it names.
    static func review(
        _ location: String, overrides: [String]
    ) throws(ConfigurationError) -> (app: AppConfiguration?, report: ErrorReport) {
        var (app, report) = try check(location, overrides: overrides)
        if let app, report.errors.isEmpty {
            report.warnings = ConfigurationReview.warnings(for: app, stateDirectory: StatePath.path(app))
        }
        return (app, report)
    }
}
