import Testing

@testable import ZConfig

/// A configuration without a schema, written out again; the texts are those of the reference implementation.
@Suite struct SchemalessTextTests {
    @Test func writesNothingAsALine() throws {
        #expect(try SchemalessReading("").text() == "\n")
    }

    @Test func writesAConfiguration() throws {
        let text = """
            <A B>
            x 1
            <c>
            </c>
            <d E>
            k v
            </d>
            x  2
            </A>
            %import p
            z a  b
            <e/>
            Z
            %import q
            """
        let written = """
            %import p
            %import q

            Z\u{20}
            z a  b

            <a b>
              x 1
              x 2

              <c>
              </c>
              <d e>
                k v
              </d>
            </a>

            <e>
            </e>

            """
        #expect(try SchemalessReading(text).text() == written)
    }

    /// By code point: neither as `String` sorts, nor as UTF-16 does.
    @Test func sortsKeys() throws {
        let keys = ["b", "a", "B", "é", "e\u{301}", "z", "\u{FFFF}", "\u{1F600}", "ab", "a-"]
        let text = keys.map { "\($0) v\n" }.joined()
        let sorted = ["B", "a", "a-", "ab", "b", "e\u{301}", "z", "é", "\u{FFFF}", "\u{1F600}"]
        #expect(Array(try SchemalessReading(text).text().utf8) == Array(sorted.map { "\($0) v\n" }.joined().utf8))
    }

    @Test func separatesKeysFromSections() throws {
        #expect(try SchemalessReading("<a/>").text() == "<a>\n</a>\n")
        #expect(try SchemalessReading("<a/>\nk").text() == "k \n\n<a>\n</a>\n")
        #expect(try SchemalessReading("<a>\n<b/>\n</a>").text() == "<a>\n  <b>\n  </b>\n</a>\n")
        #expect(try SchemalessReading("%import a\n<a/>").text() == "%import a\n\n<a>\n</a>\n")
        #expect(try SchemalessReading("%import a").text() == "%import a\n")
    }

    /// Only space at the end of the whole text is left out.
    @Test func leavesOutSpaceAtTheEnd() throws {
        #expect(try SchemalessReading("a\nb").text() == "a \nb\n")
        let environment = ["SPACE": "x \u{3000}\n\n ", "EMPTY": ""]
        #expect(try SchemalessReading("a $(SPACE)", environment: environment).text() == "a x\n")
        #expect(try SchemalessReading("<a>\nb $(EMPTY)\n</a>", environment: environment).text() == "<a>\n  b \n</a>\n")
        #expect(try SchemalessReading("%import $(EMPTY)", environment: environment).text() == "%import\n")
    }

    @Test func doublesNoDollars() throws {
        #expect(try SchemalessReading("a $$b").text() == "a $b\n")
    }
}
