import Testing

@testable import ZConfigSchemaXML

/// What is told of XML documents, and where.
@Suite struct XMLDocumentTests {
    @Test func aTagIsWhereItBegins() {
        let text = "<?xml version='1.0'?>\n<a\n  x='1'\n  y='2'>\n <b/>\n</a\n>\n"
        #expect(
            Recorder.events(text) == [
                "2@22 <a x='1' y='2'>", "4@41 '\n '", "5@43 <b>", "5@47 </b>", "5@47 '\n'", "6@48 </a>",
            ])
    }

    @Test func aTextIsWhereItBeginsRightAfterTheTag() {
        #expect(Recorder.events("<a>one\ntwo</a>") == ["1@0 <a>", "1@3 'one\ntwo'", "2@10 </a>"])
        #expect(Recorder.events("<a\n>\none</a>") == ["1@0 <a>", "2@4 '\none'", "3@8 </a>"])
        #expect(Recorder.events("<a><!-- c\n -->one</a>") == ["1@0 <a>", "2@14 'one'", "2@17 </a>"])
        #expect(Recorder.events("<a><![CDATA[<x>\n]]>&amp;&#x41;</a>") == ["1@0 <a>", "1@12 '<x>\n&A'", "2@30 </a>"])
    }

    @Test func linesEndInAnyWay() {
        #expect(Recorder.events("<a>\r\n<b/>\r<c/>\n</a>").map { $0.prefix { $0 != "@" } }.last == "4")
        #expect(Recorder.events("<a>1\r\n2\r3</a>")[1] == "1@3 '1\n2\n3'")
    }

    @Test(arguments: ["UTF-8", "iso-8859-1", "utf-16", "nonsense"])
    func theEncodingOfTheDeclarationDoesNotCount(encoding: String) {
        let events = Recorder.events("<?xml version='1.0' encoding='\(encoding)'?><a x='\u{FC}'>\u{20AC}</a>")
        #expect(events.map { $0.drop { $0 != " " } } == [" <a x='\u{FC}'>", " '\u{20AC}'", " </a>"])
    }

    @Test func aByteOrderMarkIsSkipped() {
        #expect(Recorder.events("\u{FEFF}<a/>") == ["1@3 <a>", "1@7 </a>"])
    }

    @Test(arguments: [
        ("", "1@-1 error: no element found"),
        ("\n\n", "3@2 error: no element found"),
        ("<a>", "1@3 error: no element found"),
        ("<a>\n<b>\n</a>", "3@10 error: mismatched tag"),
        ("<a>\n&\n</a>", "2@5 error: not well-formed (invalid token)"),
        ("<a>\n&none;</a>", "2@4 error: undefined entity"),
        ("<a\nx='1'\nx='2'/>", "3@9 error: duplicate attribute"),
        ("<a/>\n<b/>", "2@5 error: junk after document element"),
        ("<a>\n  \u{1}</a>", "2@6 error: not well-formed (invalid token)"),
        ("x<a/>", "1@1 error: not well-formed (invalid token)"),
        (" <?xml version='1.0'?><a/>", "1@1 error: XML or text declaration not at start of entity"),
        ("<a>]]></a>", "1@5 error: not well-formed (invalid token)"),
    ])
    func whatIsMalformedIsAnErrorWhereItIs(text: String, error: String) {
        #expect(Recorder.error(text) == error)
    }

    @Test func whatIsNotUTF8IsMalformed() {
        let events = Recorder.events(Array("<a>\n".utf8) + [0xFC] + Array("</a>".utf8))
        #expect(events.last == "2@4 error: not well-formed (invalid token)")
    }

    @Test func whoWantsNoMoreGetsNoMoreAndNoError() {
        #expect(Recorder.events("<a><b/><c/>&", most: 1) == ["1@0 <a>"])
        #expect(Recorder.events("<a>\n<b></wrong>", most: 3) == ["1@0 <a>", "1@3 '\n'", "2@4 <b>"])
        // An element without an end tag ends all the same.
        #expect(Recorder.events("<a><b/></wrong>", most: 2) == ["1@0 <a>", "1@3 <b>", "1@7 </b>"])
        #expect(Recorder.events("no xml", most: 0) == [])
    }

    /// Expat gets a document in parts of a mebibyte.
    @Test(arguments: -12...4)
    func partsOfADocumentFitTogether(shift: Int) {
        let before =
            "<a>\n<!--" + String(repeating: "-x", count: (1 << 19) - 8) + String(repeating: "y", count: 20 + shift)
        let start = before.utf8.count + 3
        let events = Recorder.events(before + "--><b x='\u{20AC}'>\u{FC}ber</b>\n</a>")
        let b = "<b x='\u{20AC}'>".utf8.count
        #expect(
            events == [
                "1@0 <a>", "1@3 '\n'", "2@\(start) <b x='\u{20AC}'>", "2@\(start + b) '\u{FC}ber'",
                "2@\(start + b + 5) </b>", "2@\(start + b + 9) '\n'", "3@\(start + b + 10) </a>",
            ])
    }
}
