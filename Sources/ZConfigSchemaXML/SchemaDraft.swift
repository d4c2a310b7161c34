import ZConfig

/// A schema while it is read.
final class SchemaDraft {
    /// The type of a whole file.
    let root: TypeDraft
    private var kinds: [String: Kind] = [:]
    /// The names of the types, in the order of the schema.
    private(set) var names: [String] = []
    /// The components whose types are among them.
    var components: Set<String> = []

    enum Kind {
        case concrete(TypeDraft)
        case abstract(AbstractDraft)
    }

    /// An empty draft.
    init() {
        root = TypeDraft("schema", keyType: .basicKey, datatype: .null)
    }

    /// A draft of a schema that is there.
    init(_ schema: Schema) {
        root = TypeDraft(schema.root)
        components = schema.components
        for type in schema.abstractTypes { add(type.name.lowercased(), .abstract(AbstractDraft(type))) }
        for type in schema.types { add(type.name.lowercased(), .concrete(TypeDraft(type))) }
    }

    subscript(name: String) -> Kind? { kinds[name] }

    /// Adds a type under a name that is free.
    func add(_ name: String, _ kind: Kind) {
        kinds[name] = kind
        names.append(name)
    }

    /// The schema.
    /// - Throws: a `schema` error if the types do not go together.
    func finish() throws(ConfigurationError) -> Schema {
        var types: [SectionType] = []
        var abstractTypes: [AbstractType] = []
        for name in names {
            switch kinds[name] {
            case .concrete(let type): types.append(type.finished)
            case .abstract(let type): abstractTypes.append(AbstractType(type.name, description: type.description ?? ""))
            case nil: break
            }
        }
        return try Schema(root: root.finished, types: types, abstractTypes: abstractTypes, components: components)
    }
}
