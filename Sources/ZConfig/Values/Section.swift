import BigInt

/// A section of a configuration, matched with its type, its values converted.
public struct Section: Sendable {
    private let tree: SectionTree
    private let index: Int

    init(_ tree: SectionTree, _ index: Int) {
        self.tree = tree
        self.index = index
    }

    private var node: SectionTree.Node { tree.contents.nodes[index] }

    /// The section's type, spelt as declared.
    public var type: String { node.type.declaration.name }
    /// The section's name in lower case; nil if it has none.
    public var name: String? { node.name }
    /// The line that opens the section; for a whole file, the file.
    public var position: SourcePosition { node.place.position }

    // MARK: Sections

    /// The sections in it, in the order of the file.
    public var children: [Section] { tree.contents.children[node.children].map { Section(tree, $0.node) } }

    /// The sections in one of the slots of the type, in the order of the file.
    public func sections(_ attribute: String) -> [Section] {
        node.type.number(ofAttribute: attribute).map(sections) ?? []
    }

    func sections(inSlot number: Int) -> [Section] {
        tree.contents.children[node.children].filter { $0.slot == number }.map { Section(tree, $0.node) }
    }

    /// The type with its children by name.
    var matchedType: MatchedType { node.type }
    /// The place of the section's first line.
    var place: Place { node.place }

    /// The values of the child of a number.
    func given(_ number: Int) -> ArraySlice<SectionTree.Value> { node.values(ofKey: number) }

    // MARK: Keys

    /// The value of a key that is required or has a default.
    /// - Throws: a `configuration` error at the line that opens the section if there is none; a `conversion` error at
    ///   the key's line if the value is out of range.
    public func value<Value>(of key: Key<Value>) throws(ConfigurationError) -> Value {
        if let value = try valueIfPresent(of: key) { return value }
        throw missing(key.name)
    }

    /// The value of a key, or its default; nil if there is neither.
    /// - Throws: a `conversion` error at the key's line if the value is out of range.
    public func valueIfPresent<Value>(of key: Key<Value>) throws(ConfigurationError) -> Value? {
        if let given = try given(key.names, key.range) { return given.first }
        return try key.convertedDefaults().first
    }

    /// The values of a key that may stand several times, or its defaults.
    /// - Throws: a `configuration` error at the line that opens the section if there must be one; a `conversion` error
    ///   at the key's line if a value is out of range.
    public func values<Value>(of key: MultiKey<Value>) throws(ConfigurationError) -> [Value] {
        let given = try given(key.names, key.range)
        let values = if let given { given } else { try key.convertedDefaults() }
        if key.isRequired, values.isEmpty { throw missing(key.name) }
        return values
    }

    /// Where a key stands first; nil if it is not there.
    public func position(of key: String) -> SourcePosition? {
        values(of: key).first?.place.position
    }

    /// The texts of a key, as they were before conversion.
    public func texts(of key: String) -> [String] {
        values(of: key).map(\.text)
    }

    /// An error at a key's line, or, without a key or where the key is not there, at the line that opens the section.
    /// - Parameter number: which of the key's values it is about, from 0 on.
    public func error(
        _ kind: ConfigurationError.Kind, at key: String?, number: Int = 0, _ message: String
    ) -> ConfigurationError {
        let place = key.flatMap { values(of: $0).dropFirst(number).first?.place } ?? node.place
        return ConfigurationError(kind, message, at: place, key: key)
    }

    private func values(of key: String) -> ArraySlice<SectionTree.Value> {
        let node = node
        return node.type.number(ofKeyWrittenAs: key).map { node.values(ofKey: $0) } ?? []
    }

    /// The values that the file gives for a key; nil if it does not have the key.
    private func given<Value>(
        _ key: KeyNames, _ range: ValueRange<Value>?
    ) throws(ConfigurationError) -> [Value]? {
        let node = node
        guard let number = node.type.number(ofKeyWrittenAs: key.declared) else {
            throw ConfigurationError(.schema, "the type '\(type)' declares no key '\(key.declared)'")
        }
        if let error = node.defects?.failures[number] { throw error }
        let found = node.values(ofKey: number)
        if found.isEmpty {
            if let error = node.defects?.misspellings[number] ?? node.defects?.gap { throw error }
            return nil
        }
        var values: [Value] = []
        values.reserveCapacity(found.count)
        for value in found {
            guard let converted = value.converted as? Value ?? value.wholeNumber as? Value else {
                throw ConfigurationError(.schema, "the key '\(key.declared)' has values of another type in '\(type)'")
            }
            if let range, !range.contains(converted) {
                throw ConfigurationError(
                    .conversion,
                    "\(key.declared)\(node.title): \(value.text.quoted) is out of range; it must be \(range.words)",
                    at: value.place, key: key.declared)
            }
            values.append(converted)
        }
        return values
    }

    private func missing(_ key: String) -> ConfigurationError {
        ConfigurationError(.configuration, "no values for '\(key)'; 1 required\(node.title)", at: node.place, key: key)
    }
}

extension SectionTree.Value {
    /// A whole number of a datatype that a schema names, where it is kept as an `Int`.
    fileprivate var wholeNumber: BigInt? { (converted as? Int).map { BigInt($0) } }
}

extension SectionTree.Node {
    /// ` in <TYPE NAME>`, and nothing for a whole file.
    fileprivate var title: String { type.title(name) }
}
