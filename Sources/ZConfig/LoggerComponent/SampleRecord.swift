/// The fields of a log record with a value of the right type for each, to try formats on.
struct SampleRecord {
    /// A value, as far as formatting one can fail.
    enum Value: Equatable {
        case text(String)
        case integer(Int)
        /// A number that is not whole, by its text.
        case real(String)
        case nothing
        case emptyTuple
        /// The record as a whole.
        case record
    }

    private let fields: [String: Value]
    private let takesAnyField: Bool

    private init(_ fields: [String: Value], takesAnyField: Bool = false) {
        self.fields = fields
        self.takesAnyField = takesAnyField
    }

    /// The fields that are always set.
    static let variables = SampleRecord(formatVariables)

    /// All fields of Python's `LogRecord`.
    static let complete = SampleRecord(recordFields)

    /// All fields of Python's `LogRecord`, and any other with a whole number in it.
    static let open = SampleRecord(recordFields, takesAnyField: true)

    /// The value of a field.
    /// - Throws: if there is no such field.
    func value(of field: String) throws(ConversionError) -> Value {
        if let value = fields[field] { return value }
        guard !takesAnyField else { return .integer(42) }
        let hint = NearestName.hint(for: field, among: fields.keys.sorted())
        throw ConversionError("the format names a field \(field.quoted), which log records do not have\(hint)")
    }

    private static let formatVariables: [String: Value] = [
        "name": .text("ZConfig.components.logger.formatter"), "levelno": .integer(3), "levelname": .text("DEBUG"),
        "pathname": .text("apath"), "filename": .text("afile"), "module": .text("amodule"), "lineno": .integer(1),
        "created": .real("1.1"), "asctime": .text("atime"), "msecs": .real("1.1"), "relativeCreated": .real("1.1"),
        "thread": .integer(1), "message": .text("amessage"), "process": .integer(1), "funcName": .text("fname"),
    ]

    private static let recordFields = formatVariables.merging([
        "msg": .text("some message"), "args": .emptyTuple, "exc_info": .nothing, "exc_text": .nothing,
        "stack_info": .nothing, "threadName": .text("MainThread"), "processName": .text("MainProcess"),
    ]) { always, _ in always }
}

extension SampleRecord.Value {
    /// What kind of value it is, in words.
    var kind: String {
        switch self {
        case .text: "a text"
        case .integer: "a whole number"
        case .real: "a number"
        case .nothing: "not set"
        case .emptyTuple: "a list"
        case .record: "the record as a whole"
        }
    }
}
