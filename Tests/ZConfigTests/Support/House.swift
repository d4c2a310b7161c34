import BigInt

@testable import ZConfig

/// The schema of the tests: a house with rooms and furniture.
enum House {
    // MARK: Keys

    static let count = Key("Count", .integer, description: "A number.")
    static let share = Key("Share", .float, description: "A fraction.")
    static let size = Key("Size", .byteSize, description: "A size.")
    static let folds = Key("Folds", .boolean, description: "Yes or no.")
    static let wait = Key("Wait", .timedelta, description: "A time.")
    static let text = Key("Text", .string, description: "Any text.")
    static let words = Key("Words", .stringList, description: "Words.")
    static let label = Key("Label", .basicKey, description: "A name.")
    static let ident = Key("Ident", .identifier, description: "An identifier.")
    static let colour = Key("Colour", .word(Colour.self), description: "A colour.")
    static let height = Key("Height", .integer, default: "5", range: .atLeastOne, description: "Has a default.")
    static let weight = Key("Weight", .integer, required: true, description: "Has to be there.")
    static let notes = MultiKey("Notes", .string, description: "Any texts.")
    static let legs = MultiKey("Legs", .integer, defaults: ["1", "2"], range: .notNegative, description: "Numbers.")

    enum Colour: String, CaseIterable {
        case red, green
        case darkBlue = "Dark-Blue"
    }

    // MARK: Types

    static let chair = SectionType(
        "Chair", implements: "Furniture",
        keys: [count, share, size, folds, wait, text, words, label, ident, colour, height, weight, notes, legs],
        description: "A piece of furniture with a key of each datatype.")
    static let table = SectionType(
        "Table", implements: "Furniture", keys: [text, count], description: "A piece of furniture.")
    static let lamp = SectionType("Lamp", keys: [text], description: "A lamp has a name.")
    static let shed = SectionType(
        "Shed", implements: "Furniture", keys: [text],
        sections: [
            slot("Lamp", required: true, as: "lamp"), slot("Table", multiple: true, required: true, as: "tables"),
        ],
        description: "What must be in it must be in it.")
    static let room = SectionType(
        "Room", keys: [text, count, notes],
        sections: [
            slot("Furniture", "Best", as: "best"), slot("Chair", multiple: true, as: "chairs"),
            slot("Lamp", "+", as: "lamp"),
            slot("Table", "Desk", as: "desk"), slot("Table", multiple: true, as: "tables"),
            slot("Room", multiple: true, as: "rooms"),
        ],
        description: "A room, with rooms in it.")

    static let schema: Schema = {
        do {
            return try Schema(
                root: SectionType(
                    "house", keys: [text, count, notes],
                    sections: [
                        slot("Room", "Kitchen", as: "kitchen"), slot("Furniture", multiple: true, as: "furniture"),
                        slot("Lamp", "+", multiple: true, as: "lamps"), slot("Room", as: "room"),
                        slot("Pet", "+", as: "pet"),
                    ],
                    description: "The whole."),
                types: [
                    chair, table, lamp, shed, room,
                    SectionType("Cat", implements: "Pet", keys: [text], description: "A pet has a name."),
                ],
                abstractTypes: [
                    AbstractType("Furniture", description: "Stands about."),
                    AbstractType("Pet", description: "Runs about."),
                ])
        } catch {
            fatalError("\(error)")
        }
    }()

    static func slot(
        _ type: String, _ name: String = "*", multiple: Bool = false, required: Bool = false, as attribute: String
    ) -> SectionSlot {
        SectionSlot(
            type: type, name: name, multiple: multiple, required: required, attribute: attribute, description: "A slot."
        )
    }
}
