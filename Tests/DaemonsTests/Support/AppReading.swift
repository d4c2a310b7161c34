import DaemonHost
import Daemons
import Scheduling
import ZConfig

/// What an app's configuration `main.conf` says, and what is wrong with it.
struct AppReading {
    let app: AppConfiguration?
    let errors: [ConfigurationError]

    init(_ text: String, overrides: [String] = [], types: [DaemonType] = [SimulatedDaemon.type]) throws {
        let schema = try AppSchema(types)
        let loader = ConfigurationLoader(
            schema: schema.schema, resources: InMemoryResources(["main.conf": text]), environment: { _ in nil },
            overrides: overrides)
        var (file, errors) = loader.check("main.conf")
        app = file.flatMap { schema.read($0.root, &errors) }
        self.errors = errors.sorted
    }

    /// An app of one daemon, the lines of which begin at line 3.
    init(daemon lines: String, overrides: [String] = []) throws {
        let text = "<DaemonApp>\n<SimulatedDaemon a>\n\(lines)\n</SimulatedDaemon>\n</DaemonApp>\n"
        try self.init(text, overrides: overrides)
    }

    /// An app without daemons, the lines of which begin at line 2.
    init(app lines: String, overrides: [String] = []) throws {
        try self.init("<DaemonApp>\n\(lines)\n</DaemonApp>\n", overrides: overrides)
    }

    /// The errors as they are printed.
    var report: [String] { errors.map(\.description) }

    /// The errors, each as `FILE:LINE: KIND`.
    var places: [String] {
        errors.map { "\($0.position.map { "\($0)" } ?? ""): \($0.kind.rawValue)" }
    }

    /// The schedule of the first daemon.
    var schedule: DaemonSchedule? { app?.daemons.first?.schedule }
    /// The parameters of the first daemon.
    var parameters: DaemonParameters? { schedule?.parameters }
}

extension Nanoseconds {
    static let hour = Nanoseconds.seconds(3600)
    static let minute = Nanoseconds.seconds(60)
}
