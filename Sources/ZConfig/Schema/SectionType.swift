/// A type of section: its keys and the sections it may hold.
public struct SectionType: Sendable {
    /// The name, as it is written in documentation; the case does not matter.
    public let name: String
    /// The abstract type that it is an implementation of.
    public let implements: String?
    /// The keys, in the order of the reference.
    public let keys: [any KeyDeclaration]
    /// The slots for sections, in the order in which they are tried.
    public let sections: [SectionSlot]
    /// What the section is for.
    public let description: String
    /// A section as one would write it.
    public let example: String?

    /// Declares a section type.
    public init(
        _ name: String, implements: String? = nil, keys: [any KeyDeclaration], sections: [SectionSlot] = [],
        description: String, example: String? = nil
    ) {
        self.name = name
        self.implements = implements
        self.keys = keys
        self.sections = sections
        self.description = description
        self.example = example
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
    public let description: String

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
