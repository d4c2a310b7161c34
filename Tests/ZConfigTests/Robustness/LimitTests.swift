import Testing

@testable import ZConfig

/// What is refused so that a configuration of a few lines cannot use up the machine.
@Suite struct LimitTests {
    @Test func includesToADepth() throws {
        let most = ConfigurationLoader.deepestInclude
        func files(_ count: Int) -> [String: String] {
            Dictionary(
                uniqueKeysWithValues: (1...count).map { ("f\($0)", $0 < count ? "%include f\($0 + 1)" : "text end") })
        }
        let root = try Reading("%include f1", including: files(most)).root()
        #expect(root.texts(of: "text") == ["end"])
        let error = Reading("%include f1", including: files(most + 1)).firstError
        #expect(error?.description == "f\(most):1: resource: files are included more than \(most) deep")
    }

    @Test func includesANumberOfFiles() throws {
        let line = "%include in.conf\n"
        let most = String(repeating: line, count: ConfigurationLoader.mostIncludes)
        #expect(try Reading(most, including: ["in.conf": ""]).root().notes == [])
        let reading = Reading(most + line + line, including: ["in.conf": ""])
        #expect(reading.places == ["main.conf:10001: resource", "main.conf:10002: resource"])
    }

    /// Files that include others twice: each level doubles the number.
    @Test func endsWhereIncludesMultiply() {
        let files = Dictionary(
            uniqueKeysWithValues: (1...100).map { ("f\($0)", "%include f\($0 + 1)\n%include f\($0 + 1)") })
        let error = Reading("%include f1", including: files.merging(["f101": "notes a"]) { $1 }).firstError
        #expect(error?.message.hasPrefix("more than 10000 files") == true)
    }

    @Test func includesANumberOfBytes() {
        let part = String(repeating: "#", count: 1 << 20)
        let lines = String(repeating: "%include in.conf\n", count: 300)
        let error = Reading(lines, including: ["in.conf": part]).firstError
        #expect(error?.position?.line == 257)
        #expect(error?.message.hasSuffix("256 MiB are included") == true)
    }

    @Test func gathersANumberOfErrors() {
        let most = ConfigurationLoader.mostErrors
        let all = Reading(String(repeating: "bogus x\n", count: most - 1)).gathered
        #expect(all.count == most - 1)
        let cut = Reading(String(repeating: "bogus x\n", count: most * 2)).gathered
        #expect(cut.count == most + 1)
        #expect(cut.last?.description == "main.conf: configuration: more than \(most) errors; reading stops here")
        #expect(cut.first?.position?.line == 1)
    }

    @Test func putsInANumberOfBytes() {
        var lines = ["%define a0 0123456789"]
        for number in 1...60 { lines.append("%define a\(number) $a\(number - 1)$a\(number - 1)") }
        lines += ["text $a60", "notes $a3", "notes $$"]
        let reading = Reading(lines.joined(separator: "\n"))
        // What follows from it is not told, and what is small still fits.
        #expect(reading.places == ["main.conf:23: substitution"])
        #expect(reading.firstError?.message == "substitution puts in more than 64 MiB")
    }

    /// Errors at the end of a file have the text of its last line, each of them.
    @Test func keepsLinesShort() {
        let line = "#" + String(repeating: "ä", count: 400_000)
        let errors = Reading(String(repeating: "<shed>\n", count: 4000) + line).gathered
        #expect(errors.count > 1)
        for error in errors { #expect(error.sourceLine?.utf8.count ?? 0 <= ConfigurationError.mostLineBytes + 3) }
        #expect(Reading("bogus x\u{E9}" + line).firstError?.sourceLine?.hasSuffix("ä…") == true)
        let exact = "bogus " + String(repeating: "x", count: ConfigurationError.mostLineBytes - 6)
        #expect(Reading(exact + "\n").firstError?.sourceLine == exact)
    }

    /// Of very many names the nearest is not looked for again and again.
    @Test func endsGuessing() {
        let guesses = NameGuesses(pairs: 1000)
        let names = (0..<10).map { "name\($0)" }
        #expect(guesses.hint(for: "naem7", among: { names }) == "; did you mean 'name7'?")
        #expect(guesses.nearest(to: "naem7") { names } == "name7")
        #expect(guesses.hint(for: "naem7", among: { names }) == "")
    }
}
