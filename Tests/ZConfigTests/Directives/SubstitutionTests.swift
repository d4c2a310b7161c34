import Testing

@testable import ZConfig

@Suite struct SubstitutionTests {
    private static let environment = ["HOME": " /home/x ", "EMPTY": "", "DOLLAR": "$a ${a} $$", "a": "small"]

    private static func replace(_ text: String) throws(Substitution.Failure) -> String {
        var substitution = Substitution { environment[$0] }
        substitution.define("a", "1")
        substitution.define("a_b9", "2")
        substitution.define("dollar", "$a$$")
        substitution.define("empty", "")
        return try substitution.replace(in: text)
    }

    @Test(arguments: [
        ("", ""), ("x", "x"), ("$$", "$"), ("$$$$", "$$"), ("$$a", "$a"), ("$$$a", "$1"), ("x$$", "x$"), ("$a", "1"),
        ("$A", "1"),
        ("${a}", "1"), ("${A}", "1"), ("x${a}y", "x1y"), ("$a$a", "11"), ("$a_b9", "2"), ("${a}_b9", "1_b9"),
        ("$a-b", "1-b"),
        ("$a.b", "1.b"), ("$a ", "1 "), ("$aä", "1ä"), ("$(HOME)", " /home/x "), ("$(EMPTY)", ""), ("x$(EMPTY)y", "xy"),
        ("$(a)", "small"),
        ("${empty}", ""), ("$dollar", "$a$$"), ("$(DOLLAR)", "$a ${a} $$"), ("$a}", "1}"), ("$a(b)", "1(b)"),
        ("${a}}", "1}"),
    ])
    func replaces(text: String, result: String) throws {
        #expect(try SubstitutionTests.replace(text) == result)
    }

    @Test(arguments: [
        ("$", "illegal lone '$' at end of source"), ("x$", "illegal lone '$' at end of source"),
        ("$$$", "illegal lone '$'"),
        ("$ a", "'$' not followed by '$' or name"), ("$9", "'$' not followed by"), ("$-", "'$' not followed by"),
        ("$ä", "'$' not followed by"), ("$\u{212A}", "'$' not followed by"), ("${", "'${' not followed by name"),
        ("${}", "'${' not followed by name"), ("${9}", "'${' not followed by name"),
        ("${ a}", "'${' not followed by name"),
        ("${a", "'${a' not followed by '}'"), ("${a }", "'${a' not followed by '}'"),
        ("${a-b}", "'${a' not followed by '}'"),
        ("${a)", "'${a' not followed by '}'"), ("$(", "'$(' not followed by name"),
        ("$()", "'$(' not followed by name"),
        ("$(9)", "'$(' not followed by name"), ("$(a", "'$(a' not followed by ')'"),
        ("$(a}", "'$(a' not followed by ')'"),
        ("$nope", "no replacement for 'nope'"), ("${Nope}", "no replacement for 'Nope'"),
        ("$(NOPE)", "no replacement for 'NOPE'"),
        ("$(home)", "no replacement for 'home'"), ("$a_", "no replacement for 'a_'"),
        ("$a_b99", "no replacement for 'a_b99'"),
    ])
    func refuses(text: String, words: String) {
        do throws(Substitution.Failure) {
            Issue.record("gives \(try SubstitutionTests.replace(text))")
        } catch {
            guard case .message(let message) = error else {
                Issue.record("follows from an error")
                return
            }
            #expect(message.hasPrefix(words))
        }
    }

    @Test func isToldWithItsLine() {
        for text in ["$", "${", "$nope", "$(NOPE)"] {
            #expect(Reading("\ntext \(text)").firstError?.placeAndKind == "main.conf:2: substitution")
            #expect(Reading("\n%define a \(text)").firstError?.placeAndKind == "main.conf:2: substitution")
            #expect(Reading("\n%include \(text)").firstError?.placeAndKind == "main.conf:2: substitution")
            #expect(Reading("\n%import \(text)").firstError?.placeAndKind == "main.conf:2: substitution")
        }
    }

    @Test func leavesKeysAndTagsAlone() throws {
        let defined = "%define a text\n"
        #expect(Reading("\(defined)$a b").firstError?.placeAndKind == "main.conf:2: conversion")
        #expect(Reading("\(defined)<$a>").firstError?.message.hasPrefix("unknown type name: '$a'") == true)
        let root = try Reading("\(defined)<room $a/b#$$>\n</room>").root()
        #expect(root.children.map(\.name) == ["$a/b#$$"])
    }

    @Test func isNotStrippedAgain() throws {
        let root = try Reading("text $(HOME)", environment: SubstitutionTests.environment).root()
        #expect(root.texts(of: "text") == [" /home/x "])
    }

    /// What is put in is neither looked through nor taken for a comment, a tag or an end of a line.
    @Test func isOnlyText() throws {
        let root = try Reading("text $(X)", environment: ["X": "# a\n</room> $b"]).root()
        #expect(root.texts(of: "text") == ["# a\n</room> $b"])
    }

    @Test func replacesInIncludes() throws {
        let root = try Reading("%define a b\n%include $a.conf", including: ["b.conf": "text x"]).root()
        #expect(root.texts(of: "text") == ["x"])
    }
}
