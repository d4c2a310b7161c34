/// How fields are written in a log format.
public enum LogFormatStyle: String, Sendable, CaseIterable {
    /// `%(message)s`, as Python's `%` operator has it.
    case classic
    /// `{message}`, as Python's `str.format` has it.
    case format
    /// `${message}`, as Python's `string.Template` has it.
    case template
    /// The same, what is wrong in it left as it is.
    case safeTemplate = "safe-template"
}

/// Whether a format can be used for log records.
public enum LogFormatCheck {
    /// Tries a format on a record that has every field of Python's `LogRecord`.
    /// - Parameter arbitraryFields: whether there may be other fields, which count as whole numbers.
    /// - Throws: what is wrong with the format: an unknown field, one of another type, a mistake of form.
    public static func check(
        format: String, style: LogFormatStyle, arbitraryFields: Bool
    ) throws(ConversionError) {
        let record = arbitraryFields ? SampleRecord.open : SampleRecord.complete
        switch style {
        case .classic: try ClassicFormat.check(format, record)
        case .format: try BraceFormat.check(format, record)
        case .template: try TemplateFormat.check(format, record)
        case .safeTemplate: break
        }
    }

    /// Checks that a formatter can be had: `logging.Formatter`, which is also what no name stands for.
    ///
    /// The reference implementation imports any Python class of that name; here there is none to import.
    public static func check(formatter: String?) throws(ConversionError) {
        guard let formatter, formatter != "logging.Formatter" else { return }
        throw ConversionError("there is no formatter \(formatter.quoted): only logging.Formatter is built in")
    }
}
