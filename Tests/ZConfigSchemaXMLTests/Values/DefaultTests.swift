import Testing
import ZConfig
import ZConfigSchemaXML

/// Defaults: when they are used, when they are converted, and where their errors are told.
@Suite struct DefaultTests {
    @Test func valuesOfTheFileReplaceAllDefaults() throws {
        let shelf = Shelf(
            """
            <key name="one" default="a"/>
            <multikey name="many"><default>b</default><default>c</default></multikey>
            <key name="+" attribute="map"><default key="D">d</default><default key="e">e</default></key>
            """)
        #expect(try shelf.values() == #"{"one":"a","many":["b","c"],"map":{"d":"d","e":"e"}}"#)
        #expect(try shelf.values("one\nmany x\nother y") == #"{"one":"","many":["x"],"map":{"other":"y"}}"#)
    }

    @Test func mapsOfListsJoinTheirDefaults() throws {
        let shelf = Shelf(
            """
            <multikey name="+" attribute="map">
              <default key="a">1</default><default key="b">2</default><default key="A">3</default>
            </multikey>
            """)
        #expect(try shelf.values() == #"{"map":{"a":["1","3"],"b":["2"]}}"#)
        #expect(try shelf.values("x 1\ny 2\nX 3") == #"{"map":{"x":["1","3"],"y":["2"]}}"#)
    }

    @Test func aDefaultIsStrippedButNotSubstituted() throws {
        let shelf = Shelf("<key name='a' default=' $x '/><multikey name='b'><default>\n $$ \n</default></multikey>")
        #expect(try shelf.values() == #"{"a":"$x","b":["$$"]}"#)
    }

    @Test func aDefaultThatNobodyUsesMayBeAnything() throws {
        let shelf = Shelf(
            """
            <sectiontype name="t"><key name="size" datatype="integer" default="large"/></sectiontype>
            <multisection type="t" attribute="ts"/>
            <multikey name="n" datatype="integer"><default>many</default></multikey>
            """)
        #expect(try shelf.values("n 1") == #"{"ts":[],"n":[1]}"#)
        #expect(try shelf.values("n 1\n<t>\nsize 1\n</t>").hasSuffix(#""values":{"size":1}}],"n":[1]}"#))
        #expect(shelf.error("n 1\n<t/>") == "schema.xml:2: conversion: size in <t>: 'large' is not a whole number")
        #expect(shelf.error("") == "schema.xml:4: conversion: n: 'many' is not a whole number")
    }

    @Test func anErrorIsWhereTheTextOfTheDefaultBegins() {
        let attribute = Shelf("<key\nname='a'\ndatatype='integer'\ndefault='x'/>")
        #expect(attribute.error("") == "schema.xml:2: conversion: a: 'x' is not a whole number")
        let element = Shelf("<multikey name='a' datatype='integer'>\n<default\n>\n\nx</default></multikey>")
        #expect(element.error("") == "schema.xml:4: conversion: a: 'x' is not a whole number")
        let empty = Shelf("<multikey name='a' datatype='integer'>\n<default\n/></multikey>")
        #expect(empty.error("") == "schema.xml:3: conversion: a: '' is not a whole number")
        let map = Shelf(
            "<key name='+' attribute='m' datatype='integer'>\n<default key='K'>1</default>\n"
                + "<default key='l'>x</default></key>"
        )
        #expect(map.error("") == "schema.xml:4: conversion: l: 'x' is not a whole number")
    }

    @Test func anErrorIsInTheFileOfTheDefault() {
        let base =
            "<schema>\n<sectiontype name='t'>\n<key name='a' datatype='integer' default='x'/></sectiontype></schema>"
        let shelf = Shelf(
            "<import src='base.xml'/><sectiontype name='u' extends='t'/><section type='u' attribute='u'/>",
            ["base.xml": base])
        #expect(shelf.error("<u/>") == "base.xml:3: conversion: a in <u>: 'x' is not a whole number")
    }

    @Test func requiredListsMayHaveTheirDefaultsButRequiredMapsMayNot() throws {
        #expect(
            try Shelf("<multikey name='a' required='yes'><default>1</default></multikey>").values() == #"{"a":["1"]}"#)
        let map = Shelf("<key name='+' attribute='m' required='yes'><default key='k'>1</default></key>")
        #expect(
            map.error("")
                == "main.conf: configuration: no keys defined for the m key/value map; at least 1 must be specified")
    }

    @Test func everyErrorOfDefaultsIsGathered() throws {
        let shelf = Shelf(
            "<key name='a' datatype='integer' default='x'/>\n<key name='b' datatype='integer' default='y'/>")
        let loader = ConfigurationLoader(
            schema: try shelf.schema(), resources: InMemoryResources(["main.conf": "c 1\n"]), environment: { _ in nil })
        let errors = loader.check("main.conf").errors.sorted.map(\.description)
        #expect(
            Set(errors) == [
                "main.conf:1: configuration: 'c' is not a known key name",
                "schema.xml:2: conversion: a: 'x' is not a whole number",
                "schema.xml:3: conversion: b: 'y' is not a whole number",
            ])
    }
}
