import BigInt

@testable import ZConfig

/// The schema of the decoding tests: a shop with shelves.
enum Shop {
    enum Colour: String, CaseIterable, Decodable {
        case red, green
        case darkBlue = "Dark-Blue"
    }

    static let item = SectionType(
        "Item",
        keys: [
            Key("Count", .integer, description: "A number."),
            Key("Share", .float, description: "A fraction."),
            Key("Folds", .boolean, description: "Yes or no."),
            Key("Idle-Time", .timedelta, description: "A time."),
            Key("Text", .string, description: "Any text."),
            Key("Words", .stringList, description: "Words."),
            Key("Label", .basicKey, description: "A name."),
            Key("Colour", .word(Colour.self), description: "A colour."),
            Key("Height", .integer, default: "5", range: .atLeastOne, description: "Has a default."),
            Key("Weight", .integer, required: true, description: "Has to be there."),
            Key("Seconds", Datatype("time-interval") { _ throws(ConversionError) in 90 }, description: "A time."),
            MultiKey("Notes", .string, description: "Any texts."),
            MultiKey("Legs", .integer, defaults: ["1", "2"], range: .notNegative, description: "Numbers."),
        ],
        description: "An item.")
    static let shelf = SectionType(
        "Shelf", keys: [Key("Text", .string, description: "Any text.")],
        sections: [
            slot("Item", "Best", as: "best_of"), slot("Item", multiple: true, as: "items"),
            slot("Shelf", multiple: true, as: "shelves"), slot("Options", as: "options"),
            slot("Mapping", as: "mapping"),
        ],
        description: "A shelf.")
    /// Two keys whose names differ only in a sign.
    static let twins = SectionType(
        "Twins",
        keys: [
            Key("Run-Every", .string, description: "One."), Key("RunEvery", .string, description: "Another."),
        ],
        description: "Twins.")
    static let options = SectionType(
        "Options", implements: nil, keyType: .basicKey, datatype: .null,
        children: [
            .key(Key("Count", .integer, description: "A number.")),
            .key(map("rest", .integer, multiple: true)),
        ], description: "Keys of any name.", example: nil)
    static let mapping = SectionType(
        "Mapping", implements: nil, keyType: .basicKey, datatype: SectionDatatype("mapping", isMap: true),
        children: [.key(map("mapping", .string, multiple: false))], description: "A map.", example: nil)

    static func map<Value: Sendable>(_ attribute: String, _ datatype: Datatype<Value>, multiple: Bool) -> DynamicKey {
        DynamicKey(
            KeyName(unconverted: "+"), attribute: attribute,
            datatype: Datatype<any Sendable>(datatype.name) { text throws(ConversionError) in
                try datatype.convert(text)
            }, multiple: multiple, required: false, handler: nil)
    }

    static func slot(_ type: String, _ name: String = "*", multiple: Bool = false, as attribute: String) -> SectionSlot
    {
        SectionSlot(type: type, name: name, multiple: multiple, attribute: attribute, description: "A slot.")
    }

    static let schema: Schema = {
        do {
            return try Schema(
                root: SectionType(
                    "shop", keys: [],
                    sections: [
                        slot("Item", as: "item"), slot("Twins", as: "twins"), slot("Options", as: "options"),
                        slot("Mapping", as: "mapping"), slot("Shelf", multiple: true, as: "shelves"),
                    ], description: "The whole."),
                types: [item, shelf, twins, options, mapping], abstractTypes: [])
        } catch {
            fatalError("\(error)")
        }
    }()

    /// A configuration, decoded.
    static func decode<Value: Decodable>(
        _ type: Value.Type = Value.self, _ text: String
    ) throws(ConfigurationError) -> Value {
        try ZConfigDecoder().decode(type, from: Reading(text, schema: schema).root())
    }

    /// Keys of an item, decoded.
    static func item<Value: Decodable>(
        _ type: Value.Type = Value.self, _ keys: String
    ) throws(ConfigurationError) -> Value {
        try decode(Item<Value>.self, "<item>\n\(keys)\n</item>").item
    }

    private struct Item<Value: Decodable>: Decodable {
        let item: Value
    }

    /// What goes wrong.
    static func failure(_ body: () throws(ConfigurationError) -> Void) -> String {
        do {
            try body()
            return "nothing"
        } catch {
            return error.description
        }
    }
}

/// A configuration without a schema, decoded.
func decodeSchemaless<Value: Decodable>(
    _ type: Value.Type = Value.self, _ text: String
) throws(ConfigurationError) -> Value {
    let configuration = try SchemalessLoader(
        resources: InMemoryResources(["main.conf": text]), environment: { _ in nil }
    )
    .load("main.conf")
    return try ZConfigDecoder().decode(type, from: configuration.root)
}

/// Something with one property of each of the usual names.
struct Box<Value: Decodable>: Decodable {
    let value: Value
}
