import Testing
import ZConfig
import ZConfigSchemaXML

/// What a prefix is put before.
@Suite struct PrefixTests {
    private static let facility = "ZConfig.components.logger.handlers.syslog_facility"

    @Test(arguments: [
        ("prefix='ZConfig.components.logger.handlers'", "<key name='a' datatype='.syslog_facility'/>"),
        ("prefix='ZConfig.components'", "<key name='a' datatype='.logger.handlers.syslog_facility'/>"),
        ("prefix='wrong'", "<key name='a' datatype='\(facility)'/>"),
    ])
    func aPrefixIsPutBeforeNamesThatBeginWithAPoint(attributes: String, inside: String) throws {
        let key = try #require(try Shelf(inside, attributes: attributes).schema().root.keys.first)
        #expect(key.datatypeName == PrefixTests.facility)
    }

    @Test(arguments: ["prefix='.logger.handlers'", "prefix='ZConfig.components.logger.handlers'"])
    func anInnerPrefixMayGoOnWithTheOuterOne(prefix: String) throws {
        let schema = try Shelf(
            """
            <sectiontype name="t" \(prefix)><key name="a" datatype=".syslog_facility"/></sectiontype>
            <sectiontype name="u" prefix=""><key name="a" datatype=".logger.handlers.syslog_facility"/></sectiontype>
            <key name="a" datatype=".logger.handlers.syslog_facility"/>
            """, attributes: "prefix='ZConfig.components'"
        ).schema()
        let keys = (schema.types + [schema.root]).flatMap(\.keys)
        #expect(keys.map(\.datatypeName) == Array(repeating: PrefixTests.facility, count: 3))
    }

    @Test func aPrefixIsPutBeforeTheNameOfAPackage() throws {
        let shelf = Shelf(
            "<import package='.q'/>", attributes: "prefix='p'",
            ["package:p.q:component.xml": "<component><sectiontype name='t'/></component>"])
        #expect(try shelf.schema().types.map(\.name) == ["t"])
    }

    @Test func aComponentHasAPrefixOfItsOwn() throws {
        let shelf = Shelf(
            "<import package='p'/>", attributes: "prefix='wrong'",
            [
                "package:p:component.xml":
                    "<component prefix='ZConfig.components.logger'>"
                    + "<sectiontype name='t' keytype='.handlers.syslog_facility'/></component>"
            ])
        #expect(try shelf.schema().types.map(\.keyType.name) == [PrefixTests.facility])
        let none = Shelf(
            "<import package='p'/>", attributes: "prefix='ZConfig.components'",
            ["package:p:component.xml": "<component><sectiontype name='t' keytype='.x'/></component>"])
        #expect(none.schemaError == "package:p:component.xml:1: schema: unloadable datatype name: '.x'")
    }

    @Test(arguments: [
        ("prefix='.a'", "", "1: schema: not a valid prefix: "), ("prefix='a b'", "", "1: schema: not a valid prefix: "),
        ("", "<sectiontype name='t' prefix='1'/>", "2: schema: not a valid prefix: "),
        ("", "<sectiontype name='t' datatype='.x'/>", "2: schema: unloadable datatype name: '.x'"),
    ])
    func aPrefixThatIsWrongIsRefused(attributes: String, inside: String, error: String) {
        #expect(Shelf(inside, attributes: attributes).schemaError?.hasPrefix("schema.xml:\(error)") == true)
    }
}
