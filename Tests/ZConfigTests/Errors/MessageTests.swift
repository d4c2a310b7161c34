import Testing

@testable import ZConfig

/// What errors say.
@Suite struct MessageTests {
    @Test(arguments: [
        ("<chair>\nheigth 1\n</chair>", "'heigth' is not a known key name in <Chair>; did you mean 'Height'?"),
        ("<chair x>\nCoun 1\n</chair>", "'Coun' is not a known key name in <Chair x>; did you mean 'Count'?"),
        ("<chair>\nheight=1\n</chair>", "; did you mean 'Height'?"),
        ("<chair>\nhieght: 1\n</chair>", "; did you mean 'Height'?"),
        ("<char/>", "unknown type name: 'char'; did you mean 'Chair'?"), ("<Kitchen/>", "unknown type name: 'kitchen'"),
        ("<room>\n<tabel/>\n</room>", "unknown type name: 'tabel'; did you mean 'Table'?"),
        ("%define queues x\ntext $queue", "no replacement for 'queue'; did you mean 'queues'?"),
        ("<chair>\ncolour gren\n</chair>", "; did you mean 'green'?"),
    ])
    func nameTheNearest(text: String, message: String) {
        let error = Reading(text).firstError
        #expect(error?.message.hasSuffix(message) == true, "\(error?.message ?? "none")")
    }

    @Test(
        arguments: [
            ("RunEvery", "RunEvery"), ("runevery", "RunEvery"), ("RunEvry", "RunEvery"), ("RunEveyr", "RunEvery"),
            ("Run-Every", "RunEvery"),
            ("EveryRun", nil), ("Run", nil), ("", nil), ("Flor", "Floor"), ("Fl", nil), ("Jiter", "Jitter"), ("é", nil),
            ("MinimumIdel", "MinimumIdle"), ("MaximunIdle", "MaximumIdle"),
        ] as [(String, String?)])
    func nearestName(name: String, nearest: String?) {
        let names = ["RunEvery", "Floor", "Jitter", "MinimumIdle", "MaximumIdle"]
        #expect(NearestName.nearest(to: name, among: names) == nearest)
        #expect(NearestName.hint(for: name, among: names) == (nearest.map { "; did you mean '\($0)'?" } ?? ""))
    }

    @Test func stayOnTheirLine() {
        let reading = Reading("\u{0}\u{1B}[31m x\n<e\u{202E} f\u{200B}/>\n%include a\u{7F}\r.conf\n<chair x\u{85}>\n")
        #expect(
            reading.report == [
                "main.conf:1: conversion: '\\x00\\x1b[31m' is not a name: a letter, then letters, digits, '-', '.' "
                    + "and '_'",
                "main.conf:2: syntax: unknown type name: 'e\\u202e'",
                "a\\x7f\\r.conf: resource: there is no such file (included at main.conf:3)",
                "main.conf:4: syntax: unclosed sections not allowed: <chair> (main.conf:4) has no end",
            ])
    }

    @Test(arguments: [
        ("a\tb", "a\\tb"), ("a\nb\r", "a\\nb\\r"), ("\u{0}\u{1B}\u{7F}", "\\x00\\x1b\\x7f"),
        ("\u{85}\u{A0}", "\\x85\\xa0"),
        ("\u{200B}\u{202E}\u{FEFF}", "\\u200b\\u202e\\ufeff"), ("\u{E0001}\u{10FFFF}", "\\U000e0001\\U0010ffff"),
        ("\u{2028}\u{3000}", "\\u2028\\u3000"), ("ä 日本 \u{301}😀", "ä 日本 \u{301}😀"), ("a\\b", "a\\b"),
        ("\u{AD}", "\\xad"),
    ])
    func escapeWhatDoesNotPrint(text: String, escaped: String) {
        #expect(text.escapingUnprintable == escaped)
    }

    @Test(arguments: [
        ("<table>\ncount 5 # five\n</table>", true), ("<chair>\nwait 15m  #five\n</chair>", true),
        ("<chair>\nfolds\tyes\t#\n</chair>", true),
        ("<table>\ncount 5#five\n</table>", false), ("<table>\ncount #5\n</table>", false),
        ("<table>\ncount x\n</table>", false),
    ])
    func explainApparentComments(text: String, isExplained: Bool) {
        let error = Reading(text).firstError
        #expect(error?.kind == .conversion)
        let hint = "ZConfig has no comments at the end of a line: a '#' starts one only at the start of a line"
        #expect(error?.message.hasSuffix(hint) == isExplained)
    }

    @Test func areCutWhereTheyAreLong() {
        let long = String(repeating: "ä", count: 100_000)
        for text in [
            "\(long) x", "text $\(long)", "<\(long)>", "</\(long)>", "<table>\ncount \(long)\n</table>", "%\(long)",
            "%define \(long)",
        ] {
            for error in Reading(text).gathered { #expect(error.message.utf8.count < 1000) }
        }
        // The name of a section stands in the message of each error in it.
        let reading = Reading("<chair \(long)>\nbogus x\ncount x\n<lamp x/>\n</chair>\n</\(long)>")
        for error in reading.gathered { #expect(error.message.utf8.count < 1000) }
    }

    @Test func holdTheTextOfTheLine() {
        #expect(Reading("\n  bogus  x \r\n").firstError?.sourceLine == "  bogus  x \r")
        #expect(Reading("<room>").firstError?.sourceLine == "<room>")
        #expect(Reading("%include nope").firstError?.sourceLine == nil)
    }
}
