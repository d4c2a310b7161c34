/// A slot with its names as they are compared.
final class MatchedSlot: Sendable {
    /// The number of the child that it is.
    let number: Int
    /// In lower case.
    let type: String
    let name: Name
    let attribute: String
    let isMultiple: Bool
    let isRequired: Bool
    let handler: String?

    enum Name: Equatable {
        case anyOrNone
        case any
        /// One that is no text is never the name of a section.
        case fixed(String, isText: Bool)
    }

    init(_ slot: SectionSlot, _ number: Int, _ parent: SectionType) throws(ConfigurationError) {
        self.number = number
        type = slot.type.lowercased()
        attribute = slot.attribute
        isMultiple = slot.isMultiple
        isRequired = slot.isRequired
        handler = slot.handler
        switch slot.name {
        case "*": name = .anyOrNone
        case "+": name = .any
        default:
            if let converted = slot.convertedName {
                name = .fixed(converted.text, isText: converted.isText)
            } else {
                name = .fixed(try Validation.name(slot.name, "section", .basicKey).text, isText: true)
            }
            guard !slot.isMultiple else {
                throw ConfigurationError(
                    .schema,
                    "the slot '\(slot.name)' of '\(parent.name)' is for several sections: name it '*' or '+'")
            }
        }
    }

    /// Whether a section in it has to have one name.
    var hasFixedName: Bool { if case .fixed = name { true } else { false } }

    /// What the reference implementation calls the slot when nothing is in it.
    var title: String {
        if case .fixed(let name, _) = name { return "'\(name)'" }
        return "section type '\(type)'"
    }
}
