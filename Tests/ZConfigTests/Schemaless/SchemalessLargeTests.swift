import Testing

@testable import ZConfig

/// Files without a schema that are large in every direction are read and written, in time that grows with their size.
@Suite(.serialized) struct SchemalessLargeTests {
    @Test func readsTenMegabytes() throws {
        let part = "<server main>\n" + String(repeating: "  key value\n", count: 50) + "</server>\n"
        let count = 10_000_000 / part.utf8.count
        let configuration = try SchemalessReading(String(repeating: part, count: count)).configuration()
        #expect(configuration.root.sections.count == count)
        #expect(try configuration.text().utf8.count == count * (part.utf8.count + 1) - 1)
    }

    @Test(arguments: ["k\n", "<a/>\n", "<A/>\n", "#\n", "%import a\n", "k $$\n", "\n"])
    func readsLongFiles(line: String) throws {
        #expect(throws: Never.self) {
            try SchemalessReading(String(repeating: line, count: 200_000)).text()
        }
    }

    @Test func readsManyImports() throws {
        let text = (0..<100_000).map { "%import p\($0)\n" }.joined()
        #expect(try SchemalessReading(text + text).configuration().imports.count == 100_000)
    }

    @Test(arguments: ["k ", "", "<", "<a ", "</", "%", "%import ", "k $"])
    func readsLongLines(start: String) {
        for filling in ["x", " x", "$$", ">", "/", "é", "Σ", "Σ:"] {
            let text = start + String(repeating: filling, count: 50_000)
            #expect((SchemalessReading(text).error ?? "").utf8.count < 1_000_000)
        }
    }

    // MARK: Depth

    private static func nested(_ depth: Int) -> SchemalessReading {
        SchemalessReading(String(repeating: "<a>\nk v\n", count: depth) + String(repeating: "</a>\n", count: depth))
    }

    @Test func nestsDeeply() throws {
        let depth = 1_000_000
        var section = try SchemalessLargeTests.nested(depth).configuration().root
        var count = 0
        while let inner = section.sections.first {
            section = inner
            count += 1
        }
        #expect(count == depth)
        #expect(section.keys.map(\.values) == [["v"]])
    }

    /// The indentation of each line grows with its depth.
    @Test func writesToADepth() throws {
        let text = try SchemalessLargeTests.nested(3000).text()
        #expect(text.hasPrefix("<a>\n  k v\n\n  <a>\n    k v\n\n    <a>\n"))
        #expect(text.hasSuffix("\n    </a>\n  </a>\n</a>\n"))
        #expect {
            try SchemalessLargeTests.nested(20_000).text()
        } throws: {
            "\($0)"
                == "main.conf: unsupported: the sections nest so deeply that the text would have more than 1024 MiB"
        }
    }
}
