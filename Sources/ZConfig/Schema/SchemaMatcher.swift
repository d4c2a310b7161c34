/// The types of a schema, made ready for matching.
struct SchemaMatcher: Sendable {
    let root: MatchedType
    private var types: [String: MatchedType] = [:]
    private var implementers: [String: Set<String>] = [:]

    init(
        _ root: SectionType, _ types: [SectionType], _ abstractTypes: [AbstractType]
    ) throws(ConfigurationError) {
        self.root = try MatchedType(root)
        for type in abstractTypes {
            guard implementers.updateValue([], forKey: type.name.lowercased()) == nil else {
                throw ConfigurationError(.schema, "type name cannot be redefined: '\(type.name)'")
            }
        }
        for type in types {
            let name = type.name.lowercased()
            guard implementers[name] == nil, try self.types.updateValue(MatchedType(type), forKey: name) == nil else {
                throw ConfigurationError(.schema, "type name cannot be redefined: '\(type.name)'")
            }
            if let abstract = type.implements?.lowercased() {
                guard implementers[abstract] != nil else {
                    throw ConfigurationError(.schema, "unknown type name: '\(abstract)'")
                }
                implementers[abstract]?.insert(name)
            }
        }
        for type in [root] + types {
            for slot in type.sections where !isKnown(slot.type) {
                throw ConfigurationError(.schema, "unknown type name: '\(slot.type)'")
            }
        }
    }

    private func isKnown(_ type: String) -> Bool {
        types[type.lowercased()] != nil || implementers[type.lowercased()] != nil
    }

    /// The type of a section that begins in a section of another type.
    /// - Parameter type: the name in lower case.
    func type(_ type: String, in parent: MatchedType) throws(LineError) -> MatchedType {
        if let found = types[type] { return found }
        if implementers[type] != nil {
            throw LineError("concrete sections cannot match abstract section types; found abstract type '\(type)'")
        }
        let known = parent.declaration.sections.flatMap { slot in
            let slotType = slot.type.lowercased()
            return (implementers[slotType] ?? [slotType]).compactMap { types[$0]?.declaration.name }
        }
        throw LineError("unknown type name: '\(type)'" + NearestName.hint(for: type, among: known.sorted()))
    }

    /// Whether a section type can stand where a type is wanted.
    private func fits(_ type: String, _ wanted: String) -> Bool {
        type == wanted || implementers[wanted]?.contains(type) == true
    }

    /// The place that takes a section: the first child of the parent, in the order of declaration, that decides.
    func slot(for type: MatchedType, named name: String?, in parent: MatchedType) throws(LineError) -> Int {
        let typeName = type.name
        if name == "*" || name == "+" { throw LineError("'\(name ?? "")' is not an allowed name for '\(typeName)' sections") }
        if let name, parent.keyNumbers[name] != nil {
            throw LineError("section name \(name) already in use for key")
        }
        for (number, slot) in parent.declaration.sections.enumerated() {
            let wanted = slot.type.lowercased()
            switch slot.name {
            case "*", "+":
                guard fits(typeName, wanted) else { continue }
                if slot.name == "+", name == nil { throw LineError("'\(typeName)' sections must be named") }
                return number
            default:
                guard let name, slot.name.lowercased() == name else { continue }
                guard fits(typeName, wanted) else {
                    throw LineError("section type '\(typeName)' not allowed for name '\(name)'")
                }
                return number
            }
        }
        let written = name.map { "'\($0)'" } ?? "None"
        throw LineError("no matching section defined for type='\(typeName)', name=\(written)")
    }
}

/// A section type with its keys by name.
final class MatchedType: Sendable {
    let declaration: SectionType
    /// The type's name in lower case.
    let name: String
    /// The numbers of the keys, by their names in lower case.
    let keyNumbers: [String: Int]

    init(_ declaration: SectionType) throws(ConfigurationError) {
        self.declaration = declaration
        name = declaration.name.lowercased()
        var numbers: [String: Int] = [:]
        for (number, key) in declaration.keys.enumerated() {
            guard numbers.updateValue(number, forKey: key.name.lowercased()) == nil else {
                throw ConfigurationError(.schema, "key '\(key.name)' is declared twice in '\(declaration.name)'")
            }
        }
        keyNumbers = numbers
    }
}
