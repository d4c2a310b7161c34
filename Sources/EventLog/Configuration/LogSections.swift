public import ZConfig

/// The sections of a configuration that say where the log goes, as ZConfig's logger component has them: `<eventlog>` and
/// `<logger>`, with `<logfile>` and `<syslog>` in them.
public struct LogSections: Sendable {
    static let abstractHandler = "ZConfig.logger.handler"
    private static let abstractLogger = "ZConfig.logger.log"
    private static let attribute = "logs"

    private let level = Key(
        "level", .logLevel, default: "info",
        description: """
            Records below it are dropped: critical (or fatal), error, warn (or warning), info, blather, debug, trace, all; \
            or a number from 0 to 50. notset: in an eventlog all records, in a logger what the logger above takes.
            """,
        example: "debug")
    private let loggerName = Key(
        "name", .string, required: true,
        description: """
            The daemon whose records it gets, and those of the daemons below it: mail stands for mail, mail/in and mail.in.
            """,
        example: "mail-queues/alice")
    private let propagate = Key(
        "propagate", .boolean, default: "true",
        description: "Whether the loggers above it and the eventlog get the records, too.", example: "false")
    private let file = LogFileSection()
    private let syslog = SyslogSection()

    /// The sections.
    public init() {}

    /// The slot for a type in which the sections may stand.
    public let slot = SectionSlot(
        type: abstractLogger, name: "*", multiple: true, attribute: attribute,
        description: "Where the log goes. Unless given: to the standard error stream.")

    /// The types of the sections.
    public var types: [SectionType] {
        [file.type, syslog.type, eventLog, logger]
    }

    /// What the types implement.
    public var abstractTypes: [AbstractType] {
        [
            AbstractType(LogSections.abstractHandler, description: "Where the records of a logger go."),
            AbstractType(LogSections.abstractLogger, description: "What gets records of the log."),
        ]
    }

    private var eventLog: SectionType {
        SectionType(
            "eventlog", implements: LogSections.abstractLogger, keys: [level],
            sections: [
                SectionSlot(
                    type: LogSections.abstractHandler, name: "*", multiple: true, attribute: "handlers",
                    description: """
                        Where the records go, each to every one of these. Unless given: to the standard error stream.
                        """)
            ],
            description: "The log of the app: it gets all records. There is at most one.",
            example: """
                <eventlog>
                  level  info
                  <logfile>
                    path  /var/log/foo.log
                  </logfile>
                </eventlog>
                """)
    }

    private var logger: SectionType {
        SectionType(
            "logger", implements: LogSections.abstractLogger, keys: [loggerName, level, propagate],
            sections: [
                SectionSlot(
                    type: LogSections.abstractHandler, name: "*", multiple: true, attribute: "handlers",
                    description: "Where the records go, each to every one of these.")
            ],
            description: "A log for the records of a daemon.",
            example: """
                <logger>
                  name   cleanup
                  level  debug
                  <logfile>
                    path  /var/log/cleanup.log
                  </logfile>
                </logger>
                """)
    }

    // MARK: Reading

    /// Reads the sections that stand in the slots of sections; what is wrong goes to the collector.
    public func read(in sections: [Section], _ errors: inout ErrorCollector) -> LogConfiguration {
        var configuration = LogConfiguration()
        var hasEventLog = false
        var names: Set<LoggerName> = []
        var files: [String: (LogFile, SourcePosition)] = [:]
        for section in sections.flatMap({ $0.sections(LogSections.attribute) }) {
            let level = errors.read(level, section)
            let handlers = handlers(of: section, &files, &errors)
            if section.type == eventLog.name {
                if hasEventLog {
                    errors.record(section.error(.configuration, at: nil, "there is an <eventlog> already"))
                }
                hasEventLog = true
                configuration.setEventLog(level: level ?? 0, handlers: handlers)
                continue
            }
            let propagates = errors.read(propagate, section)
            guard let text = errors.read(loggerName, section) else { continue }
            let name = LoggerName(text)
            if text.isEmpty {
                errors.record(section.error(.conversion, at: loggerName.name, "name: a daemon's name is wanted"))
            } else if !names.insert(name).inserted {
                errors.record(
                    section.error(
                        .configuration, at: loggerName.name, "there is a <logger> with the name \(text.quoted) already")
                )
            }
            let position = section.position(of: loggerName.name) ?? section.position
            configuration.addLogger(
                .init(text: text, position: position), level: level ?? 0, handlers: handlers,
                propagates: propagates ?? true)
        }
        return configuration
    }

    /// - Parameter files: those of the sections before, each with the place of the first section that names it.
    private func handlers(
        of section: Section, _ files: inout [String: (LogFile, SourcePosition)], _ errors: inout ErrorCollector
    ) -> [LogHandlerConfiguration] {
        var handlers: [LogHandlerConfiguration] = []
        for section in section.sections("handlers") {
            let isFile = section.type == file.type.name
            guard let handler = isFile ? file.read(section, &errors) : syslog.read(section, &errors) else { continue }
            handlers.append(handler)
            guard case .file(let file) = handler.destination else { continue }
            if let (first, place) = files[file.path], first != file {
                errors.record(
                    section.error(
                        .configuration, at: self.file.path.name,
                        "path: \(file.path.quoted) is rotated or opened in another way at \(place)"))
            }
            files[file.path] = files[file.path] ?? (file, section.position)
        }
        return handlers
    }
}
