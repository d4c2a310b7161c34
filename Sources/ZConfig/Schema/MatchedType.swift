/// A section type with its children by name.
final class MatchedType: Sendable {
    let declaration: SectionType
    /// The type's name in lower case; nil for that of a whole file.
    let name: String?
    /// The numbers of the keys, by their names in lower case.
    let keyNumbers: [String: Int]
    let slots: [Slot]

    /// A slot with its names in lower case.
    struct Slot: Sendable {
        let type: String
        let name: Name
        let isMultiple: Bool
        let isRequired: Bool

        enum Name: Equatable {
            case anyOrNone
            case any
            case fixed(String)
        }

        init(_ slot: SectionSlot) {
            type = slot.type.lowercased()
            name = slot.name == "*" ? .anyOrNone : slot.name == "+" ? .any : .fixed(slot.name.lowercased())
            isMultiple = slot.isMultiple
            isRequired = slot.isRequired
        }

        /// What the reference implementation calls the slot when nothing is in it.
        var title: String {
            if case .fixed(let name) = name { return "'\(name)'" }
            return "section type '\(type)'"
        }
    }

    /// - Throws: a `schema` error if the declaration contradicts itself.
    init(_ declaration: SectionType, isRoot: Bool = false) throws(ConfigurationError) {
        self.declaration = declaration
        name = isRoot ? nil : try Validation.name(declaration.name, "section type")
        var numbers: [String: Int] = [:]
        var children = Validation.Children(of: declaration.name)
        for (number, key) in declaration.keys.enumerated() {
            let name = try Validation.name(key.name, "key")
            try children.add(name, attribute: Validation.attribute(ofKey: name))
            try key.validate()
            numbers[name] = number
        }
        keyNumbers = numbers
        slots = declaration.sections.map(Slot.init)
        for (slot, matched) in zip(declaration.sections, slots) {
            if case .fixed(let name) = matched.name {
                try children.add(Validation.name(name, "section"), attribute: slot.attribute)
                guard !slot.isMultiple else {
                    throw ConfigurationError(
                        .schema,
                        "the slot '\(name)' of '\(declaration.name)' is for several sections: name it '*' or '+'")
                }
            } else {
                try children.add(nil, attribute: slot.attribute)
            }
        }
    }

    /// ` in <TYPE NAME>` for the end of a message, and nothing for a whole file.
    func title(_ sectionName: String?) -> String {
        name == nil ? "" : " in <\(declaration.name)\(sectionName.map { " \($0.shortened)" } ?? "")>"
    }
}

/// Checks of declarations.
enum Validation {
    /// A declared name in lower case.
    static func name(_ name: String, _ what: String) throws(ConfigurationError) -> String {
        do {
            return try Datatype.basicKey.convert(name)
        } catch {
            throw ConfigurationError(.schema, "the name of a \(what): \(error.message)")
        }
    }

    /// The attribute of a key that declares none.
    static func attribute(ofKey name: String) -> String {
        String(decoding: name.utf8.map { $0 == UInt8(ascii: "-") ? UInt8(ascii: "_") : $0 }, as: UTF8.self)
    }

    /// The names and attributes of the children of a type.
    struct Children {
        private let type: String
        private var names: Set<String> = []
        private var attributes: Set<String> = []

        init(of type: String) {
            self.type = type
        }

        mutating func add(_ name: String?, attribute: String) throws(ConfigurationError) {
            if let name, !names.insert(name).inserted {
                throw ConfigurationError(.schema, "child name \(name) already used in '\(type)'")
            }
            guard Substitution.isName(attribute), !attribute.hasPrefix("getSection") else {
                throw ConfigurationError(.schema, "'\(attribute)' cannot be the name of an attribute in '\(type)'")
            }
            guard attributes.insert(attribute).inserted else {
                throw ConfigurationError(.schema, "child attribute name \(attribute) already used in '\(type)'")
            }
        }
    }
}
