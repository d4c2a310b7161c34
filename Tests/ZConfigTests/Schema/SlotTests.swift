import Testing

@testable import ZConfig

/// Which slot takes a section.
@Suite struct SlotTests {
    /// The attribute of the slot that a section has in the one around it.
    @Test(arguments: [
        // A fixed name goes to its slot, if an earlier one has not decided.
        ("<room kitchen/>", "kitchen"), ("<ROOM Kitchen/>", "kitchen"), ("<room/>", "room"), ("<room other/>", "room"),
        ("<chair/>", "furniture"), ("<table x/>", "furniture"), ("<lamp x/>", "lamps"), ("<cat tom/>", "pet"),
    ])
    func takesSections(text: String, attribute: String) throws {
        #expect(try Reading(text).root().sections(attribute).count == 1)
    }

    @Test(
        arguments: [
            ("<chair best/>", "best"), ("<table best/>", "best"), ("<chair/>", "chairs"), ("<chair desk/>", "chairs"),
            ("<table desk/>", "desk"),
            ("<table x/>", "tables"), ("<table/>", "tables"), ("<lamp x/>", "lamp"), ("<room/>", "rooms"),
            ("<lamp best/>", nil),
            ("<room best/>", nil), ("<room desk/>", nil), ("<lamp desk/>", "lamp"), ("<cat tom/>", nil),
            ("<shed/>", nil),
        ] as [(String, String?)])
    func takesTheFirstThatDecides(text: String, attribute: String?) throws {
        let root = try? Reading("<room>\n\(text)\n</room>").root()
        let slots = House.room.sections.map(\.attribute)
        #expect(slots.filter { root?.children.first?.sections($0).isEmpty == false } == (attribute.map { [$0] } ?? []))
    }

    @Test(arguments: [
        ("<nothing/>", "unknown type name: 'nothing'"),
        ("<furniture/>", "concrete sections cannot match abstract section types"),
        ("<FURNITURE x/>", "concrete sections cannot match abstract section types; found abstract type 'furniture'"),
        ("<lamp/>", "'lamp' sections must be named"), ("<cat/>", "None is not an allowed name for 'pet' sections"),
        ("<chair */>", "'*' is not an allowed name for 'furniture' sections"),
        ("<lamp +/>", "'+' is not an allowed name for 'lamp'"),
        ("<chair kitchen/>", "name 'kitchen' must be used for a 'room' section"),
        ("<chair text/>", "section name text already in use for key"),
        ("<room Notes/>", "section name notes already in use for key"),
        ("<room a/>\n<room b>\n</room>", "too many instances of 'room' section"),
        ("<cat a/>\n<cat b>\n</cat>", "too many instances of 'pet' section"),
        ("<chair a/>\n<table A>\n</table>", "section names must not be re-used within the same container:'a'"),
        (
            "<room kitchen/>\n<room kitchen>\n</room>",
            "section names must not be re-used within the same container:'kitchen'"
        ),
        ("<room>\n<cat tom/>\n</room>", "no matching section defined for type='cat', name='tom'"),
        ("<room>\n<shed/>\n</room>", "no matching section defined for type='shed', name='None'"),
        ("<room>\n<lamp best/>\n</room>", "section type 'lamp' not allowed for name 'best'"),
        ("<lamp x>\n<lamp y/>\n</lamp>", "no matching section defined for type='lamp', name='y' in <Lamp>"),
    ])
    func refuses(text: String, message: String) {
        let error = Reading(text).firstError
        #expect(error?.kind == .syntax)
        #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "none")")
    }

    @Test(arguments: [
        ("<chair text>\n</chair>", 1), ("<room a/>\n<room b>\n</room>", 3),
        ("<chair a/>\n<chair a>\n\n</chair>", 4), ("<shed>\n\n</shed>", 3), ("<lamp>\n</lamp>", 1),
    ])
    func tellsTheLine(text: String, line: Int) {
        #expect(Reading(text).places == ["main.conf:\(line): syntax"])
    }

    /// The reference implementation gives errors at the end of `<TYPE/>` no line and the kind of those at the end of a file.
    @Test(arguments: [("<room a/>\n<room b/>", 2), ("\n<shed/>", 2)])
    func tellsTheLineOfAnEmptySection(text: String, line: Int) {
        #expect(Reading(text).places == ["main.conf:\(line): configuration"])
    }

    @Test func keepsNamesApartThatOnlyLookTheSame() throws {
        #expect(try Reading("<chair \u{E4}/>\n<chair a\u{308}/>").root().children.count == 2)
    }

    @Test(arguments: [
        ("\u{391}\u{3A3}", "\u{3B1}\u{3C2}"), ("\u{391}\u{3A3}\u{391}", "\u{3B1}\u{3C3}\u{3B1}"),
        ("\u{130}", "i\u{307}"),
        ("\u{C4}B", "\u{E4}b"), ("\u{212A}", "k"), ("A'\u{3A3}'B", "a'\u{3C3}'b"), ("N/$#", "n/$#"),
    ])
    func lowersNames(written: String, name: String) throws {
        #expect(try Reading("<chair \(written)/>").root().children.map(\.name) == [name])
    }

    @Test func keepsTheOrderOfTheFile() throws {
        let root = try Reading("<chair c/>\n<lamp b/>\n<table a/>\n<lamp d/>").root()
        #expect(root.children.map(\.name) == ["c", "b", "a", "d"])
        #expect(root.sections("lamps").map(\.name) == ["b", "d"])
        #expect(root.sections("furniture").map(\.type) == ["Chair", "Table"])
        #expect(root.sections("nothing").isEmpty)
    }

    // MARK: What must be there

    @Test(arguments: [
        ("", "no values for section type 'lamp'; 1 required"),
        ("<lamp x/>", "not enough values for section type 'table'; 0 found, 1 required"),
    ])
    func needsWhatIsRequired(content: String, message: String) {
        let schema = try? Schema(
            root: House.shed, types: [House.lamp, House.table],
            abstractTypes: [AbstractType("Furniture", description: "Stands about.")])
        #expect(schema != nil)
        #expect(Reading("<shed>\n<lamp x/>\n<table/>\n</shed>").firstError == nil)
        let error = Reading("<shed>\n\(content)\n</shed>").firstError
        #expect(error?.placeAndKind == "main.conf:3: syntax")
        #expect(error?.message == message)
        // At the top level there is no line, and it is another kind.
        let atTop = schema.flatMap { Reading(content, schema: $0).firstError }
        #expect(atTop?.description == "main.conf: configuration: \(message)")
    }
}
