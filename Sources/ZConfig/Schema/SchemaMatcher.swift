/// The types of a schema, made ready for matching.
final class SchemaMatcher: Sendable {
    let root: MatchedType
    private let types: [String: MatchedType]
    /// The names of the types that implement each abstract type, in the order of declaration.
    private let implementers: [String: [String]]

    init(
        _ root: SectionType, _ declared: [SectionType], _ abstractTypes: [AbstractType]
    ) throws(ConfigurationError) {
        let root = try MatchedType(root, isRoot: true)
        var types: [String: MatchedType] = [:]
        var implementers: [String: [String]] = [:]
        for type in abstractTypes {
            let name = try Validation.name(type.name, "abstract type", .basicKey).text
            guard implementers.updateValue([], forKey: name) == nil else { throw SchemaMatcher.redefinition(type.name) }
        }
        for type in declared {
            let matched = try MatchedType(type)
            let name = type.name.lowercased()
            guard implementers[name] == nil, types.updateValue(matched, forKey: name) == nil else {
                throw SchemaMatcher.redefinition(type.name)
            }
            guard let abstract = matched.abstractType else { continue }
            guard implementers[abstract] != nil else { throw SchemaMatcher.unknown(abstract, in: type.name) }
            implementers[abstract]?.append(name)
        }
        for type in [root] + declared.compactMap({ types[$0.name.lowercased()] }) {
            for slot in type.slots where types[slot.type] == nil && implementers[slot.type] == nil {
                throw SchemaMatcher.unknown(slot.type, in: type.declaration.name)
            }
        }
        self.root = root
        self.types = types
        self.implementers = implementers
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
    ///   - last: the type of the section before: it is mostly the same, and then need not be looked for.
    ///   - guesses: finds the type that was meant; nil where nobody reads the refusal.
    func match(
        _ typeName: String, _ name: String?, in parent: MatchedType, after last: MatchedType? = nil,
        _ guesses: NameGuesses? = nil
    ) throws(Refusal) -> (type: MatchedType, slot: Int) {
        guard let type = last?.name == typeName ? last : types[typeName] else {
            throw Refusal(
                message: implementers[typeName] == nil
                    ? "unknown type name: \(typeName.quoted)\(hint(for: typeName, in: parent, guesses))"
                    : "concrete sections cannot match abstract section types; found abstract type '\(typeName)'")
        }
        let slot = try slot(for: type, typeName, name, in: parent)
        if name == "*" || name == "+" || slot.name == .any && name == nil {
            throw Refusal(message: "\(name?.quoted ?? "None") is not an allowed name for '\(slot.type)' sections")
        }
        return (type, slot.number)
    }

    /// The slot that takes a section: the first child of the parent, in the order of declaration, that decides.
    private func slot(
        for matched: MatchedType, _ type: String, _ name: String?, in parent: MatchedType
    ) throws(Refusal) -> MatchedSlot {
        let number = name.flatMap { parent.number(of: $0) }
        let key = number.flatMap { parent.key($0)?.hasTextName == true ? $0 : nil }
        let open = openSlot(for: matched, type, in: parent)
        if let slot = number.flatMap({ parent.slot($0) }), slot.number < open?.number ?? .max,
            case .fixed(let fixed, true) = slot.name
        {
            let isAbstract = implementers[slot.type] != nil
            if slot.type == (isAbstract ? matched.abstractType : type) { return slot }
            throw Refusal(
                message: isAbstract
                    ? "section type '\(type)' not allowed for name '\(fixed)'"
                    : "name '\(fixed)' must be used for a '\(slot.type)' section")
        }
        if let slot = open, slot.number < key ?? .max {
            if slot.name == .any, name == nil, implementers[slot.type] == nil {
                throw Refusal(message: "'\(type)' sections must be named")
            }
            return slot
        }
        if key != nil, let name { throw Refusal(message: "section name \(name) already in use for key") }
        let written = (name ?? "None").quoted
        throw Refusal(
            message: "no matching section defined for type='\(type)', name=\(written)\(parent.title(nil))"
                + fitting(matched, in: parent))
    }

    /// `; what may stand here: a, b` for the end of a message, if they are few; where the type may, the name it must
    /// have.
    private func fitting(_ type: MatchedType, in parent: MatchedType) -> String {
        for slot in parent.slots where slot.type == type.name || slot.type == type.abstractType {
            if case .fixed(let name, true) = slot.name { return "; it must be named '\(name)'" }
        }
        let here = parent.slots.flatMap { implementers[$0.type] ?? [$0.type] }.compactMap {
            types[$0]?.declaration.name
        }
        return (1...8).contains(here.count) ? "; what may stand here: \(here.joined(separator: ", "))" : ""
    }

    /// The first slot that takes sections of a type, whatever their names.
    private func openSlot(for matched: MatchedType, _ type: String, in parent: MatchedType) -> MatchedSlot? {
        let own = parent.openSlot(of: type)
        guard let abstract = matched.abstractType, let slot = parent.openSlot(of: abstract) else { return own }
        return own.map { $0.number < slot.number ? $0 : slot } ?? slot
    }

    /// The known type that somebody may have meant: best one that can stand here.
    private func hint(for type: String, in parent: MatchedType, _ guesses: NameGuesses?) -> String {
        guard let guesses else { return "" }
        let near = guesses.hint(for: type) {
            parent.slots.flatMap { implementers[$0.type] ?? [$0.type] }.compactMap { types[$0]?.declaration.name }
        }
        guard near.isEmpty else { return near }
        return guesses.hint(for: type) { types.keys.sorted().compactMap { types[$0]?.declaration.name } }
    }
}
