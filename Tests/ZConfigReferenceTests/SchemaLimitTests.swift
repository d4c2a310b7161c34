import Testing
import ZConfig
import ZConfigReference
import ZConfigSchemaXML

/// Schemas that are large in some direction are read and written in time that grows with their size, or refused.
@Suite(.serialized) struct SchemaLimitTests {
    private struct Nowhere: Surroundings {
        func exists(_ path: String) -> Bool { false }
        func isDirectory(_ path: String) -> Bool { false }
        var homeFolder: String? { nil }
        func homeFolder(of user: String) -> String? { nil }
        func isLocale(_ name: String) -> Bool { false }
    }

    private func schema(_ text: String) throws(ConfigurationError) -> Schema {
        try SchemaLoader(resources: InMemoryResources(["s.xml": text]), surroundings: Nowhere()).load("s.xml")
    }

    private func repeated(_ count: Int, _ text: (Int) -> String) -> String {
        (0..<count).map(text).joined(separator: " ")
    }

    /// The parser calls itself for each entity in an entity.
    @Test func refusesVeryManyEntities() throws {
        func text(_ count: Int) -> String {
            let entities = repeated(count - 1) { #"<!ENTITY a\#($0 + 1) "&a\#($0);">"# }
            return """
                <!DOCTYPE schema [<!ENTITY a0 "deep">\(entities)]>
                <schema><description>&a\(count - 1);</description></schema>
                """
        }
        #expect(try schema(text(SchemaLoader.mostEntities)).root.description == "deep")
        let error = #expect(throws: ConfigurationError.self) { try schema(text(40_000)) }
        #expect(error?.message == "the XML is not well-formed: more than 1000 entities are declared")
        #expect(error?.position?.line == 1)
    }

    /// Each type has the keys of all before.
    @Test func refusesVeryManyInheritedKeys() throws {
        func text(_ count: Int) -> String {
            """
            <schema><sectiontype name="t"/><sectiontype name="t0"><key name="k"/></sectiontype>
            \(repeated(count) { #"<sectiontype name="t\#($0 + 1)" extends="t\#($0)"><key name="k\#($0)"/></sectiontype>"# })
            </schema>
            """
        }
        #expect(try schema(text(400)).types.last?.keys.count == 401)
        let error = #expect(throws: ConfigurationError.self) { try schema(text(1000)) }
        #expect(error?.message == "types take over more than 100000 keys and sections from those they extend")
    }

    @Test func readsManyTypesOnOneLine() throws {
        let text = "<schema> \(repeated(10_000) { #"<sectiontype name="t\#($0)"/>"# }) <key name=''/></schema>"
        let error = #expect(throws: ConfigurationError.self) { try schema(text) }
        #expect(error?.position?.line == 1)
        #expect(error?.sourceLine?.utf8.count == ConfigurationError.mostLineBytes + 3)
    }

    /// Places are those of lines, too, where one element follows another on its line.
    @Test func knowsTheLineOfEachElement() {
        let types = "<sectiontype name='a'/><sectiontype name='b'/>"
        let text = "<schema>\n\(types)\n\n <key name='a'/><key name='a'/> \n</schema>"
        let error = #expect(throws: ConfigurationError.self) { try schema(text) }
        #expect(error?.position?.line == 4)
        #expect(error?.sourceLine == " <key name='a'/><key name='a'/> ")
    }

    @Test func readsManyDefaults() throws {
        let defaults = repeated(40_000) { "<default key='k\($0)'/>" }
        let key = try schema("<schema><key name='+' attribute='a'>\(defaults)</key></schema>").root.keys.first
        #expect(key?.mapDefaults.count == 40_000)
        let error = #expect(throws: ConfigurationError.self) {
            try schema("<schema><key name='+' attribute='a'>\(defaults)\n<default key='k7'/></key></schema>")
        }
        #expect(error?.message == "duplicate default value for key 'k7'")
    }

    /// A component that a schema has is not read again.
    @Test func importsComponentsOnce() throws {
        let schema = try schema("<schema>\(repeated(1000) { "<sectiontype name='t\($0)'/>" })</schema>")
        let resources = InMemoryResources([
            "main.conf": String(repeating: "%import ZConfig.components.logger\n", count: 10_000)
        ])
        let loader = ConfigurationLoader(
            schema: schema, resources: resources,
            components: SchemaLoader(resources: resources, surroundings: Nowhere()), environment: { _ in nil })
        #expect(throws: Never.self) { try loader.load("main.conf") }
    }

    @Test func writesManyTypes() throws {
        let types = repeated(3000) { number in
            let slot = number % 2 == 0 ? "" : "<section type='t0' name='*' attribute='a'/>"
            return "<sectiontype name='t\(number)'>\(slot)</sectiontype>"
        }
        let schema = try schema("<schema>\(types)</schema>")
        #expect(SchemaXML.text(of: schema).contains("t2999"))
        #expect(SchemaMarkdown.text(of: schema, title: "t").contains("t2999"))
    }
}
