public import ZConfig

/// Reads schemas that are written in XML.
///
/// `package:NAME:FILE` is asked of the resources as it stands; the components `ZConfig.components.basic` and
/// `ZConfig.components.logger` are built in.
public struct SchemaLoader: ComponentLoader {
    /// Schemas may extend or import schemas to this depth.
    public static let deepest = 100
    /// So many schemas and components may be read for one schema.
    public static let mostFiles = 1000
    /// So many keys and slots for sections may be taken over by types that extend others, all types together.
    public static let mostInherited = 100_000
    /// So many entities may a document declare.
    public static let mostEntities = 1000

    private let resources: any ResourceLoader
    private let datatypes: StockDatatypes

    /// A loader.
    /// - Parameters:
    ///   - resources: where the text of schemas and components comes from.
    ///   - surroundings: what datatypes like `existing-file` and `locale` ask.
    public init(resources: any ResourceLoader, surroundings: any Surroundings) {
        self.resources = resources
        datatypes = StockDatatypes(surroundings: surroundings)
    }

    /// Reads a schema.
    /// - Parameter location: a path, a `file:` URL or `package:NAME:FILE`.
    /// - Throws: the first error.
    public func load(_ location: String) throws(ConfigurationError) -> Schema {
        try SchemaFiles(resources, datatypes).schema(Location.path(location)).finish()
    }

    public func extend(_ schema: Schema, importing package: String) throws(ConfigurationError) -> Schema {
        guard !schema.components.contains(SchemaFiles.location(ofComponent: package)) else { return schema }
        let draft = SchemaDraft(schema)
        let files = SchemaFiles(resources, datatypes)
        try files.addComponent(of: package, file: "", to: draft)
        return try draft.finish()
    }
}
