/// A section of a configuration, matched with its type, its values converted.
public struct Section: Sendable {
    /// The section's type, spelt as declared.
    public let type: String
    /// The section's name in lower case; nil if it has none.
    public let name: String?
    /// The line that opens the section; for a whole file, the file.
    public let position: SourcePosition
    /// The sections in it, in the order of the file.
    public let children: [Section]

    private let attributes: [String]
    private let entries: [String: KeyEntry]

    init(
        type: String, name: String?, position: SourcePosition, entries: [String: KeyEntry],
        children: [(attribute: String, section: Section)]
    ) {
        self.type = type
        self.name = name
        self.position = position
        self.entries = entries
        self.children = children.map(\.section)
        attributes = children.map(\.attribute)
    }

    /// The sections in one of the places of the type, in the order of the file.
    public func sections(_ attribute: String) -> [Section] {
        zip(attributes, children).filter { $0.0 == attribute }.map(\.1)
    }

    /// The value of a key that is required or has a default.
    /// - Throws: a `configuration` error at the line that opens the section if there is none; a `conversion` error at
    ///   the key's line if the value is out of range.
    public func value<Value>(of key: Key<Value>) throws(ConfigurationError) -> Value {
        if let value = try valueIfPresent(of: key) { return value }
        throw error(.configuration, at: nil, "no value for '\(key.name)'; 1 required in <\(type)>")
    }

    /// The value of a key, or its default; nil if there is neither.
    /// - Throws: a `conversion` error at the key's line if the value is out of range.
    public func valueIfPresent<Value>(of key: Key<Value>) throws(ConfigurationError) -> Value? {
        try checked(key.name, key.datatype, key.range, key.defaults).first
    }

    /// The values of a key that may stand several times, or its defaults.
    /// - Throws: a `configuration` error at the line that opens the section if there must be one; a `conversion` error
    ///   at the key's line if a value is out of range.
    public func values<Value>(of key: MultiKey<Value>) throws(ConfigurationError) -> [Value] {
        let values = try checked(key.name, key.datatype, key.range, key.defaults)
        if key.isRequired, values.isEmpty {
            throw error(.configuration, at: nil, "no values for '\(key.name)'; 1 required in <\(type)>")
        }
        return values
    }

    private func checked<Value>(
        _ name: String, _ datatype: Datatype<Value>, _ range: ValueRange<Value>?, _ defaults: [String]
    ) throws(ConfigurationError) -> [Value] {
        guard let entry = entries[name.lowercased()] else {
            do {
                return try defaults.map { text throws(ConversionError) in try datatype.convert(text) }
            } catch {
                throw ConfigurationError(.schema, "default of '\(name)': \(error.message)")
            }
        }
        if let error = entry.error { throw error }
        var values: [Value] = []
        for occurrence in entry.occurrences {
            guard let value = occurrence.value as? Value else {
                throw ConfigurationError(.schema, "'\(name)' is not declared with the type of this value")
            }
            if let range, !range.contains(value) {
                throw ConfigurationError(
                    .conversion, "\(name) '\(occurrence.text)' is out of range: it must be \(range.words)",
                    at: occurrence.position)
            }
            values.append(value)
        }
        return values
    }

    /// Where a key stands first; nil if it is not there.
    public func position(of key: String) -> SourcePosition? {
        entries[key.lowercased()]?.occurrences.first?.position
    }

    /// The texts of a key, as they were before conversion.
    public func texts(of key: String) -> [String] {
        entries[key.lowercased()]?.occurrences.map(\.text) ?? []
    }

    /// An error at a key's line, or, without a key or where the key is not there, at the line that opens the section.
    public func error(_ kind: ConfigurationError.Kind, at key: String?, _ message: String) -> ConfigurationError {
        ConfigurationError(kind, message, at: key.flatMap { position(of: $0) } ?? position)
    }
}

/// What a section says of a key.
struct KeyEntry: Sendable {
    var occurrences: [Occurrence] = []
    /// What was found wrong with it while it was read.
    var error: ConfigurationError?

    struct Occurrence: Sendable {
        var text: String
        var position: SourcePosition
        var sourceLine: String?
        /// The converted value.
        var value: (any Sendable)?
    }
}
