import DaemonHost
import DispatchReactor
import Foundation
import Logging
import ServiceLifecycle
import SizeWatch
import ZConfig

/// Hosts the daemons of a configuration file until the app stops.
@main
struct FirstDaemon {
    static func main() async throws {
        guard CommandLine.arguments.count == 2 else { fail("usage: first-daemon CONFIGURATION", 64) }
        let configuration = try read(CommandLine.arguments[1])
        let log = Logger(label: configuration.name) { StreamLogHandler.standardError(label: $0) }
        let app = try DaemonApp(configuration, on: DispatchReactor(), log: log)
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [app.serviceConfiguration], gracefulShutdownSignals: [.sigterm, .sigint], logger: log))
        try await group.run()
    }

    /// Reads a configuration file in which the daemons of this program may stand.
    private static func read(_ path: String) throws -> AppConfiguration {
        let schema = try AppSchema([SizeWatch.type])
        let loader = ConfigurationLoader(
            schema: schema.schema, resources: Files(),
            environment: { ProcessInfo.processInfo.environment[$0] })
        var (file, errors) = loader.check(path)
        let configuration = file.flatMap { schema.read($0, &errors) }
        guard let configuration, errors.isEmpty else {
            fail(errors.sorted.map(\.description).joined(separator: "\n"), 78)
        }
        return configuration
    }

    private static func fail(_ message: String, _ status: Int32) -> Never {
        FileHandle.standardError.write(Data("\(message)\n".utf8))
        exit(status)
    }
}

/// The files that a configuration names.
struct Files: ResourceLoader {
    func load(_ location: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: location) else { throw Unreadable() }
        return [UInt8](data)
    }

    struct Unreadable: Error, CustomStringConvertible {
        let description = "cannot be read"
    }
}
