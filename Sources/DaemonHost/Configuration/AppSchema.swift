public import Daemons
import EventLog
public import ZConfig

/// The configuration file of an app: one `<DaemonApp>` section that holds a section for each daemon.
public struct AppSchema: Sendable {
    /// The schema of the file.
    public let schema: Schema
    private let keys = AppKeys()
    private let logs = LogSections()
    private let types: [String: DaemonType]

    /// The file of an app that can host these kinds of daemons.
    /// - Throws: a `ConfigurationError` if two kinds have the same name, or a declaration contradicts itself.
    public init(_ types: [DaemonType]) throws(ConfigurationError) {
        self.types = Dictionary(types.map { ($0.section.name.lowercased(), $0) }) { first, _ in first }
        let app = SectionType(
            "DaemonApp",
            keys: keys.declarations,
            sections: [
                SectionSlot(
                    type: DaemonType.abstractName, name: "*", multiple: true, attribute: "daemons",
                    description: "The daemons that the app hosts."),
                logs.slot,
            ],
            description: """
                A process that hosts daemons: it runs each when it is due, and leaves when its schedule says that \
                nothing is coming.
                """)
        let file = SectionType(
            "file",
            keys: [],
            sections: [
                SectionSlot(
                    type: app.name, name: "*", attribute: "app", description: "The app that the file configures."),
                logs.slot,
            ],
            description: "The configuration of an app.")
        schema = try Schema(
            root: file,
            types: types.flatMap { [$0.section] + $0.innerTypes } + logs.types + [app],
            abstractTypes: [AbstractType(DaemonType.abstractName, description: "Something that is run on a schedule.")]
                + logs.abstractTypes)
    }

    /// Reads a file that the loader has matched; what is wrong goes to the collector.
    /// - Returns: what the file wants, as far as it could be read; nil if it has no `<DaemonApp>`.
    public func read(_ file: Section, _ errors: inout ErrorCollector) -> AppConfiguration? {
        guard let section = file.sections("app").first else {
            if errors.count == 0 {
                errors.record(file.error(.configuration, at: nil, "there is no <DaemonApp> section"))
            }
            return nil
        }
        var app = keys.read(section, &errors)
        app.log = logs.read(in: [file, section], &errors)
        var names: Set<String> = []
        for daemon in section.sections("daemons") {
            let name = daemon.name ?? daemon.type.lowercased()
            if !names.insert(name).inserted {
                errors.record(
                    daemon.error(
                        .configuration, at: nil,
                        "there is a daemon '\(name)' already; give this one a name of its own: <\(daemon.type) NAME>"))
            }
            if let wanted = types[daemon.type.lowercased()]?.read(daemon, named: name, &errors) {
                app.daemons.append(wanted)
            }
        }
        return app
    }
}
