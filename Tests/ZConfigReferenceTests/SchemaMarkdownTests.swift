import Testing
import ZConfig
import ZConfigReference

/// The reference as Markdown.
@Suite struct SchemaMarkdownTests {
    private static func texts() throws -> [String] {
        try [Examples.app(), Examples.garden(), Examples.odd()].map { SchemaMarkdown.text(of: $0, title: "A <b> | $c") }
    }

    /// The cells of a row: what is between bars that are not escaped.
    private static func cells(_ row: Substring) -> Int {
        var count = -1
        var isEscaped = false
        for byte in row.utf8 {
            if byte == UInt8(ascii: "|"), !isEscaped { count += 1 }
            isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
        }
        return count
    }

    /// The lines outside of fences.
    private static func lines(_ text: String) -> [Substring] {
        var isFenced = false
        return text.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
            if line.hasPrefix("```") { isFenced.toggle() }
            return !isFenced
        }
    }

    @Test func keepsTheColumnsOfTables() throws {
        for text in try SchemaMarkdownTests.texts() {
            var columns: Int?
            for line in SchemaMarkdownTests.lines(text) {
                guard line.hasPrefix("|") else {
                    columns = nil
                    continue
                }
                #expect(line.hasSuffix("|"))
                #expect(SchemaMarkdownTests.cells(line) == columns ?? SchemaMarkdownTests.cells(line))
                columns = SchemaMarkdownTests.cells(line)
            }
        }
    }

    @Test func linksToPlacesThatAreThere() throws {
        for text in try SchemaMarkdownTests.texts() {
            let places = text.split(separator: "<a id=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
            #expect(Set(places).count == places.count)
            let links = text.split(separator: "](#").dropFirst().map { $0.prefix { $0 != ")" } }
            #expect(!links.isEmpty)
            #expect(links.filter { !places.contains($0) } == [])
        }
    }

    @Test func holdsEveryKeyOfTheApp() throws {
        let schema = try Examples.app()
        let text = SchemaMarkdown.text(of: schema, title: "t")
        for type in schema.types {
            #expect(text.contains("\n## `<\(type.name)>`\n"))
            for key in type.keys { #expect(text.contains("[`\(key.name)`](#")) }
        }
    }

    @Test func writesTables() throws {
        let text = SchemaMarkdown.text(of: try Examples.garden(), title: "A <b> | $c")
        #expect(
            text.hasPrefix(
                "<!-- Generated from the schema. -->\n\n# A &lt;b&gt; \\| \\$c\n\nA garden.\n\nIt grows.\n\n- [Layout](#layout)\n"
            ))
        #expect(
            text.contains(
                """
                ### Keys

                | key | datatype | default | meaning |
                |---|---|---|---|
                | <a id="type-plants.water-every"></a>`Water-Every` | [timedelta](#datatype-timedelta) | **required** | The \
                time between.<br>Must be more than 0s.<br>Example: `Water-Every 2d` |
                | <a id="type-plants.name"></a>`Name` | [string](#datatype-string) | `a<b & "c"` | What it is called. |
                | <a id="type-plants.plant"></a>`Plant` | [string](#datatype-string), may be repeated | `rose`, `grünkohl` | \
                What grows \\| where. |

                """))
        #expect(
            text.contains(
                """
                ```
                # 1 key
                # at least one
                <Plants NAME>
                  Water-Every 2d
                  # and 2 more keys
                </Plants>
                ```

                """))
    }

    @Test func escapesWhatTheSchemaHolds() throws {
        let text = SchemaMarkdown.text(of: try Examples.odd(), title: "t")
        #expect(text.contains("</a><code>&lt;b&gt;&amp;\"'\\|\\`x\\`</code> |"))
        #expect(text.contains("| what the \\*parent\\* has \\| had |"))
        #expect(text.contains("\n- item\n\n```\ncode <x> | y\n  more\n```\n"))
        #expect(!text.contains("\u{1}"))
    }

    @Test func isTheSameEachTime() throws {
        let text = SchemaMarkdown.text(of: try Examples.app(), title: "t")
        for _ in 0..<5 { #expect(SchemaMarkdown.text(of: try Examples.app(), title: "t") == text) }
    }
}
