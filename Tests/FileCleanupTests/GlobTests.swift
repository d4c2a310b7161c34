import Glibc
import Scheduling
import Testing

@testable import FileCleanup

/// What patterns match.
@Suite struct GlobTests {
    private func matches(_ pattern: String, _ text: String) throws -> Bool {
        try matches(pattern, Array(text.utf8))
    }

    private func matches(_ pattern: String, _ bytes: [UInt8]) throws -> Bool {
        try GlobPattern(pattern).matches(bytes.span)
    }

    @Test(arguments: [
        ("*", "anything", true), ("*", ".hidden", true), ("?idden", "hidden", true), ("?idden", ".idden", true),
        ("sess_*", "sess_1", true), ("sess_*", "Sess_1", false), ("*.tmp", "a.tmp.b", false), ("*.tmp", ".tmp", true),
        ("[a-c]x", "bx", true), ("[!a-c]x", "bx", false), ("[!a-c]x", "dx", true), ("[]]", "]", true),
        ("[a-]", "-", true), ("[", "[", true), ("[a", "[a", true), ("\\*", "*", true), ("\\*", "x", false),
        ("[[:digit:]]*", "7a", true), ("[[:digit:]]*", "a7", false), ("[![:upper:]]", "A", false),
        ("a*b*c", "aXXbXXbc", true), ("a*b*c", "aXXbXXbd", false), ("*a*a*a*", "aa", false), ("*a*a*", "aa", true),
        // With a slash it is the path that counts.
        ("cache/*", "cache/x", true), ("cache/*", "cache/x/y", false), ("*/x", "a/x", true), ("*/x", "a/b/x", false),
        ("**/x", "x", true), ("**/x", "a/b/x", true), ("**/x", "ax", false), ("a/**", "a/b/c", true),
        ("a/**", "a", false), ("a/**/b", "a/b", true), ("a/**/b", "a/x/y/b", true), ("a/**/b", "ab", false),
        ("a**b/c", "a/x/b/c", true), ("a/[!x]/b", "a///b", false), ("a/?/b", "a/x/b", true),
        ("**/**/x", "a/x", true), ("é?", "éa", true),
    ])
    func patterns(pattern: String, text: String, isMatch: Bool) throws {
        #expect(try matches(pattern, text) == isMatch)
    }

    @Test(arguments: ["", "/a", "a/", "a\\"])
    func aPatternThatCanMatchNothingIsAnError(text: String) {
        #expect(throws: GlobError.self) { try GlobPattern(text) }
    }

    @Test func bytesThatAreNoTextAreMatchedByTheByte() throws {
        let name: [UInt8] = [0x61, 0xFF, 0x0A, 0x62]
        #expect(try matches("a??b", name))
        #expect(try matches("a*b", name))
        #expect(try !matches("a?b", name))
    }

    @Test func randomPatternsMatchAsTheirDefinitionSays() throws {
        var random = SplitMix64(seed: 7)
        let pieces = ["a", "b", "/", "*", "**", "?", "**/", "[ab]", "[!a]", "\\*", "ab", "/**/"]
        var hits = 0
        for _ in 0..<4000 {
            let text = (0..<Int.random(in: 1...6, using: &random)).map { _ in pieces.randomElement(using: &random)! }
                .joined()
            guard let pattern = try? GlobPattern(text) else { continue }
            let path = String(
                (0..<Int.random(in: 0...7, using: &random)).map { _ in "ab/*".randomElement(using: &random)! })
            let expected = NaiveGlob.matches(text, path)
            hits += expected ? 1 : 0
            let found = pattern.matches(Array(path.utf8).span)
            if found != expected { Issue.record("\(text) on \(path): \(found)") }
        }
        #expect(hits > 200)
    }

    @Test func randomPatternsForNamesMatchAsThoseOfTheSystem() throws {
        var random = SplitMix64(seed: 11)
        let alphabet = Array("ab.-]![*?\\^:")
        var hits = 0
        for _ in 0..<10_000 {
            let text = String(
                (0..<Int.random(in: 1...7, using: &random)).map { _ in alphabet.randomElement(using: &random)! })
            guard let pattern = try? GlobPattern(text) else { continue }
            let name = String(
                (0..<Int.random(in: 0...6, using: &random)).map { _ in alphabet.randomElement(using: &random)! })
            let expected = unsafe fnmatch(text, name, 0) == 0
            hits += expected ? 1 : 0
            let found = pattern.matches(Array(name.utf8).span)
            if found != expected { Issue.record("\(text) on \(name): \(found)") }
        }
        #expect(hits > 200)
    }

    @Test func manyStarsTakeNoTime() throws {
        #expect(
            try !matches(String(repeating: "*a", count: 100) + "b", [UInt8](repeating: UInt8(ascii: "a"), count: 255)))
        let path = Array(repeating: Array("aa/".utf8), count: 300).flatMap(\.self)
        #expect(try !matches(String(repeating: "**/a*", count: 40) + "/b", path))
    }
}
