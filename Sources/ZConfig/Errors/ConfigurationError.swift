/// Something in a configuration is wrong: what, where, and what would be right.
public struct ConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of error it is; the words of the reference implementation's report.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The grammar of lines, and every error about sections.
        case syntax
        /// `$name` without a value, or a `$` that means nothing.
        case substitution
        /// A value or key that its datatype refuses, or a value out of range.
        case conversion
        /// An unknown or repeated key, a missing value, an override that nothing uses.
        case configuration
        /// The schema contradicts itself.
        case schema
        /// A file or package that cannot be had.
        case resource
        /// A file that is not UTF-8.
        case encoding
        /// A directive that cannot be used here.
        case unsupported
    }

    /// What kind of error it is.
    public var kind: Kind
    /// What is wrong, and what would be right. May hold characters of the file as they are.
    public var message: String
    /// Where it is; nil where that cannot be said.
    public var position: SourcePosition?
    /// The key it is about, spelt as declared; of errors on one line about one key, only the first is told.
    public var key: String?
    /// The text of the line, as it is in the file; one of more than ``mostLineBytes`` is cut, and ends in `…`.
    public var sourceLine: String?

    /// So much of a line is kept in ``sourceLine``.
    public static let mostLineBytes = 4096

    /// An error at a place.
    public init(
        _ kind: Kind, _ message: String, at position: SourcePosition? = nil, key: String? = nil,
        sourceLine: String? = nil
    ) {
        self.kind = kind
        self.message = message
        self.position = position
        self.key = key
        self.sourceLine = sourceLine
    }

    /// `FILE:LINE: KIND: MESSAGE`, without the parts that are not known; on one line, what does not print is escaped.
    public var description: String {
        let place = position.map { "\($0): " } ?? ""
        return (place + "\(kind.rawValue): \(message)").escapingUnprintable
    }
}

/// A place in the configuration: a line of a file, a file, or an override.
public struct SourcePosition: Sendable, Hashable, CustomStringConvertible {
    /// The file as it was named, or `--set PATH` for an override.
    public var file: String
    /// The line, from 1; nil for the file as a whole.
    public var line: Int?
    /// How many lines had been read before, in all files: sorts errors in the order of reading.
    public var order: Int

    /// A place.
    public init(file: String, line: Int? = nil, order: Int = 0) {
        self.file = file
        self.line = line
        self.order = order
    }

    /// `FILE:LINE` or `FILE`.
    public var description: String { line.map { "\(file):\($0)" } ?? file }
}
