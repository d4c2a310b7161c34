import Testing
import ZConfig
import ZConfigSchemaXML

/// The component for mappings, and datatypes of sections.
@Suite struct MappingTests {
    @Test(arguments: ["", " file='mapping.xml'"])
    func aMappingIsNothingButItsMap(file: String) throws {
        let shelf = Shelf(
            """
            <import package="ZConfig.components.basic"\(file)/>
            <sectiontype name="m" extends="ZConfig.basic.mapping"/>
            <sectiontype name="n" extends="ZConfig.basic.mapping" keytype="integer"/>
            <multisection type="m" attribute="ms"/><section type="n" attribute="n"/>
            """)
        #expect(
            try shelf.values("<m>\nB 1\na 2\n</m>\n<m x/>\n<n>\n007 y\n</n>")
                == #"{"ms":[{"b":"1","a":"2"},{}],"n":{"7":"y"}}"#)
        #expect(try shelf.values() == #"{"ms":[],"n":null}"#)
    }

    @Test func aMappingMayBeUsedAsItIs() throws {
        let shelf = Shelf(
            "<import package='ZConfig.components.basic'/><section type='ZConfig.Basic.Mapping' attribute='m'/>")
        #expect(try shelf.values("<zconfig.basic.mapping>\na 1\n</ZConfig.basic.mapping>") == #"{"m":{"a":"1"}}"#)
    }

    @Test func aMappingMayHaveMoreKeysThatNobodySees() throws {
        let shelf = Shelf(
            """
            <import package="ZConfig.components.basic"/>
            <sectiontype name="m" extends="ZConfig.basic.mapping"><key name="size" datatype="integer"/></sectiontype>
            <section type="m" attribute="m"/>
            """)
        #expect(try shelf.values("<m>\na 1\nsize 2\n</m>") == #"{"m":{"a":"1"}}"#)
        #expect(shelf.error("<m>\nsize x\n</m>") == "main.conf:2: conversion: size in <m>: 'x' is not a whole number")
        let section = try shelf.load("<m>\na 1\nsize 2\n</m>").root.sections("m").first
        #expect(section?.attributes == ["mapping", "size"])
    }

    @Test func theDatatypeWantsAnAttributeMapping() {
        let datatype = "ZConfig.components.basic.mapping.mapping"
        let without = Shelf("<sectiontype name='m' datatype='\(datatype)'/>\n<section type='m' attribute='m'/>")
        #expect(
            without.error("\n<m/>")
                == "main.conf: conversion: <m> at main.conf:2: its type has no attribute 'mapping'")
        let root = Shelf("", attributes: "datatype='\(datatype)'")
        #expect(root.error("")?.hasSuffix("its type has no attribute 'mapping'") == true)
    }

    @Test func aWholeFileMayBeAMapping() throws {
        let shelf = Shelf(
            "<multikey name='+' attribute='mapping'/>",
            attributes: "datatype='ZConfig.components.basic.mapping.mapping'")
        #expect(try shelf.dump("a 1\nA 2\nb 3") == #"{"config":{"a":["1","2"],"b":["3"]},"handlers":[]}"#)
    }

    @Test(arguments: ["string", "integer", "basic-key"])
    func aDatatypeOfTextsTakesNoSection(datatype: String) {
        let shelf = Shelf("<sectiontype name='t' datatype='\(datatype)'/>\n<section type='t' attribute='t'/>")
        #expect(shelf.error("") == nil)
        #expect(
            shelf.error("<t/>")
                == "main.conf: conversion: <t> at main.conf:1: the datatype '\(datatype)' makes values of texts, "
                + "not of sections"
        )
    }

    @Test func aDerivedTypeHasTheDatatypeOfItsBaseUnlessItSaysElse() throws {
        let shelf = Shelf(
            """
            <import package="ZConfig.components.basic"/>
            <sectiontype name="m" extends="ZConfig.basic.mapping" datatype="null"/>
            <section type="m" attribute="m"/>
            """)
        #expect(try shelf.values("<m>\na 1\n</m>") == #"{"m":{"type":"m","name":null,"values":{"mapping":{"a":"1"}}}}"#)
    }
}
