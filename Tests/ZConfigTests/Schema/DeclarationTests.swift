import Testing

@testable import ZConfig

/// Declarations that contradict themselves or one another.
@Suite struct DeclarationTests {
    private static func error(
        _ types: [SectionType] = [], keys: [any KeyDeclaration] = [], sections: [SectionSlot] = [],
        abstractTypes: [String] = []
    ) -> ConfigurationError? {
        let root = SectionType("file", keys: keys, sections: sections, description: "A file.")
        do {
            _ = try Schema(
                root: root, types: types, abstractTypes: abstractTypes.map { AbstractType($0, description: "A kind.") })
            return nil
        } catch {
            return error
        }
    }

    private static func type(_ name: String, implements abstract: String? = nil) -> SectionType {
        SectionType(name, implements: abstract, keys: [], description: "A type.")
    }

    private static func key(_ name: String) -> Key<String> { Key(name, .string, description: "A key.") }

    @Test func takesWhatIsRight() {
        let types = [DeclarationTests.type("A", implements: "X"), DeclarationTests.type("b")]
        let sections = [House.slot("x", multiple: true, as: "all"), House.slot("B", "fixed", as: "one")]
        #expect(
            DeclarationTests.error(types, keys: [DeclarationTests.key("k")], sections: sections, abstractTypes: ["X"])
                == nil)
    }

    @Test func refusesTypesOfOneName() {
        let type = DeclarationTests.type
        #expect(DeclarationTests.error([type("A", nil), type("a", nil)])?.kind == .schema)
        #expect(DeclarationTests.error([type("A", nil)], abstractTypes: ["a"])?.kind == .schema)
        #expect(DeclarationTests.error(abstractTypes: ["A", "a"])?.kind == .schema)
    }

    @Test func refusesUnknownTypes() {
        #expect(DeclarationTests.error([DeclarationTests.type("A", implements: "X")])?.kind == .schema)
        #expect(DeclarationTests.error(sections: [House.slot("A", as: "a")])?.kind == .schema)
        // A concrete type cannot be implemented.
        let types = [DeclarationTests.type("X"), DeclarationTests.type("A", implements: "X")]
        #expect(DeclarationTests.error(types)?.kind == .schema)
    }

    @Test(arguments: ["", "9", "a b", "é", "_a", "*", "+"])
    func refusesBadNames(name: String) {
        #expect(DeclarationTests.error([DeclarationTests.type(name)])?.kind == .schema)
        #expect(DeclarationTests.error(keys: [DeclarationTests.key(name)])?.kind == .schema)
        #expect(DeclarationTests.error(abstractTypes: [name])?.kind == .schema)
    }

    @Test func refusesChildrenOfOneName() {
        let key = DeclarationTests.key
        let types = [DeclarationTests.type("A")]
        #expect(DeclarationTests.error(keys: [key("a"), key("A")])?.kind == .schema)
        #expect(
            DeclarationTests.error(types, keys: [key("b")], sections: [House.slot("A", "B", as: "c")])?.kind == .schema)
        #expect(
            DeclarationTests.error(types, keys: [key("b-c")], sections: [House.slot("A", as: "b_c")])?.kind == .schema)
        let twice = [House.slot("A", as: "a"), House.slot("A", as: "a")]
        #expect(DeclarationTests.error(types, sections: twice)?.kind == .schema)
    }

    @Test(arguments: ["", "9", "a b", "a-b", "getSectionName"])
    func refusesBadAttributes(attribute: String) {
        #expect(
            DeclarationTests.error([DeclarationTests.type("A")], sections: [House.slot("A", as: attribute)])?.kind
                == .schema)
    }

    @Test func refusesAFixedNameForSeveral() {
        let slot = House.slot("A", "b", multiple: true, as: "c")
        #expect(DeclarationTests.error([DeclarationTests.type("A")], sections: [slot])?.kind == .schema)
    }

    @Test func checksDefaultsAndExamples() {
        let keys: [any KeyDeclaration] = [
            Key("a", .integer, default: "x", description: "A bad default."),
            Key("a", .integer, default: "0", range: .atLeastOne, description: "A default out of range."),
            Key("a", .integer, description: "A bad example.", example: "x"),
            Key("a", .integer, range: .atLeastOne, description: "An example out of range.", example: "0"),
            MultiKey("a", .integer, defaults: ["1", "x"], description: "A bad default."),
            MultiKey("a", .integer, defaults: ["1", "0"], range: .atLeastOne, description: "A default out of range."),
            MultiKey("a", .integer, description: "A bad example.", example: "x"),
        ]
        for key in keys {
            #expect(DeclarationTests.error(keys: [key])?.kind == .schema, "\(key.description)")
        }
    }
}
