import EventLog
import ZConfig

/// What a configuration that has nothing but sections of the log says, and what is wrong with it.
struct LogReading {
    let log: LogConfiguration
    /// The errors as they are printed.
    let report: [String]

    init(_ text: String) throws {
        let sections = LogSections()
        let file = SectionType("file", keys: [], sections: [sections.slot], description: "")
        let schema = try Schema(root: file, types: sections.types, abstractTypes: sections.abstractTypes)
        let loader = ConfigurationLoader(
            schema: schema, resources: InMemoryResources(["main.conf": text]), environment: { _ in nil },
            overrides: [])
        var (loaded, errors) = loader.check("main.conf")
        log = loaded.map { sections.read(in: [$0.root], &errors) } ?? LogConfiguration()
        report = errors.sorted.map(\.description)
    }

    /// A handler of an event log, the lines of which begin at line 3.
    init(handler type: String, _ lines: String) throws {
        try self.init("<eventlog>\n<\(type)>\n\(lines)\n</\(type)>\n</eventlog>\n")
    }

    /// Where the first handler writes.
    var file: LogFile? {
        if case .file(let file) = log.handlers.first?.destination { file } else { nil }
    }

    /// What the configuration makes of a name: the level from which on its records are taken, and the numbers of the
    /// handlers that get them, in words.
    func way(of name: String) -> String {
        let level = log.threshold(of: name, eventLog: log.level ?? 20)
        let handlers = log.route(of: name, eventLog: log.eventLog).map { log.handlers[$0].destination.path }
        return "\(level): \(handlers.joined(separator: " "))"
    }
}

extension LogDestination {
    fileprivate var path: String {
        if case .file(let file) = self { file.path } else { "\(self)" }
    }
}
