/// A type of section: its keys and the sections it may hold.
public struct SectionType: Sendable {
    /// The name, as it is written in documentation; the case does not matter.
    public let name: String
    /// The abstract type that it is an implementation of.
    public let implements: String?
    /// How its keys are read.
    public let keyType: KeyType
    /// What becomes of a section.
    public let datatype: SectionDatatype
    /// The keys and the slots for sections, in the order in which they are tried.
    public let children: [Child]
    /// What the section is for.
    public let description: String
    /// A section as one would write it.
    public let example: String?
    /// The handler that gets a whole file; nil if none does.
    public let handler: String?

    /// A key, or a slot for sections.
    public enum Child: Sendable {
        case key(any KeyDeclaration)
        case section(SectionSlot)
    }

    /// Declares a section type: its keys, then its slots.
    public init(
        _ name: String, implements: String? = nil, keys: [any KeyDeclaration], sections: [SectionSlot] = [],
        description: String, example: String? = nil
    ) {
        self.init(
            name, implements: implements, keyType: .basicKey, datatype: .null,
            children: keys.map(Child.key) + sections.map(Child.section), description: description, example: example)
    }

    package init(
        _ name: String, implements: String?, keyType: KeyType, datatype: SectionDatatype, children: [Child],
        description: String, example: String?, handler: String? = nil
    ) {
        self.name = name
        self.implements = implements
        self.keyType = keyType
        self.datatype = datatype
        self.children = children
        self.description = description
        self.example = example
        self.handler = handler
    }

    /// The keys, in the order of the reference.
    public var keys: [any KeyDeclaration] {
        children.compactMap { if case .key(let key) = $0 { key } else { nil } }
    }

    /// The slots for sections, in the order in which they are tried.
    public var sections: [SectionSlot] {
        children.compactMap { if case .section(let slot) = $0 { slot } else { nil } }
    }
}

/// A slot in a section type for sections of a type, or of all types that implement an abstract one.
public struct SectionSlot: Sendable {
    /// The name of the concrete or abstract type.
    public let type: String
    /// The name the section must have; `*` for any or none, `+` for any.
    public let name: String
    /// Whether several sections may stand there.
    public let isMultiple: Bool
    /// Whether a section must stand there; that is checked at the end of the section around it.
    public let isRequired: Bool
    /// What the slot is called by those who read it.
    public let attribute: String
    /// What the sections are for.
    public package(set) var description: String
    /// Sections as one would write them.
    public package(set) var example: String?
    /// What the program does if there is no section, in words.
    public package(set) var metadefault: String?
    /// The handler that gets the sections; nil if none does.
    public package(set) var handler: String?
    /// The name after its conversion, where that has been done.
    package var convertedName: KeyName?

    /// Declares a slot. One for several sections is named `*` or `+`.
    public init(
        type: String, name: String = "*", multiple: Bool = false, required: Bool = false, attribute: String,
        description: String
    ) {
        self.type = type
        self.name = name
        isMultiple = multiple
        isRequired = required
        self.attribute = attribute
        self.description = description
    }
}

/// A name for several section types that can stand in the same slot.
public struct AbstractType: Sendable {
    /// The name; the case does not matter.
    public let name: String
    /// What the types have in common.
    public let description: String

    /// Declares an abstract type.
    public init(_ name: String, description: String) {
        self.name = name
        self.description = description
    }
}
