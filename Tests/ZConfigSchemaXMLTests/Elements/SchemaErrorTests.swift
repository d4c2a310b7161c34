import Testing
import ZConfig
import ZConfigSchemaXML

/// What is said of elements that are wrong, and where: the inside of a schema begins on line 2.
@Suite struct SchemaErrorTests {
    private func expect(_ inside: String, _ error: String) {
        #expect(Shelf(inside).schemaError == "schema.xml:\(error)", "\(inside)")
    }

    @Test(arguments: [
        ("<wrong/>", "2: schema: Unknown tag 'wrong'"),
        ("<Key name='a'/>", "2: schema: Unknown tag 'Key'"),
        ("<key name='a'><key name='b'/></key>", "2: schema: 'key' elements may not be nested in 'key' elements"),
        ("<default>x</default>", "2: schema: 'default' elements may not be nested in 'schema' elements"),
        ("<schema/>", "2: schema: Unknown tag 'schema'"),
        (
            "<sectiontype name='a'>\n<import src='x'/></sectiontype>",
            "3: schema: 'import' elements may not be nested in 'sectiontype' elements"
        ),
        ("<abstracttype name='a'/>\nwords", "3: schema: unexpected non-blank character data: 'words'"),
        ("<key name='a'>\n</key>\n<", "4: schema: the XML is not well-formed: not well-formed (invalid token)"),
    ])
    func whatIsNoSchemaIsRefused(inside: String, error: String) {
        expect(inside, error)
    }

    @Test func theRootIsTheOneThatIsWanted() {
        #expect(
            Shelf(["schema.xml": "<!-- -->\n<component/>"]).schemaError
                == "schema.xml:2: schema: Unknown document type 'component': <schema> is wanted")
        #expect(
            Shelf("<import package='p'/>", ["package:p:component.xml": "<schema/>"]).schemaError
                == "package:p:component.xml:1: schema: Unknown document type 'schema': <component> is wanted")
    }

    @Test(arguments: [
        ("<abstracttype/>", "2: schema: abstracttype name must not be omitted or empty"),
        (
            "<abstracttype name='1'/>",
            "2: schema: name: '1' is not a name: a letter, then letters, digits, '-', '.' and '_'"
        ),
        ("<abstracttype name='a'/>\n<abstracttype name='A'/>", "3: schema: type name cannot be redefined: 'a'"),
        ("<sectiontype name=''/>", "2: schema: sectiontype name must not be omitted or empty"),
        ("<abstracttype name='a'/>\n<sectiontype name='A'/>", "3: schema: type name cannot be redefined: 'a'"),
        ("<sectiontype\n name='a'\n extends='b'/>", "2: schema: unknown type name: 'b'"),
        (
            "<sectiontype name='room'/>\n<sectiontype name='hall' extends='rom'/>",
            "3: schema: unknown type name: 'rom'; did you mean 'room'?"
        ),
        (
            "<abstracttype name='a'/>\n<sectiontype name='b' extends='a'/>",
            "3: schema: sectiontype cannot extend an abstract type"
        ),
        (
            "<sectiontype name='a'/>\n<sectiontype name='b' implements='a'/>",
            "3: schema: type specified by implements is not an abstracttype"
        ),
        ("<sectiontype name='a' implements='b'/>", "2: schema: unknown type name: 'b'"),
        (
            "<sectiontype name='a' keytype='basic-kye'/>",
            "2: schema: unloadable datatype name: 'basic-kye'; did you mean 'basic-key'?"
        ),
        ("<sectiontype name='a' datatype='wrong'/>", "2: schema: unloadable datatype name: 'wrong'"),
        ("<sectiontype name='a' valuetype='wrong'/>", "2: schema: unloadable datatype name: 'wrong'"),
        ("<sectiontype name='a' datatype='my.own'/>", "2: schema: unloadable datatype name: 'my.own'"),
    ])
    func aTypeThatIsWrongIsRefused(inside: String, error: String) {
        expect(inside, error)
    }

    @Test(arguments: [
        ("<key/>", "2: schema: key name must be specified and non-empty"),
        ("<multikey name=''/>", "2: schema: multikey name must be specified and non-empty"),
        ("<key name='*'/>", "2: schema: an attribute must be specified where the name is '*' or '+'"),
        ("<multikey name='*' attribute='a'/>", "2: schema: multikey may not specify '*' for name"),
        (
            "<key name='1'/>",
            "2: schema: could not convert key name to keytype: "
                + "'1' is not a name: a letter, then letters, digits, '-', '.' and '_'"
        ),
        (
            "<key name='a' attribute='1'/>",
            "2: schema: attribute: '1' is not an identifier: a letter or '_', then letters, digits and '_'"
        ),
        ("<key name='a' attribute='getSectionX'/>", "2: schema: attribute names may not start with 'getSection'"),
        (
            "<key name='a.b'/>",
            "2: schema: the attribute: 'a.b' is not an identifier: a letter or '_', then letters, digits and '_'"
        ),
        ("<key name='a' required='maybe'/>", "2: schema: value for 'required' must be 'yes' or 'no'"),
        ("<key name='a' required='yes'\ndefault='1'/>", "2: schema: required key cannot have a default value"),
        ("<key name='+' attribute='a' default='1'/>", "2: schema: default values must be keyed for name='+'"),
        (
            "<multikey name='a' default='1'/>",
            "2: schema: default values for multikey must be given using 'default' elements"
        ),
        (
            "<key name='a' datatype='integr'/>",
            "2: schema: unloadable datatype name: 'integr'; did you mean 'integer'?"
        ),
        (
            "<key name='a' handler='1'/>",
            "2: schema: handler: '1' is not a name: a letter, then letters, digits, '-', '.' and '_'"
        ),
        ("<key name='a'/>\n<multikey name='A'/>", "3: schema: child name a already used"),
        ("<key name='a-b'/>\n<key name='a_b'/>", "3: schema: child attribute name a_b already used"),
        ("<key name='+' attribute='a'/>\n<key name='+' attribute='b'/>", "3: schema: child name + already used"),
    ])
    func aKeyThatIsWrongIsRefused(inside: String, error: String) {
        expect(inside, error)
    }

    @Test(arguments: [
        (
            "<key name='a'>\n<default>\n1\n</default></key>",
            "5: schema: a key has its default in the attribute 'default'"
        ),
        ("<multikey name='a'><default key='k'>1\n</default></multikey>", "3: schema: unexpected key for default value"),
        (
            "<key name='+' attribute='a'>\n<default>1</default></key>",
            "3: schema: default values must be keyed for name='+'"
        ),
        (
            "<key name='+' attribute='a'>\n<default key='k'>1</default>\n<default key='k'>2</default></key>",
            "4: schema: duplicate default value for key 'k'"
        ),
        (
            "<key name='+' attribute='a'>\n<default key='k'>1</default>\n<default\nkey='K'>2</default></key>",
            "5: schema: duplicate default value for key 'K'"
        ),
        (
            "<multikey name='+' attribute='a'>\n<default key='1'>1</default></multikey>",
            "3: conversion: the key of a default: '1' is not a name: a letter, then letters, digits, '-', '.' and '_'"
        ),
    ])
    func aDefaultThatIsWrongIsRefused(inside: String, error: String) {
        expect(inside, error)
    }

    @Test(arguments: [
        ("<section attribute='a'/>", "2: schema: section must specify type"),
        ("<multisection type='' attribute='a'/>", "2: schema: section must specify type"),
        (
            "<sectiontype name='room'/>\n<section type='rom' attribute='a'/>",
            "3: schema: unknown type name: 'rom'; did you mean 'room'?"
        ),
        (
            "<sectiontype name='a'/>\n<section type='a'/>",
            "3: schema: an attribute must be specified where the name is '*' or '+'"
        ),
        (
            "<sectiontype name='a'/>\n<section type='a' name=''/>",
            "3: schema: section name must be specified and non-empty"
        ),
        (
            "<sectiontype name='a'/>\n<multisection type='a' name='b' attribute='c'/>",
            "3: schema: multisection must specify '*' or '+' for the name"
        ),
        (
            "<sectiontype name='a'/>\n<key name='b'/>\n<section type='a' name='b'/>",
            "4: schema: child name b already used"
        ),
        (
            "<sectiontype name='a'/>\n<section type='a' attribute='b' required='1'/>",
            "3: schema: value for 'required' must be 'yes' or 'no'"
        ),
        (
            "<sectiontype name='a'>\n<section type='b' attribute='c'/>\n</sectiontype>\n<sectiontype name='b'/>",
            "3: schema: unknown type name: 'b'"
        ),
    ])
    func aSlotThatIsWrongIsRefused(inside: String, error: String) {
        expect(inside, error)
    }

    @Test(arguments: [
        ("<description/>\n<description/>", "3: schema: at most one <description> may be used for each element"),
        ("<example/>\n<example>\n</example>", "4: schema: at most one <example> may be used for each element"),
        (
            "<key name='a'>\n<description/><description\n/></key>",
            "4: schema: at most one <description> may be used for each element"
        ),
    ])
    func aSecondTextIsRefusedAtItsEnd(inside: String, error: String) {
        expect(inside, error)
    }

    @Test(arguments: [
        ("<import/>", "2: schema: import must specify either src or package"),
        ("<import src=' ' package=''/>", "2: schema: import must specify either src or package"),
        ("<import src='a' package='b'/>", "2: schema: import may only specify one of src or package"),
        ("<import src='a' file='b'/>", "2: schema: import may not specify file and src"),
        ("<import package='a' file='b/c.xml'/>", "2: schema: file may not include a directory part"),
        ("<import package='a..b'/>", "2: schema: illegal schema component name: 'a..b'"),
        ("<import src='a.xml#b'/>", "2: schema: fragment identifiers are not supported: 'a.xml#b'"),
        (
            "<import src='http://localhost/a.xml'/>",
            "2: schema: only paths, file: URLs and package:NAME:PATH can be read, not 'http://localhost/a.xml'"
        ),
    ])
    func anImportThatIsWrongIsRefused(inside: String, error: String) {
        expect(inside, error)
    }

    @Test(arguments: [
        ("keytype='wrong'", "unloadable datatype name: 'wrong'"),
        ("datatype='wrong'", "unloadable datatype name: 'wrong'"),
        ("handler=''", "handler: '' is not a name: a letter, then letters, digits, '-', '.' and '_'"),
    ])
    func theStartTagOfASchemaIsChecked(attributes: String, error: String) {
        #expect(Shelf("", attributes: attributes).schemaError == "schema.xml:1: schema: \(error)")
    }

    @Test(arguments: [
        ("  <key\tname='a'/><key name='b'\n required='x'/>", "  <key\tname='a'/><key name='b'"),
        ("<key name='\u{FC}'/>\n", "<key name='\u{FC}'/>"),
        ("<key name='a'>\n\n <default>x</default>\n</key>", " <default>x</default>"),
        ("<key name='a'/>\n&", "&"), ("<key name='a'/>\n\n  x  y", "  x  y"),
    ])
    func anErrorHasItsLineOfTheFile(inside: String, line: String) {
        #expect {
            try Shelf(inside).schema()
        } throws: { error in
            (error as? ConfigurationError)?.sourceLine == line
        }
    }

    @Test func linesAreFoundInAnyOrder() {
        let shelf = Shelf(
            """
            <key name="+" attribute="m">
            <default key="a">1</default>
            <default key="b">2</default>
             <default key="A">
            3
            </default></key>
            """
        )
        #expect {
            try shelf.schema()
        } throws: { error in
            (error as? ConfigurationError)?.sourceLine == #" <default key="A">"#
        }
    }

    @Test func theFirstOfTwoErrorsIsTold() {
        expect("<key/>\n<wrong>", "2: schema: key name must be specified and non-empty")
        expect("<key name='a'>\n<wrong/>\n&", "3: schema: Unknown tag 'wrong'")
    }

    @Test func aFileThatIsNotThereIsTold() {
        #expect(Shelf([:]).schemaError == "schema.xml: resource: there is no such file")
        #expect(
            Shelf("\n<import src='x.xml'/>").schemaError
                == "x.xml: resource: there is no such file (needed at schema.xml:3)")
        #expect(
            Shelf("<import package='p.q' file='f.xml'/>").schemaError
                == "package:p.q:f.xml: resource: there is no such file (needed at schema.xml:2)")
    }
}
