import Testing

@testable import EventLog

/// Texts of others, as they are shown.
@Suite struct PrintableTextTests {
    @Test(arguments: [
        ("", ""), ("plain ~", "plain ~"), ("é 日本 👩‍👩‍👧", "é 日本 👩‍👩‍👧"), ("a\nb", #"a\nb"#),
        ("\u{1B}[31m", #"\u{1B}[31m"#), ("\u{0}", #"\0"#), ("\u{7F}", #"\u{7F}"#), ("\u{9B}", #"\u{009B}"#),
        ("\u{202E}x", #"\u{202E}x"#), ("\u{200F}", #"\u{200F}"#), ("\u{2028}", #"\u{2028}"#),
        ("\u{2029}", #"\u{2029}"#), ("\u{FFFF}", #"\u{FFFF}"#), ("\u{FFFD}", "\u{FFFD}"), (#"a\b"#, #"a\b"#),
        ("e\u{301}", "e\u{301}"), ("\u{E000}", "\u{E000}"),
    ])
    func whatDoesNotPrintIsEscaped(text: String, printable: String) {
        #expect(text.printable == printable)
    }
}
