import Testing
import ZConfig
import ZConfigReference

/// The reference as a page.
@Suite struct SchemaHTMLTests {
    private static func pages() throws -> [(schema: Schema, text: String)] {
        try [Examples.app(), Examples.garden(), Examples.odd()].map {
            ($0, SchemaHTML.text(of: $0, title: "A <b> & c"))
        }
    }

    @Test func isWellFormed() throws {
        for page in try SchemaHTMLTests.pages() { #expect(Markup(page.text).problems == []) }
    }

    @Test func linksToPlacesThatAreThere() throws {
        for page in try SchemaHTMLTests.pages() {
            let markup = Markup(page.text)
            let places = markup.values(of: "id")
            #expect(Set(places).count == places.count)
            #expect(places.allSatisfy { $0.utf8.allSatisfy { (0x2D...0x7A).contains($0) } })
            let links = markup.values(of: "href") + markup.values(of: "aria-labelledby").map { "#\($0)" }
            #expect(links.filter { !$0.hasPrefix("#") || !places.contains(String($0.dropFirst())) } == [])
        }
    }

    @Test func needsNothingElse() throws {
        for page in try SchemaHTMLTests.pages() {
            let markup = Markup(page.text)
            #expect(!page.text.contains("http://") && !page.text.contains("https://") && !page.text.contains("url("))
            #expect(markup.values(of: "src") == [])
            #expect(!markup.elements.contains { ["link", "img", "iframe"].contains($0.name) })
        }
    }

    @Test func holdsEveryTypeAndKey() throws {
        for page in try SchemaHTMLTests.pages() {
            let text = Markup(page.text).text
            for type in page.schema.types { #expect(text.contains("<\(type.name)>")) }
            for key in (page.schema.types + [page.schema.root]).flatMap(\.keys) where !key.isMap {
                #expect(text.contains((key as? DynamicKey)?.declaredName ?? key.name))
                if key.description.utf8.allSatisfy({ $0 != UInt8(ascii: "`") }) {
                    #expect(text.contains(key.description))
                }
            }
        }
    }

    @Test func hasAnAnchorForEachKeyOfATypeOfTheApp() throws {
        let schema = try Examples.app()
        let places = Set(Markup(SchemaHTML.text(of: schema, title: "")).values(of: "id"))
        for type in schema.types {
            #expect(places.contains("type-\(type.name.lowercased())"))
            for key in type.keys {
                #expect(places.contains("type-\(type.name.lowercased()).\(key.name.lowercased())"))
            }
        }
        #expect(places.contains("type-daemon.runevery"))
    }

    @Test func hasHeadingsInOrder() throws {
        for page in try SchemaHTMLTests.pages() {
            let levels = Markup(page.text).elements.compactMap { element in
                element.name.count == 2 && element.name.first == "h" ? Int(element.name.dropFirst()) : nil
            }
            #expect(levels.first == 1)
            #expect(levels.filter { $0 == 1 }.count == 1)
            #expect(zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 })
        }
    }

    @Test func escapesWhatTheSchemaHolds() throws {
        let text = SchemaHTML.text(of: try Examples.odd(), title: "A <b> & c")
        #expect(text.contains("<title>A &lt;b&gt; &amp; c</title>"))
        #expect(text.contains("&lt;b&gt;&amp;&quot;'|`x`"))
        #expect(text.contains("<pre tabindex=\"0\"><code>code &lt;x&gt; | y\n  more</code></pre>"))
        #expect(!text.contains("\u{1}"))
    }

    @Test func isTheSameEachTime() throws {
        let schema = try Examples.app()
        let text = SchemaHTML.text(of: schema, title: "t")
        for _ in 0..<5 { #expect(SchemaHTML.text(of: try Examples.app(), title: "t") == text) }
    }
}
