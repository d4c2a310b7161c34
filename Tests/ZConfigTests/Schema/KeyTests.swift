import BigInt
import Testing

@testable import ZConfig

@Suite struct KeyTests {
    private static func chair(_ text: String) throws -> Section {
        try #require(try Reading("<chair>\n\(text)\n</chair>").root().children.first)
    }

    @Test func readsEachDatatype() throws {
        let chair = try KeyTests.chair(
            """
            COUNT 5
            share 0.5
            Size 1kb
            folds yes
            wait 1h 30m
            text a  b
            words a  b
            label A-b
            ident A_b
            colour RED
            """)
        #expect(try chair.value(of: House.count) == 5)
        #expect(try chair.value(of: House.share) == 0.5)
        #expect(try chair.value(of: House.size) == 1024)
        #expect(try chair.value(of: House.folds))
        #expect(try chair.value(of: House.wait) == TimeDelta(nanoseconds: 5_400_000_000_000))
        #expect(try chair.value(of: House.text) == "a  b")
        #expect(try chair.value(of: House.words) == ["a", "b"])
        #expect(try chair.value(of: House.label) == "a-b")
        #expect(try chair.value(of: House.ident) == "A_b")
        #expect(try chair.value(of: House.colour) == .red)
    }

    @Test func takesDefaults() throws {
        let chair = try KeyTests.chair("")
        #expect(try chair.value(of: House.height) == 5)
        #expect(try chair.values(of: House.legs) == [1, 2])
        #expect(try chair.values(of: House.notes) == [])
        #expect(try chair.valueIfPresent(of: House.count) == nil)
        #expect(chair.texts(of: "height") == [])
        #expect(chair.position(of: "height") == nil)
    }

    @Test func replacesAllDefaults() throws {
        let chair = try KeyTests.chair("legs 4\nheight 7\nlegs 3\nLEGS 4")
        #expect(try chair.value(of: House.height) == 7)
        #expect(try chair.values(of: House.legs) == [4, 3, 4])
        #expect(chair.texts(of: "Legs") == ["4", "3", "4"])
        #expect(chair.position(of: "LEGS")?.line == 2)
    }

    @Test func keepsTheOrderOfValuesAmongOtherKeys() throws {
        let chair = try KeyTests.chair("notes c\ncount 1\nnotes a\ntext x\nnotes b")
        #expect(chair.notes == ["c", "a", "b"])
    }

    @Test(arguments: [
        ("text", ""), ("text ", ""), ("text  $$", "$"), ("text %define", "%define"), ("text # a", "# a"),
        ("text <", "<"),
    ])
    func takesAnyValue(line: String, value: String) throws {
        #expect(try KeyTests.chair(line).value(of: House.text) == value)
    }

    @Test(arguments: ["count", "share", "size", "folds", "label", "ident", "colour", "legs", "height"])
    func convertsEmptyValues(key: String) {
        #expect(Reading("<chair>\n\(key)\n</chair>").firstError?.placeAndKind == "main.conf:2: conversion")
    }

    @Test(arguments: [
        ("bogus 1", "configuration", "'bogus' is not a known key name in <Chair>"),
        ("9 1", "conversion", "'9' is not a name"), ("a*b 1", "conversion", "'a*b' is not a name"),
        ("\u{212A}ind 1", "conversion", "'\u{212A}ind' is not a name"),
        ("t\u{E9}xt 1", "conversion", "'t\u{E9}xt' is not a name"),
        (
            "text a\nTEXT b", "configuration",
            "'TEXT' does not support multiple values; it stands at main.conf:2 already"
        ),
        ("text a\ntext a", "configuration", "'text' does not support multiple values"),
        ("count x", "conversion", "Count in <Chair>: 'x' is not a whole number"),
    ])
    func refuses(text: String, kind: String, message: String) {
        let error = Reading("<chair>\n\(text)\n</chair>").firstError
        #expect(error?.kind.rawValue == kind)
        #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "none")")
        #expect(error?.position?.line == text.split(separator: "\n").count + 1)
    }

    @Test func refusesTheNameOfASectionForAKey() {
        #expect(
            Reading("kitchen x").report == [
                "main.conf:1: configuration: 'kitchen' is not a valid key name in None sections; "
                    + "it is the name of a section"
            ])
        #expect(
            Reading("<room>\nbest x\n</room>").report == [
                "main.conf:2: configuration: 'best' is not a valid key name in 'room' sections; "
                    + "it is the name of a section"
            ])
    }

    // MARK: Checked when the value is asked for

    @Test func tellsWhereARequiredKeyIsMissing() throws {
        let chair = try KeyTests.chair("count 1")
        #expect(throws: ConfigurationError.self) { try chair.value(of: House.weight) }
        var errors = ErrorCollector()
        #expect(errors.read(House.weight, chair) == nil)
        #expect(
            errors.sorted.map(\.description) == [
                "main.conf:1: configuration: no values for 'Weight'; 1 required in <Chair>"
            ])
    }

    @Test func tellsWhereAValueIsOutOfRange() throws {
        let chair = try KeyTests.chair("legs 1\nheight 0\nlegs -1\nlegs -2")
        var errors = ErrorCollector()
        #expect(errors.read(House.height, chair) == nil)
        #expect(errors.read(House.legs, chair) == nil)
        #expect(
            errors.sorted.map(\.description) == [
                "main.conf:3: conversion: Height in <Chair>: '0' is out of range; it must be 1 or more",
                "main.conf:4: conversion: Legs in <Chair>: '-1' is out of range; it must be 0 or more",
            ])
    }

    @Test func refusesAKeyThatTheTypeDoesNotDeclare() throws {
        let table = try #require(try Reading("<table/>").root().children.first)
        #expect(throws: ConfigurationError(.schema, "the type 'Table' declares no key 'Wait'")) {
            try table.valueIfPresent(of: House.wait)
        }
        let other = Key("Text", .integer, description: "Of another type.")
        let room = try #require(try Reading("<room>\ntext 1\n</room>").root().children.first)
        #expect(throws: ConfigurationError(.schema, "the key 'Text' has values of another type in 'Room'")) {
            try room.value(of: other)
        }
    }
}
