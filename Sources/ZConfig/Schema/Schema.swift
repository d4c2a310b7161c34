/// What a configuration may hold: the type of the whole file, and the types of the sections in it.
public struct Schema: Sendable {
    /// The type of the file itself.
    public let root: SectionType
    /// The section types, in the order of their declaration.
    public let types: [SectionType]
    /// The abstract types, in the order of their declaration.
    public let abstractTypes: [AbstractType]
    /// The components whose types are among them, as `package:NAME:FILE`.
    package let components: Set<String>

    let matcher: SchemaMatcher

    /// A schema of declared types.
    /// - Throws: a `schema` error if names clash or are unknown.
    public init(root: SectionType, types: [SectionType], abstractTypes: [AbstractType]) throws(ConfigurationError) {
        try self.init(root: root, types: types, abstractTypes: abstractTypes, components: [])
    }

    /// The defaults that their datatypes refuse, as far as that can be said without asking the machine. A schema with
    /// them can be used: they are errors only in a configuration that lacks the key.
    package var wrongDefaults: [ConfigurationError] {
        ([matcher.root] + types.compactMap { matcher.type($0.name.lowercased()) }).flatMap { type in
            type.children.indices.compactMap(type.key).flatMap(\.wrongDefaults)
        }
    }

    package init(
        root: SectionType, types: [SectionType], abstractTypes: [AbstractType], components: Set<String>
    ) throws(ConfigurationError) {
        self.root = root
        self.types = types
        self.abstractTypes = abstractTypes
        self.components = components
        matcher = try SchemaMatcher(root, types, abstractTypes)
    }
}
