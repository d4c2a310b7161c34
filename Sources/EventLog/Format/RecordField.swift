import ZConfig

/// What a format can show of a record: those attributes of Python's `LogRecord` that have a meaning here, and, where the
/// section allows arbitrary fields, what else is known of the record.
enum RecordField: Sendable, Hashable {
    case asctime, created, filename, funcName, levelname, levelno, lineno, message, module, msecs, name, pathname,
        process, processName, relativeCreated, thread, threadName
    /// What is known of the record under a key; nothing where nothing is.
    case other(String)

    /// The values that a field can have.
    enum Kind {
        case text, integer, real
    }

    private static let known: [String: RecordField] = Dictionary(
        uniqueKeysWithValues: [
            asctime, created, filename, funcName, levelname, levelno, lineno, message, module, msecs, name, pathname,
            process, processName, relativeCreated, thread, threadName,
        ].map { ("\($0)", $0) })

    /// Attributes of Python's records for which there is nothing here.
    private static let meaningless: Set<String> = ["msg", "args", "exc_info", "exc_text", "stack_info"]

    /// A field by its name.
    /// - Throws: that there is no such field, and which there are.
    init(_ name: String, allowingOthers: Bool) throws(ConversionError) {
        if let field = RecordField.known[name] {
            self = field
        } else if allowingOthers, !RecordField.meaningless.contains(name) {
            self = .other(name)
        } else {
            throw ConversionError(
                """
                the format names a field \(name.quoted), for which there is no value here; these can be used: \
                \(RecordField.known.keys.sorted().joined(separator: ", "))
                """)
        }
    }

    var kind: Kind {
        switch self {
        case .levelno, .lineno, .process, .thread: .integer
        case .created, .msecs, .relativeCreated: .real
        default: .text
        }
    }

    /// The value in a record. Control characters of texts are escaped, so that a record stays on its line.
    func value(in record: LogRecord, _ time: TimeFormat) -> FieldValue {
        switch self {
        case .asctime: .text(time.text(of: record.time))
        case .created: .real(record.time.sinceEpoch)
        case .filename: .text(record.place.file.lastPart.printable)
        case .funcName: .text(record.place.function)
        case .levelname: .text(record.level.upperCaseName)
        case .levelno: .integer(record.level.number)
        case .lineno: .integer(record.place.line)
        case .message: .text(record.message.printable)
        case .module: .text(record.place.module)
        case .msecs: .real(Double(record.time.milliseconds))
        case .name: .text(record.name.printable)
        case .pathname: .text(record.place.file)
        case .process: .integer(record.process.number)
        case .processName: .text(record.process.name.printable)
        case .relativeCreated: .real(record.time.milliseconds(since: record.process.start))
        case .thread: .integer(record.thread.number)
        case .threadName: .text(record.thread.name.printable)
        case .other(let key): .text(record.metadata[key].map { "\($0)".printable } ?? "")
        }
    }
}

/// The value of a field.
enum FieldValue {
    case text(String)
    case integer(Int)
    case real(Double)
}

extension String {
    /// What follows the last slash.
    fileprivate var lastPart: String { split(separator: "/").last.map(String.init) ?? self }
}
