import ZConfig

/// The files of one reading of a schema: those it extends, those it imports.
final class SchemaFiles {
    let datatypes: StockDatatypes
    private let resources: any ResourceLoader
    /// The files that are being read, each asked for by the one before.
    private var chain: [String] = []
    private var count = 0
    /// How many keys and slots types have taken over from others.
    private var inherited = 0
    /// Schemas whose types have been imported.
    private var schemas: [String: SchemaDraft] = [:]

    init(_ resources: any ResourceLoader, _ datatypes: StockDatatypes) {
        self.resources = resources
        self.datatypes = datatypes
    }

    // MARK: Schemas

    /// Reads a schema.
    func schema(_ location: String) throws(ConfigurationError) -> SchemaDraft {
        let draft = SchemaDraft()
        try reading(location) { source throws(ConfigurationError) in
            try SchemaReader(draft, self, source).read()
        }
        return draft
    }

    /// Reads a schema into the draft of one that extends it.
    func extend(
        _ reader: SchemaReader, with location: String, _ attributes: SchemaAttributes
    ) throws(ConfigurationError) {
        let location = try resolve(location, reader, attributes)
        try reading(location, attributes.place) { source throws(ConfigurationError) in
            try SchemaReader(reader.draft, self, source, extending: reader).read()
        }
    }

    /// The types of another schema.
    func types(
        of location: String, _ reader: SchemaReader, _ attributes: SchemaAttributes
    ) throws(ConfigurationError) -> SchemaDraft {
        let location = try resolve(location, reader, attributes)
        if let known = schemas[location] { return known }
        let draft = SchemaDraft()
        try reading(location, attributes.place) { source throws(ConfigurationError) in
            try SchemaReader(draft, self, source).read()
        }
        schemas[location] = draft
        return draft
    }

    // MARK: Components

    /// Adds the types of a component to a draft; nothing if it has them.
    /// - Parameter file: the component's file; the empty string: `component.xml`.
    func addComponent(
        of package: String, file: String, to draft: SchemaDraft, _ place: Place? = nil
    ) throws(ConfigurationError) {
        guard
            !package.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).contains(
                where: \.isEmpty)
        else {
            throw error(.schema, "illegal schema component name: \(package.quoted)", place)
        }
        let location = SchemaFiles.location(ofComponent: package, file)
        guard draft.components.insert(location).inserted else { return }
        try reading(location, place) { source throws(ConfigurationError) in
            try SchemaReader(draft, self, source, document: .component).read()
        }
    }

    /// The location of a component's file; the empty string: `component.xml`.
    static func location(ofComponent package: String, _ file: String = "") -> String {
        "package:\(package):\(file.isEmpty ? "component.xml" : file)"
    }

    // MARK: Types

    /// Counts keys and slots that a type takes over from another: types that extend one another have ever more.
    func countInherited(_ count: Int, _ attributes: SchemaAttributes) throws(ConfigurationError) {
        inherited += count
        guard inherited <= SchemaLoader.mostInherited else {
            throw attributes.error(
                "types take over more than \(SchemaLoader.mostInherited) keys and sections from those they extend")
        }
    }

    // MARK: Files

    private func error(_ kind: ConfigurationError.Kind, _ message: String, _ place: Place?) -> ConfigurationError {
        guard let place else { return ConfigurationError(kind, message) }
        return ConfigurationError(kind, message, at: place)
    }

    private func resolve(
        _ reference: String, _ reader: SchemaReader, _ attributes: SchemaAttributes
    ) throws(ConfigurationError) -> String {
        do {
            return try Location.resolve(reference, from: reader.source.file)
        } catch {
            throw attributes.error(error.message)
        }
    }

    /// Reads a file while it is in the chain.
    /// - Parameter place: the tag that asks for it.
    private func reading(
        _ location: String, _ place: Place? = nil, _ body: (Source) throws(ConfigurationError) -> Void
    ) throws(ConfigurationError) {
        guard !chain.contains(location) else {
            let cycle = (chain.drop { $0 != location } + [location]).map(\.quoted).joined(separator: " needs ")
            throw error(.schema, "a schema needs itself: \(cycle)", place)
        }
        guard chain.count < SchemaLoader.deepest, count < SchemaLoader.mostFiles else {
            throw error(
                .schema,
                "schemas need one another more than \(SchemaLoader.deepest) deep, or more than "
                    + "\(SchemaLoader.mostFiles) in all", place)
        }
        count += 1
        chain.append(location)
        try body(try read(location, place))
        chain.removeLast()
    }

    private func read(_ location: String, _ place: Place?) throws(ConfigurationError) -> Source {
        if let text = BuiltInComponents.text(location) { return Source(file: location, bytes: Array(text.utf8)) }
        let from = place.map { " (needed at \($0.position))" } ?? ""
        let bytes: [UInt8]
        do {
            bytes = try resources.load(location)
        } catch {
            throw ConfigurationError(.resource, "\(error)\(from)", at: SourcePosition(file: location))
        }
        guard String(validating: bytes, as: UTF8.self) != nil else {
            let kind: ConfigurationError.Kind = Location.isInPackage(location) ? .resource : .encoding
            throw ConfigurationError(kind, "the file is not UTF-8\(from)", at: SourcePosition(file: location))
        }
        return Source(file: location, bytes: bytes)
    }
}
