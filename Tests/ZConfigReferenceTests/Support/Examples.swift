import CommandDaemon
import DaemonHost
import Daemons
import ZConfig

/// Schemas to write.
enum Examples {
    /// That of the app's file.
    static func app() throws -> Schema {
        try AppSchema([CommandRunner.type, SimulatedDaemon.type]).schema
    }

    /// A small one, declared in Swift.
    static func garden() throws -> Schema {
        let plants = SectionType(
            "Plants", implements: "bed",
            keys: [
                Key(
                    "Water-Every", .timedelta, required: true, range: .positive, description: "The time between.",
                    example: "2d"),
                Key("Name", .string, default: "a<b & \"c\"", description: "What it is called."),
                MultiKey("Plant", .string, defaults: ["rose", "gr\u{FC}nkohl"], description: "What grows | where."),
            ],
            description: "Plants.", example: "<Plants>\n  Plant rose\n</Plants>")
        let file = SectionType(
            "file", keys: [Key("Fence", .boolean, default: "yes", description: "Whether there is one.")],
            sections: [
                SectionSlot(
                    type: "BED", name: "+", multiple: true, required: true, attribute: "beds", description: "The beds.")
            ],
            description: "A garden.\n\nIt grows.")
        return try Schema(root: file, types: [plants], abstractTypes: [AbstractType("bed", description: "A bed.")])
    }

    /// One with all that XML schemas have, and with names and texts that have to be escaped.
    static func odd() throws -> Schema {
        let any = KeyType(.string)
        let names = SectionType(
            "names", implements: nil, keyType: any, datatype: SectionDatatype("a.b"),
            children: [
                .key(try key("<b>&\"'|`x`", any, "strange", "integer", defaults: ["1"], handler: "hear")),
                .key(try key("a b", any, "spaced", "string", multiple: true, required: true, defaults: ["x ", "<y>"])),
                .key(try key("A b", any, "other", "string", metadefault: "what the *parent* has | had")),
                .key(try key("+", any, "rest", "float", mapDefaults: [("k\n1", "1|2"), ("k<2", "\u{1}")])),
            ],
            description: "Names.\n      Second line.\n\n      - item\n\n          code <x> | y\n            more",
            example: nil)
        let tree = SectionType(
            "tree", implements: "plant", keyType: .basicKey, datatype: .null,
            children: [
                .section(
                    slot("tree", "*", multiple: true, "trees", handler: "grow", example: "<tree/>", metadefault: "none")
                ),
                .section(slot("names", "only", "only")),
            ],
            description: "", example: nil)
        let root = SectionType(
            "schema", implements: nil, keyType: KeyType(.identifier), datatype: .null,
            children: [
                .key(try key("Foo", KeyType(.identifier), "Foo", "string", required: true)),
                .section(slot("plant", "+", "plant")),
                .section(slot("names", "*", "names")),
            ],
            description: "", example: nil, handler: "all")
        return try Schema(
            root: root, types: [tree, names], abstractTypes: [AbstractType("plant", description: "")])
    }

    private static func key(
        _ name: String, _ type: KeyType, _ attribute: String, _ datatype: String, multiple: Bool = false,
        required: Bool = false, defaults: [String] = [], mapDefaults: [(String, String)] = [], handler: String? = nil,
        metadefault: String? = nil
    ) throws -> DynamicKey {
        var key = DynamicKey(
            name == "+" ? KeyName(unconverted: name) : try KeyName(name, type), attribute: attribute,
            datatype: Datatype(datatype) { $0 }, multiple: multiple, required: required, handler: handler)
        let place = Place(source: Source(file: "schema.xml"), order: 0)
        key.placedDefaults =
            defaults.map { DynamicKey.Default(text: $0, place: place) }
            + mapDefaults.map { DynamicKey.Default(key: $0.0, text: $0.1, place: place) }
        key.metadefault = metadefault
        return key
    }

    private static func slot(
        _ type: String, _ name: String, multiple: Bool = false, _ attribute: String, handler: String? = nil,
        example: String? = nil, metadefault: String? = nil
    ) -> SectionSlot {
        var slot = SectionSlot(type: type, name: name, multiple: multiple, attribute: attribute, description: "")
        slot.handler = handler
        slot.example = example
        slot.metadefault = metadefault
        return slot
    }
}
