import Testing
import ZConfig
import ZConfigSchemaXML

/// How key types read the names of a schema and the keys of a file.
@Suite struct KeyTypeTests {
    private func map(_ keyType: String, _ text: String) throws -> String {
        try Shelf("<key name='+' attribute='map'/>", attributes: "keytype='\(keyType)'").values(text)
    }

    @Test(arguments: [
        ("basic-key", "Foo-Bar 1", #"{"map":{"foo-bar":"1"}}"#),
        ("identifier", "Foo 1\nfoo 2", #"{"map":{"Foo":"1","foo":"2"}}"#),
        ("string", "1+/\u{20AC} 1", "{\"map\":{\"1+/\u{20AC}\":\"1\"}}"),
        ("null", "A 1", #"{"map":{"A":"1"}}"#),
        ("integer", "042 1\n7 2", #"{"map":{"42":"1","7":"2"}}"#),
        ("port-number", "080 x", #"{"map":{"80":"x"}}"#),
        ("boolean", "yes 1\noff 0", #"{"map":{"true":"1","false":"0"}}"#),
        ("float", "1.50 x", #"{"map":{"1.5":"x"}}"#),
        ("dotted-name", "a.B 1", #"{"map":{"a.B":"1"}}"#),
        ("ipaddr-or-hostname", "Host.Example 1\n127.0.0.1 2", #"{"map":{"host.example":"1","127.0.0.1":"2"}}"#),
        ("inet-address", "Host:080 1", #"{"map":{"[\"host\",80]":"1"}}"#),
        ("byte-size", "1kb x", #"{"map":{"1024":"x"}}"#),
    ])
    func aKeyTypeConvertsKeys(keyType: String, text: String, values: String) throws {
        #expect(try map(keyType, text) == values)
    }

    @Test(arguments: [
        ("integer", "1 a\n01 b", "main.conf:2: configuration: too many values for '01'"),
        ("boolean", "yes a\ntrue b", "main.conf:2: configuration: too many values for 'true'"),
        ("basic-key", "a 1\nA 2", "main.conf:2: configuration: too many values for 'A'"),
        ("integer", "a 1", "main.conf:1: conversion: 'a' is not a whole number"),
        ("string-list", "a 1", "main.conf:1: conversion: a list of words cannot be a key"),
    ])
    func keysAreComparedAfterTheirConversion(keyType: String, text: String, error: String) {
        #expect(Shelf("<key name='+' attribute='map'/>", attributes: "keytype='\(keyType)'").error(text) == error)
    }

    @Test func declaredKeysAreConvertedToo() throws {
        let shelf = Shelf(
            "<key name='010' attribute='ten'/><key name='+' attribute='rest'/>", attributes: "keytype='integer'")
        #expect(try shelf.values("+1_0 x\n1 y") == #"{"ten":"x","rest":{"1":"y"}}"#)
    }

    @Test func aNameOfASectionIsConvertedInTheSchemaButNotInTheFile() throws {
        let inside = "<sectiontype name='t'/><section type='t' name='Foo' attribute='foo'/>"
        #expect(try Shelf(inside).values("<t FOO/>") == #"{"foo":{"type":"t","name":"foo","values":{}}}"#)
        #expect(
            Shelf(inside, attributes: "keytype='identifier'").error("<t Foo/>")
                == "main.conf:1: syntax: no matching section defined for type='t', name='foo'; it must be named 'Foo'")
    }

    @Test func aTypeHasTheKeyTypeOfItsBaseUnlessItSaysElse() throws {
        let shelf = Shelf(
            """
            <sectiontype name="a" keytype="identifier"><key name="+" attribute="map"/></sectiontype>
            <sectiontype name="b" extends="a"/>
            <sectiontype name="c" extends="a" keytype="basic-key"/>
            <section type="b" attribute="b"/><section type="c" attribute="c"/>
            """)
        #expect(
            try shelf.values("<b>\nX 1\n</b>\n<c>\nX 1\n</c>")
                == #"{"b":{"type":"b","name":null,"values":{"map":{"X":"1"}}},"#
                + #""c":{"type":"c","name":null,"values":{"map":{"x":"1"}}}}"#)
    }

    @Test func inheritedDefaultsAreReadWithTheNewKeyType() throws {
        let base = """
            <sectiontype name="a" keytype="string">
              <key name="+" attribute="map"><default key="X">1</default><default key="x">2</default></key>
            </sectiontype>
            """
        let same = Shelf(base + "<sectiontype name='b' extends='a'/><section type='b' attribute='b'/>")
        #expect(try same.values("<b/>") == #"{"b":{"type":"b","name":null,"values":{"map":{"X":"1","x":"2"}}}}"#)
        #expect(
            Shelf(base + "<sectiontype name='b' extends='a' keytype='basic-key'/>").schemaError
                == "schema.xml:3: schema: duplicate default value for key 'x'")
        #expect(
            Shelf(base + "<sectiontype name='b' extends='a' keytype='integer'/>").schemaError
                == "schema.xml:3: conversion: the key of a default: 'X' is not a whole number")
    }
}
