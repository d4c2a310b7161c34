import Testing

@testable import ZConfig

@Suite struct DefineTests {
    @Test(arguments: [
        ("%define a x", "$a", "x"), ("%define a  x  y ", "$a", "x  y"), ("%define a", "$a", ""),
        ("%define A x", "$a", "x"),
        ("%define a x", "$A", "x"), ("%define _ x", "$_", "x"), ("%define a1_B x", "$A1_b", "x"),
        ("%define a\tx", "$a", "x"),
        ("%define a\u{2028}x", "$a", "x"), ("%define a # x", "$a", "# x"), ("%define a $$", "$a", "$"),
        ("%define a $$b", "$a", "$b"),
        // The Kelvin sign is a K in lower case.
        ("%define \u{212A} x", "$k", "x"),
    ])
    func defines(line: String, text: String, value: String) throws {
        let root = try Reading("\(line)\ntext [\(text)]").root()
        #expect(root.texts(of: "text") == ["[\(value)]"])
    }

    @Test(arguments: ["9", "a-b", "a.b", "ä", "$a", "a=b", "(a)", "a\u{0}"])
    func refusesNames(name: String) {
        let error = Reading("%define \(name) x").firstError
        #expect(error?.placeAndKind == "main.conf:1: syntax")
        #expect(error?.message.hasPrefix("not a substitution legal name") == true)
    }

    /// The stored value, in which everything is replaced, is compared with the new text, in which nothing is.
    @Test(
        arguments: [
            ("%define a x\n%define a x", nil), ("%define a x\n%define A x", nil), ("%define a\n%define a", nil),
            ("%define a x\n%define a y", 2), ("%define a x\n%define a", 2), ("%define a x y\n%define a x  y", 2),
            ("%define a \u{E4}\n%define a a\u{308}", 2),
            ("%define b x\n%define a $b\n%define a $b", 3), ("%define b x\n%define a $b\n%define a x", nil),
            ("%define a $$\n%define a $$", 2), ("%define a x\n%define a $nope", 2),
        ] as [(String, Int?)])
    func redefines(text: String, line: Int?) {
        let error = Reading(text).firstError
        #expect(error?.position?.line == line)
        #expect(error == nil || error?.message.hasPrefix("cannot redefine 'a'") == true)
        #expect(error == nil || error?.kind == .syntax)
    }

    @Test func replacesInAnEqualRedefinitionToo() {
        // What is stored is one `$`, and so is the new text; but that cannot stand there.
        #expect(Reading("%define a $$\n%define a $").firstError?.placeAndKind == "main.conf:2: substitution")
    }

    @Test func checksTheNameBeforeTheValue() {
        #expect(Reading("%define 9 $nope").firstError?.kind == .syntax)
        #expect(Reading("%define a $nope").firstError?.kind == .substitution)
    }

    @Test func replacesWhenItIsDefined() throws {
        let root = try Reading("%define b x\n%define a $b.\ntext $a").root()
        #expect(root.texts(of: "text") == ["x."])
        #expect(Reading("%define a $b\n%define b x").firstError?.position?.line == 1)
    }

    @Test func isNotScopedBySections() throws {
        let root = try Reading("<room>\n%define a x\ntext $a\n</room>\ntext $a").root()
        #expect(root.texts(of: "text") == ["x"])
    }

    @Test func holdsOnlyFromItsLineOn() {
        #expect(Reading("text $a\n%define a x").firstError?.placeAndKind == "main.conf:1: substitution")
    }
}
