/// What a configuration may hold: the type of the whole file, and the types of the sections in it.
public struct Schema: Sendable {
    /// The type of the file itself.
    public let root: SectionType
    /// The section types, in the order of their declaration.
    public let types: [SectionType]
    /// The abstract types.
    public let abstractTypes: [AbstractType]

    let matcher: SchemaMatcher

    /// A schema of declared types.
    /// - Throws: a `schema` error if names clash or are unknown.
    public init(root: SectionType, types: [SectionType], abstractTypes: [AbstractType]) throws(ConfigurationError) {
        self.root = root
        self.types = types
        self.abstractTypes = abstractTypes
        matcher = try SchemaMatcher(root, types, abstractTypes)
    }
}
