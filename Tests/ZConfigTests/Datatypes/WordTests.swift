import Testing

@testable import ZConfig

/// The datatypes of words and names.
@Suite struct WordTests {
    @Test(arguments: [
        ("yes", true), ("YES", true), ("tRuE", true), ("on", true), ("no", false), ("False", false), ("OFF", false),
    ])
    func readsBooleans(text: String, value: Bool) throws {
        #expect(try Datatype.boolean.convert(text) == value)
    }

    @Test(arguments: [
        "", "y", "n", "1", "0", "t", "yes ", "ye s", "enabled", "true # a", "on\u{0}", "ΟΝ", "yeſ", "falsee",
    ])
    func refusesOtherBooleans(text: String) {
        #expect(throws: ConversionError.self) { try Datatype.boolean.convert(text) }
    }

    @Test(arguments: [("a", "a"), ("A", "a"), ("a-B.c_9", "a-b.c_9"), ("a--", "a--"), ("Z.", "z.")])
    func readsNames(text: String, name: String) throws {
        #expect(try Datatype.basicKey.convert(text) == name)
    }

    @Test(arguments: [
        "", "9", "_a", "-a", ".a", "a b", "a$", "é", "aé", "a/b", "a\u{0}", "a\n", "\u{212A}", "a\u{301}",
    ])
    func refusesOtherNames(text: String) {
        #expect(throws: ConversionError.self) { try Datatype.basicKey.convert(text) }
    }

    @Test(arguments: ["a", "_", "A_b9", "__x"])
    func readsIdentifiers(text: String) throws {
        #expect(try Datatype.identifier.convert(text) == text)
    }

    @Test(arguments: ["", "9", "a-b", "a.b", "a b", "é", "a\u{301}", "a\u{0}"])
    func refusesOtherIdentifiers(text: String) {
        #expect(throws: ConversionError.self) { try Datatype.identifier.convert(text) }
    }

    @Test(arguments: ["a", "_", "A.b_9._", "logging.Formatter"])
    func readsDottedNames(text: String) throws {
        #expect(try Datatype<String>.dottedName.convert(text) == text)
        #expect(try Datatype<String>.dottedSuffix.convert(text) == text)
        #expect(try Datatype<String>.dottedSuffix.convert(".\(text)") == ".\(text)")
        #expect(throws: ConversionError.self) { try Datatype<String>.dottedName.convert(".\(text)") }
    }

    @Test(arguments: ["", ".", "a.", "a..b", "..a", "a.9", "a b", "a.-", "é.a", "a.\u{301}b", "a\n", "a.b\u{0}"])
    func refusesOtherDottedNames(text: String) {
        #expect(throws: ConversionError.self) { try Datatype<String>.dottedName.convert(text) }
        #expect(throws: ConversionError.self) { try Datatype<String>.dottedSuffix.convert(text) }
    }

    @Test(arguments: [
        ("", []), ("  ", []), ("a", ["a"]), (" a  b\tc ", ["a", "b", "c"]), ("a\u{3000}b\u{1C}c", ["a", "b", "c"]),
        ("a\u{200B}b, c", ["a\u{200B}b,", "c"]), ("a # b", ["a", "#", "b"]), ("a \u{301}b", ["a", "\u{301}b"]),
    ])
    func readsLists(text: String, words: [String]) throws {
        #expect(try Datatype.stringList.convert(text) == words)
    }

    @Test(arguments: ["", " a ", "$x", "\u{0}"])
    func readsAnyText(text: String) throws {
        #expect(try Datatype.string.convert(text) == text)
        #expect(try Datatype.null.convert(text) == text)
    }

    @Test(arguments: [("red", House.Colour.red), ("GREEN", .green), ("dark-blue", .darkBlue), ("Dark-Blue", .darkBlue)])
    func readsWordsOfAnEnumeration(text: String, word: House.Colour) throws {
        #expect(try Datatype<House.Colour>.word(House.Colour.self).convert(text) == word)
    }

    @Test(arguments: [
        ("", "'' is none of red, green, Dark-Blue"),
        ("reed", "'reed' is none of red, green, Dark-Blue; did you mean 'red'?"),
        ("dark blue", "'dark blue' is none of red, green, Dark-Blue; did you mean 'Dark-Blue'?"),
        ("red ", "'red ' is none of red, green, Dark-Blue; did you mean 'red'?"),
    ])
    func namesTheWords(text: String, message: String) {
        #expect(throws: ConversionError(message)) { try Datatype<House.Colour>.word(House.Colour.self).convert(text) }
    }
}
