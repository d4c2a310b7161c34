import Testing

@testable import ZConfig

@Suite struct DecodedNestingTests {
    private struct Shelf: Decodable {
        let shelves: [Shelf]

        var depth: Int { 1 + (shelves.first?.depth ?? 0) }
    }

    private static func nested(_ depth: Int) -> String {
        String(repeating: "<shelf>\n", count: depth) + String(repeating: "</shelf>\n", count: depth)
    }

    @Test func decodesToABoundedDepth() throws {
        #expect(try Shop.decode(Shelf.self, DecodedNestingTests.nested(40)).depth == 41)
        #expect(
            Shop.failure { () throws(ConfigurationError) in
                _ = try Shop.decode(Shelf.self, DecodedNestingTests.nested(100_000))
            }
                == "main.conf:50: configuration: <Shelf>: more than 100 values in one another cannot be decoded")
    }

    @Test func decodesToABoundedDepthWithoutASchema() {
        struct Inner: Decodable { let shelf: [Inner] }
        #expect(
            Shop.failure { () throws(ConfigurationError) in
                _ = try decodeSchemaless(Inner.self, DecodedNestingTests.nested(100_000))
            }
                == "main.conf:50: configuration: <shelf>: more than 100 values in one another cannot be decoded")
    }

    @Test func endsWithATypeThatDecodesItself() {
        final class Endless: Decodable {
            let inner: Endless
            init(from decoder: any Decoder) throws { inner = try decoder.singleValueContainer().decode(Endless.self) }
        }
        #expect(
            Shop.failure { () throws(ConfigurationError) in _ = try Shop.item(Endless.self, "") }
                == "main.conf:1: configuration: <Item>: more than 100 values in one another cannot be decoded")
    }
}
