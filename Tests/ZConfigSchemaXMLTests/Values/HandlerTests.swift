import Testing
import ZConfig
import ZConfigSchemaXML

/// Handlers: which a configuration has, and how they are called.
@Suite struct HandlerTests {
    private let shelf = Shelf(
        """
        <sectiontype name="leaf"><key name="size" datatype="integer" handler="size"/></sectiontype>
        <sectiontype name="tree">
          <multisection type="leaf" attribute="leaves" handler="leaves"/>
          <key name="kind" handler="Kind"/>
        </sectiontype>
        <key name="name" handler="name"/>
        <multisection type="tree" attribute="trees" handler="trees"/>
        <key name="+" attribute="rest" handler="rest"/>
        """, attributes: "handler='Whole'")

    private let text = "name wood\n<tree>\nkind oak\n<leaf>\nsize 1\n</leaf>\n<leaf/>\n</tree>\n<tree/>\n"

    private let order = ["size", "size", "leaves", "kind", "leaves", "kind", "name", "trees", "rest", "whole"]

    /// Handlers that write down what they get.
    private func record(_ names: [String], as calls: Calls) -> [String: LoadedConfiguration.Handler?] {
        Dictionary(
            uniqueKeysWithValues: names.map { name in (name, { calls.list.append("\(name) \(HandlerTests.words($0))") })
            })
    }

    private final class Calls {
        var list: [String] = []
    }

    private static func words(_ value: AttributeValue) -> String {
        switch value {
        case .value(let value): value.map { "\($0)" } ?? "nothing"
        case .list(let values): "\(values)"
        case .map(let entries): "\(entries.map { "\($0.key)=\($0.value)" })"
        case .listMap(let entries): "\(entries.count) lists"
        case .section(let section): section.map { "<\($0.type)>" } ?? "nothing"
        case .sections(let sections): "\(sections.count) sections"
        }
    }

    @Test func namesComeInTheOrderInWhichSectionsEnd() throws {
        #expect(try shelf.load(text).handlerNames == order)
        #expect(try shelf.load("").handlerNames == ["name", "trees", "rest", "whole"])
        #expect(try Shelf("<key name='a'/>").load("").handlerNames == [])
    }

    @Test func handlersGetValuesInThatOrder() throws {
        let calls = Calls()
        try shelf.load(text + "x 1\n").call(
            record(["SIZE", "leaves", "kind", "Name", "trees", "rest", "WHOLE"], as: calls))
        #expect(
            calls.list == [
                "SIZE 1", "SIZE nothing", "leaves 2 sections", "kind oak", "leaves 0 sections", "kind nothing",
                "Name wood", "trees 2 sections", #"rest ["x=1"]"#, "WHOLE <schema>",
            ])
    }

    @Test func aNullHandlerIsSkipped() throws {
        let calls = Calls()
        var handlers = record(["size", "kind", "whole"], as: calls)
        for name in ["leaves", "name", "Trees", "rest"] { handlers[name] = .some(nil) }
        try shelf.load("").call(handlers)
        #expect(calls.list == ["whole <schema>"])
    }

    @Test func whatIsMissingIsListedBeforeAnythingIsCalled() throws {
        let calls = Calls()
        let configuration = try shelf.load(text)
        #expect {
            try configuration.call(record(["size", "leaves", "rest", "other"], as: calls))
        } throws: { error in
            "\(error)" == "configuration: undefined handlers: kind, kind, name, trees, whole"
        }
        #expect(calls.list == [])
    }

    @Test func handlersThatNobodyNamesAreNotCalled() throws {
        let calls = Calls()
        try Shelf("<key name='a' handler='x'/>").load("").call(record(["x", "y"], as: calls))
        #expect(calls.list == ["x nothing"])
        try Shelf("").load("").call([:])
    }

    @Test func namesThatDifferOnlyInCaseAreRefused() throws {
        let configuration = try Shelf("<key name='a' handler='x'/>").load("")
        #expect {
            try configuration.call(record(["x", "X"], as: Calls()))
        } throws: { error in
            "\(error)" == "configuration: there are two handlers 'x'"
        }
        #expect {
            try configuration.call(["x": nil, "X": nil])
        } throws: { error in
            "\(error)" == "configuration: there are two handlers 'x'"
        }
    }

    @Test func aNameThatIsNoneIsRefused() throws {
        #expect {
            try Shelf("").load("").call(["1": nil])
        } throws: { error in
            "\(error)".hasPrefix("configuration: the name of a handler: '1' is not a name")
        }
    }

    @Test func anErrorOfAHandlerEndsTheCalls() throws {
        struct Refusal: Error {}
        let calls = Calls()
        var handlers = record(["name", "trees", "rest", "whole"], as: calls)
        handlers["trees"] = { _ in throw Refusal() }
        #expect(throws: Refusal.self) { try shelf.load("").call(handlers) }
        #expect(calls.list == ["name nothing"])
    }

    @Test func inheritedHandlersComeFirst() throws {
        let shelf = Shelf(
            """
            <sectiontype name="a"><key name="x" handler="x"/></sectiontype>
            <sectiontype name="b" extends="a"><key name="y" handler="y"/></sectiontype>
            <section type="b" attribute="b" handler="b"/>
            """)
        #expect(try shelf.load("<b/>").handlerNames == ["x", "y", "b"])
    }
}
