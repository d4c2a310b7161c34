import Testing

@testable import ZConfig

/// What counts as space, and where lines end.
@Suite struct SpaceTests {
    private static let spaces: [Unicode.Scalar] = [
        "\u{9}", "\u{B}", "\u{C}", "\u{D}", "\u{1C}", "\u{1D}", "\u{1E}", "\u{1F}", " ", "\u{85}", "\u{A0}", "\u{1680}",
        "\u{2000}", "\u{2001}", "\u{2005}", "\u{200A}", "\u{2028}", "\u{2029}", "\u{202F}", "\u{205F}", "\u{3000}",
    ]

    @Test(arguments: spaces)
    func separatesAndIsStripped(space: Unicode.Scalar) throws {
        let root = try Reading("\(space)text\(space)\(space)a\(space)b\(space)\n\(space)# c").root()
        #expect(try root.valueIfPresent(of: House.text) == "a\(space)b")
    }

    @Test(
        arguments: [
            "\u{0}", "\u{8}", "\u{E}", "\u{1B}", "\u{7F}", "\u{84}", "\u{86}", "\u{A1}", "\u{180E}", "\u{1FFF}",
            "\u{200B}",
            "\u{2027}", "\u{202A}", "\u{2060}", "\u{2FFF}", "\u{3001}", "\u{FEFF}",
        ] as [Unicode.Scalar])
    func takesEverythingElseForText(scalar: Unicode.Scalar) throws {
        let root = try Reading("text \(scalar)a\(scalar)").root()
        #expect(root.texts(of: "text") == ["\(scalar)a\(scalar)"])
        #expect(Reading("text\(scalar)a").firstError?.kind == .conversion)
    }

    /// The predicate and the readers of bytes agree on every character.
    @Test func agreesWithItself() {
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let bytes = Array(String(Character(scalar)).utf8)
            let isSpace = Space.contains(scalar)
            let length = isSpace ? bytes.count : 0
            if Space.length(at: 0, bytes.span, bytes.count) != length
                || Space.length(before: bytes.count, bytes.span, 0) != length
                || isSpace != scalar.properties.isWhitespace && !(0x1C...0x1F).contains(value)
            {
                Issue.record("U+\(String(value, radix: 16))")
            }
        }
    }

    @Test func endsLinesAtLineFeedsOnly() throws {
        let root = try Reading("notes a\r\nnotes b\rnotes c\nnotes d\u{85}notes e\r\n\r\nnotes f\u{2028}g").root()
        #expect(root.notes == ["a", "b\rnotes c", "d\u{85}notes e", "f\u{2028}g"])
    }

    @Test(arguments: [
        ("", 0), ("\n", 0), ("notes a", 1), ("notes a\n", 1), ("\n\nnotes a\n\n", 1), ("notes\nnotes", 2),
    ])
    func needsNoLineFeedAtTheEnd(text: String, count: Int) throws {
        #expect(try Reading(text).root().notes.count == count)
    }

    @Test(arguments: [("text a\n<room>", 2), ("text a\n<room>\n", 2), ("text a\n<room>\n\n", 3), ("<room>\n \n\n", 3)])
    func countsLines(text: String, last: Int) {
        #expect(Reading(text).firstError?.position?.line == last)
    }

    @Test func keepsAByteOrderMark() {
        #expect(Reading("\u{FEFF}text a").firstError?.placeAndKind == "main.conf:1: conversion")
        #expect(Reading("\u{FEFF}# a").firstError?.placeAndKind == "main.conf:1: conversion")
        #expect(Reading("\u{FEFF}<room>\n</room>").firstError?.placeAndKind == "main.conf:1: conversion")
        #expect(Reading("\u{FEFF}").firstError?.placeAndKind == "main.conf:1: conversion")
    }

    @Test(arguments: [[0x80], [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE3, 0x80]])
    func refusesWhatIsNotUTF8(bytes: [UInt8]) {
        let reading = Reading(Array("bogus a\n# ".utf8) + bytes)
        #expect(reading.firstError?.placeAndKind == "main.conf: encoding")
        #expect(reading.firstError?.message.contains("line 2") == true)
        #expect(reading.gathered.count == 1)
    }
}
