import ZConfig

/// The keys that all handlers have.
struct LogHandlerKeys: Sendable {
    let level = Key(
        "level", .logLevel, default: "notset",
        description: "Records below it are not written here; the words are those of a logger's level.",
        example: "warning")
    let format: Key<String>
    let style = Key(
        "style", .logFormatStyle, default: "classic",
        description: """
            The notation of format: classic (`%(message)s`), format (`{message}`), template (`$$message`) or \
            safe-template (the same, what is wrong in it left as it is).
            """,
        example: "format")
    let dateformat = Key(
        "dateformat", .string, default: "%Y-%m-%dT%H:%M:%S",
        description: "How asctime is written, in the notation of strftime.", example: "%H:%M:%S")
    let arbitraryFields = Key(
        "arbitrary-fields", .boolean, default: "false",
        description: """
            Whether format may name what only some records have, such as event and outcome; the others have nothing there.
            """,
        example: "true")
    let formatter = Key(
        "formatter", .dottedName,
        description: "What makes texts of records. Only logging.Formatter is built in, which is also the default.",
        example: "logging.Formatter")

    /// - Parameter format: the default of the key `format`.
    init(format: String) {
        self.format = Key(
            "format", .escapedString, default: format,
            description: """
                A record as a text, with fields of the record in it. \\n, \\t, \\b, \\f and \\r stand for control \
                characters.
                """,
            example: "%(asctime)s %(levelname)s %(name)s: %(message)s")
    }

    /// The keys in the order of the reference.
    var declarations: [any KeyDeclaration] { [level, format, style, dateformat, arbitraryFields, formatter] }

    /// Reads the keys of a section.
    /// - Parameter key: the one that says where records go.
    /// - Returns: a handler; nil if its destination is wrong, or the form of its records.
    func read(
        _ section: Section, _ destination: LogDestination?, saidBy key: String, _ errors: inout ErrorCollector
    ) -> LogHandlerConfiguration? {
        let level = errors.read(level, section)
        let others = errors.read(arbitraryFields, section)
        let style = errors.read(style, section)
        let text = errors.read(format, section)
        let formatter = errors.readIfPresent(formatter, section)
        let time = errors.read(dateformat, section).flatMap { text in
            errors.attempt(section, "dateformat") { () throws(ConversionError) in try TimeFormat(text) }
        }
        errors.attempt(section, "formatter") { () throws(ConversionError) in
            try LogFormatCheck.check(formatter: formatter)
        }
        guard let level, let others, let style, let text, let time else { return nil }
        let format = errors.attempt(section, "format") { () throws(ConversionError) in
            try RecordFormat(
                text, style: LogFormatStyle(rawValue: style) ?? .classic, time: time, allowingOthers: others)
        }
        guard let format, let destination else { return nil }
        return LogHandlerConfiguration(
            destination: destination, level: level, format: format,
            hasOwnFormat: !section.texts(of: self.format.name).isEmpty,
            position: section.position(of: key) ?? section.position)
    }
}

extension ErrorCollector {
    /// What `body` returns; nil if it throws, and the error is noted at the line of a key.
    @discardableResult
    mutating func attempt<Value>(
        _ section: Section, _ key: String, _ body: () throws(ConversionError) -> Value
    ) -> Value? {
        do {
            return try body()
        } catch {
            record(section.error(.conversion, at: key, "\(key): \(error.message)"))
            return nil
        }
    }
}
