public import ZConfig

/// A record as a text, by a format of Python's logging.
public struct RecordFormat: Sendable {
    /// A piece of a format.
    enum Part: Sendable, Hashable {
        case text(String)
        case field(RecordField, FieldLayout)
    }

    private let parts: [Part]
    private let time: TimeFormat
    /// Whether it shows the name of the thread, which takes a call of the system to learn.
    public let showsThreadName: Bool

    /// Reads a format.
    /// - Parameters:
    ///   - time: how `asctime` is written.
    ///   - allowingOthers: whether it may name what a record need not have.
    /// - Throws: what is wrong with the format, or cannot be used here.
    public init(
        _ format: String, style: LogFormatStyle, time: TimeFormat, allowingOthers: Bool = false
    ) throws(ConversionError) {
        try LogFormatCheck.check(format: format, style: style, arbitraryFields: allowingOthers)
        switch style {
        case .classic: parts = try ClassicFormatReader.parts(of: format, allowingOthers)
        case .format: parts = try BraceFormatReader.parts(of: format, allowingOthers)
        case .template: parts = try TemplateFormatReader.parts(of: format, allowingOthers, isSafe: false)
        case .safeTemplate: parts = try TemplateFormatReader.parts(of: format, allowingOthers, isSafe: true)
        }
        self.time = time
        showsThreadName = parts.contains { part in
            if case .field(.threadName, _) = part { true } else { false }
        }
    }

    /// The text of a record, without the end of the line.
    public func text(of record: LogRecord) -> String {
        var text = ""
        for part in parts {
            switch part {
            case .text(let piece): text += piece
            case .field(let field, let layout): text += layout.text(of: field.value(in: record, time))
            }
        }
        return text
    }
}
