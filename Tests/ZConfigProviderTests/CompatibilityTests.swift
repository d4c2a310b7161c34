import Configuration
import ConfigurationTesting
import Testing
import ZConfig
import ZConfigProvider

/// The suite that swift-configuration ships for all providers.
@Suite struct CompatibilityTests {
    private static let text = """
        string Hello
        int 42
        double 3.14
        bool yes
        bytes bWFnaWM=
        <stringy>
          array Hello
          array World
        </stringy>
        <inty>
          array 42
          array 24
        </inty>
        <doubly>
          array 3.14
          array 2.72
        </doubly>
        <booly>
          array true
          array false
        </booly>
        <byte-chunky>
          array bWFnaWM=
          array bWFnaWMy
        </byte-chunky>
        <other>
          string Other Hello
          int 24
          double 2.72
          bool no
          bytes bWFnaWMy
          <stringy>
            array Hello
            array Swift
          </stringy>
          <inty>
            array 16
            array 32
          </inty>
          <doubly>
            array 0.9
            array 1.8
          </doubly>
          <booly>
            array off
            array on
            array on
          </booly>
          <byte-chunky>
            array bWFnaWM=
            array bWFnaWMy
            array bWFnaWM=
          </byte-chunky>
        </other>
        """

    @Test func passesWithoutASchema() async throws {
        try await ProviderCompatTest(provider: try schemalessProvider(CompatibilityTests.text)).runTest()
    }

    @Test func passesWithASchema() async throws {
        let arrays: [(String, any KeyDeclaration)] = [
            ("stringy", MultiKey("array", .string, description: "Texts.")),
            ("inty", MultiKey("array", .integer, description: "Numbers.")),
            ("doubly", MultiKey("array", .float, description: "Numbers.")),
            ("booly", MultiKey("array", .boolean, description: "Booleans.")),
            ("byte-chunky", MultiKey("array", .string, description: "Bytes.")),
        ]
        let keys: [any KeyDeclaration] = [
            Key("string", .string, description: "A text."), Key("int", .integer, description: "A number."),
            Key("double", .float, description: "A number."), Key("bool", .boolean, description: "A boolean."),
            Key("bytes", .string, description: "Bytes."),
        ]
        let slots = arrays.map {
            SectionSlot(type: $0.0, attribute: "slot_\($0.0.filter { $0 != "-" })", description: "A slot.")
        }
        let other = SectionSlot(type: "other", attribute: "others", description: "A slot.")
        let schema = try Schema(
            root: SectionType("root", keys: keys, sections: slots + [other], description: "All."),
            types: arrays.map { SectionType($0.0, keys: [$0.1], description: "An array.") } + [
                SectionType("other", keys: keys, sections: slots, description: "The others.")
            ], abstractTypes: [])
        let provider = try await ZConfigProvider(
            path: "app.conf", schema: schema, resources: InMemoryResources(["app.conf": CompatibilityTests.text]))
        try await ProviderCompatTest(provider: provider).runTest()
    }
}
