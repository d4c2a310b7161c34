/// The types of a schema, made ready for matching.
struct SchemaMatcher: Sendable {
    let root: MatchedType
    private var types: [String: MatchedType] = [:]
    /// The names of the types that implement each abstract type, in the order of declaration.
    private var implementers: [String: [String]] = [:]
    private var abstractTypeOf: [String: String] = [:]

    init(
        _ root: SectionType, _ types: [SectionType], _ abstractTypes: [AbstractType]
    ) throws(ConfigurationError) {
        self.root = try MatchedType(root, isRoot: true)
        for type in abstractTypes {
            let name = try Validation.name(type.name, "abstract type", .basicKey).text
            guard implementers.updateValue([], forKey: name) == nil else { throw SchemaMatcher.redefinition(type.name) }
        }
        for type in types { try add(type) }
        for type in [self.root] + self.types.values {
            for slot in type.slots where self.types[slot.type] == nil && implementers[slot.type] == nil {
                throw SchemaMatcher.unknown(slot.type, in: type.declaration.name)
            }
        }
    }

    private mutating func add(_ type: SectionType) throws(ConfigurationError) {
        let matched = try MatchedType(type)
        let name = type.name.lowercased()
        guard implementers[name] == nil, types.updateValue(matched, forKey: name) == nil else {
            throw SchemaMatcher.redefinition(type.name)
        }
        guard let abstract = type.implements?.lowercased() else { return }
        guard implementers[abstract] != nil else { throw SchemaMatcher.unknown(abstract, in: type.name) }
        implementers[abstract]?.append(name)
        abstractTypeOf[name] = abstract
    }

    private static func redefinition(_ name: String) -> ConfigurationError {
        ConfigurationError(.schema, "type name cannot be redefined: '\(name)'")
    }

    private static func unknown(_ name: String, in type: String) -> ConfigurationError {
        ConfigurationError(.schema, "unknown type name: '\(name)' in the declaration of '\(type)'")
    }

    /// The type of a name in lower case.
    func type(_ name: String) -> MatchedType? {
        types[name]
    }

    // MARK: Matching

    /// Why a section cannot stand where it stands.
    struct Refusal: Error {
        let message: String
    }

    /// The type and the slot of a section in a section of another type.
    /// - Parameters:
    ///   - typeName: the type's name in lower case.
    ///   - name: the section's name in lower case.
    func match(_ typeName: String, _ name: String?, in parent: MatchedType) throws(Refusal) -> (
        type: MatchedType, slot: Int
    ) {
        guard let type = types[typeName] else {
            throw Refusal(
                message: implementers[typeName] == nil
                    ? "unknown type name: \(typeName.quoted)\(hint(for: typeName, in: parent))"
                    : "concrete sections cannot match abstract section types; found abstract type '\(typeName)'")
        }
        let slot = try slot(for: typeName, name, in: parent)
        if name == "*" || name == "+" || slot.name == .any && name == nil {
            throw Refusal(message: "\(name?.quoted ?? "None") is not an allowed name for '\(slot.type)' sections")
        }
        return (type, slot.number)
    }

    /// The slot that takes a section: the first child of the parent, in the order of declaration, that decides.
    private func slot(for type: String, _ name: String?, in parent: MatchedType) throws(Refusal) -> MatchedSlot {
        let key = name.flatMap { parent.number(of: $0) }.flatMap { parent.key($0)?.hasTextName == true ? $0 : nil }
        for slot in parent.slots {
            if let key, key < slot.number { break }
            let isAbstract = implementers[slot.type] != nil
            let fits = isAbstract ? abstractTypeOf[type] == slot.type : type == slot.type
            if case .fixed(let fixed, let isText) = slot.name {
                guard isText, let name, fixed.utf8.elementsEqual(name.utf8) else { continue }
                if fits { return slot }
                throw Refusal(
                    message: isAbstract
                        ? "section type '\(type)' not allowed for name '\(fixed)'"
                        : "name '\(fixed)' must be used for a '\(slot.type)' section")
            } else if fits {
                if slot.name == .any, name == nil, !isAbstract {
                    throw Refusal(message: "'\(type)' sections must be named")
                }
                return slot
            }
        }
        if key != nil, let name { throw Refusal(message: "section name \(name) already in use for key") }
        let written = (name ?? "None").quoted
        throw Refusal(
            message: "no matching section defined for type='\(type)', name=\(written)\(parent.title(nil))"
                + fitting(in: parent))
    }

    /// `; what may stand here: a, b` for the end of a message, if they are few.
    private func fitting(in parent: MatchedType) -> String {
        let here = parent.slots.flatMap { implementers[$0.type] ?? [$0.type] }.compactMap {
            types[$0]?.declaration.name
        }
        return (1...8).contains(here.count) ? "; what may stand here: \(here.joined(separator: ", "))" : ""
    }

    /// The known type that somebody may have meant: best one that can stand here.
    private func hint(for type: String, in parent: MatchedType) -> String {
        let here = parent.slots.flatMap { implementers[$0.type] ?? [$0.type] }
        let near = NearestName.hint(for: type, among: here.compactMap { types[$0]?.declaration.name })
        guard near.isEmpty else { return near }
        return NearestName.hint(for: type, among: types.keys.sorted().compactMap { types[$0]?.declaration.name })
    }
}
