import Testing

@testable import ZConfig

/// A line by its first characters.
@Suite struct LineTests {
    @Test(arguments: [
        ("", "blank"), (" \t ", "blank"), ("#", "blank"), ("  # a", "blank"), ("#<a>", "blank"), ("#%define", "blank"),
        ("\r", "blank"),
    ])
    func ignoresNothingAndComments(line: String, meaning: String) {
        #expect(Line(line).meaning == meaning)
    }

    @Test(arguments: [
        ("a b", "key [a] [b]"), ("a", "key [a] []"), ("  a  ", "key [a] []"), ("a\tb  c", "key [a] [b  c]"),
        ("a b # c", "key [a] [b # c]"), ("a #", "key [a] [#]"), ("a# b", "key [a#] [b]"), ("a b\r", "key [a] [b]"),
        ("a b\rc", "key [a] [b\rc]"), ("a(b) c", "key [a] [(b) c]"), ("a) b", "key [a] [) b]"), ("a(", "key [a] [(]"),
        ("a <b>", "key [a] [<b>]"), ("a<b>", "key [a<b>] []"), ("a=b", "key [a=b] []"), ("$a b", "key [$a] [b]"),
        ("\u{FEFF}# a", "key [\u{FEFF}#] [a]"), ("\u{FEFF}a b", "key [\u{FEFF}a] [b]"),
        ("a\u{200B}b", "key [a\u{200B}b] []"),
        ("a\u{0}b c", "key [a\u{0}b] [c]"), ("a b\u{0}", "key [a] [b\u{0}]"), ("ä ö", "key [ä] [ö]"),
        (">", "key [>] []"),
    ])
    func readsKeys(line: String, meaning: String) {
        #expect(Line(line).meaning == meaning)
    }

    @Test(arguments: ["(", ")", "(a) b", "  (a"])
    func refusesLinesThatBeginWithAParenthesis(line: String) {
        #expect(Line(line).meaning == "malformed configuration data")
    }

    @Test(arguments: [
        ("<a>", "start [a]"), ("<a >", "start [a]"), ("<a b>", "start [a] [b]"), ("<a\u{3000}b >", "start [a] [b]"),
        ("<a/>", "empty [a]"), ("<a />", "empty [a]"), ("<a b/>", "empty [a] [b]"), ("<a b />", "empty [a] [b]"),
        ("<a/ >", "start [a/]"), ("<a b/ >", "start [a] [b/]"), ("<a //>", "empty [a] [/]"),
        ("<a b>c>", "start [a] [b>c]"),
        ("<a>>", "start [a>]"), ("<<a>", "start [<a]"), ("<a #>", "start [a] [#]"),
        ("<a $b/c#d>", "start [a] [$b/c#d]"),
        ("<!-- a -->", "malformed section header"), ("<#>", "start [#]"), ("  <a>  ", "start [a]"),
        ("<a>\r", "start [a]"),
        ("<*>", "start [*]"), ("<a\u{0}>", "start [a\u{0}]"), ("<a\rb>", "start [a] [b]"),
    ])
    func readsSectionStarts(line: String, meaning: String) {
        #expect(Line(line).meaning == meaning)
    }

    @Test(arguments: ["<", "<a", "<a b", "<a> b", "<a> # b", "<a>x"])
    func refusesStartsWithoutAnEnd(line: String) {
        #expect(Line(line).meaning == "malformed section start")
    }

    @Test(arguments: ["<>", "< >", "< a>", "<a b c>", "<(a)>", "<a(b)>", "<a (b)>", "<a b(c)>", "<a)>", "<a b)>"])
    func refusesBadHeaders(line: String) {
        #expect(Line(line).meaning == "malformed section header")
    }

    @Test(arguments: [
        ("</a>", "end [a]"), ("</a >", "end [a]"), ("</ a>", "end [ a]"), ("</a b>", "end [a b]"), ("</>", "end []"),
        ("< /a>", "malformed section header"), ("<//>", "end [/]"), ("</a>>", "end [a>]"), ("</a\u{2028}>", "end [a]"),
        ("</", "malformed section end"), ("</a", "malformed section end"), ("</a> b", "malformed section end"),
    ])
    func readsSectionEnds(line: String, meaning: String) {
        #expect(Line(line).meaning == meaning)
    }

    @Test(arguments: [
        ("%define a b", "define [a b]"), ("%include a", "include [a]"), ("%import a", "import [a]"),
        ("%define(a) b", "define [(a) b]"), ("%define\u{A0}a", "define [a]"), ("  %include  a b ", "include [a b]"),
        ("%", "missing or unrecognized directive"), ("% define a b", "missing or unrecognized directive"),
        ("%(define a", "missing or unrecognized directive"), ("%Define a b", "unknown directive: 'Define'"),
        ("%bogus", "unknown directive: 'bogus'"), ("%%", "unknown directive: '%'"),
        ("%define", "missing argument to %define directive"),
        ("%include  ", "missing argument to %include directive"), ("%import", "missing argument to %import directive"),
    ])
    func readsDirectives(line: String, meaning: String) {
        #expect(Line(line).meaning == meaning)
    }
}

/// A line with its text.
private struct Line {
    /// What the line means, in words.
    let meaning: String

    init(_ text: String) {
        let source = Source(file: "main.conf", bytes: Array(text.utf8))
        let bytes = source.bytes
        let line = ZConfig.Line(bytes.span, 0..<bytes.count)
        func part(_ range: Range<Int>) -> String { "[\(source.text(range))]" }
        switch line {
        case .blank:
            meaning = "blank"
        case .key(let name, let value):
            meaning = "key \(part(name)) \(part(value))"
        case .sectionStart(let type, let name, let isEmpty):
            meaning = "\(isEmpty ? "empty" : "start") \(part(type))\(name.map { " \(part($0))" } ?? "")"
        case .sectionEnd(let type):
            meaning = "end \(part(type))"
        case .directive(let directive, let argument):
            meaning = "\(directive.rawValue) \(part(argument))"
        case .malformed(let malformation):
            let message = malformation.message(in: source)
            let stem = message.prefix { $0 != ":" && $0 != ";" }
            let isUnknown = message.hasPrefix("unknown directive")
            meaning = isUnknown ? String(message.prefix { $0 != ";" }) : String(stem)
        }
    }
}
