"""Schemas that extend or import others, and components."""

from corpus import make_case


def cases():
    """The cases of this area."""
    for name, about, extends, attributes, body, files in EXTENDS:
        yield make_case(f"extends-schema-{name}", about, CONFIG.get(name, ""), body, files=files,
                        attributes=f'extends="{extends}" {attributes}'.strip())
    for name, about, schema, config, files in IMPORT_SOURCE:
        yield make_case(f"import-src-{name}", about, config, schema, files=files)
    yield make_case("extends-schema-cycle", "A schema that extends itself.", "", attributes='extends="schema.xml"')
    yield make_case("import-src-cycle", "A schema that imports itself.", "", '<import src="schema.xml"/>')
    yield make_case("extends-schema-package-url", "A package: URL as base.", "a 1",
                    attributes='extends="package:acme:base.xml"',
                    packages={"acme/base.xml": A})
    yield make_case("extends-schema-package-url-relative",
                    "A relative URL in a base from a package is none: it is joined to nothing.",
                    "a 1", attributes='extends="package:acme:base.xml"',
                    packages={"acme/base.xml": '<schema extends="other.xml"/>', "acme/other.xml": A})
    yield make_case("extends-schema-package-url-missing", "A package: URL that names no file.", "",
                    attributes='extends="package:acme:nowhere.xml"', packages={"acme/base.xml": A})
    yield make_case("import-src-package-url", "A package: URL of a schema, in a folder of the package.", "<t s/>",
                    '<import src="package:acme:sub/types.xml"/><section type="t" name="s"/>',
                    packages={"acme/sub/types.xml": TYPES})


A = '<schema>\n<key name="a" default="of-a" handler="ha"/>\n</schema>'
B = '<schema>\n<key name="b" default="of-b" handler="hb"/>\n</schema>'
TYPES = ('<schema>\n<key name="ignored"/>\n<abstracttype name="abs"/>\n'
         '<sectiontype name="t" implements="abs"><key name="k"/></sectiontype>\n</schema>')
IDENTIFIER = '<schema keytype="identifier">\n<key name="A" attribute="upper"/>\n</schema>'
BASIC = '<schema>\n<key name="b"/>\n</schema>'
TRUTH = '<schema datatype="boolean"/>'
MAP = '<schema keytype="identifier">\n<key name="+" attribute="m"><default key="A">1</default></key>\n</schema>'

CONFIG = {
    "one": "a 1\nown 2", "two": "b 1", "keytype-inherited": "A 1\nOwn 2", "keytype-inherited-case": "a 1",
    "keytype-replaced": "own 1\nOWN 2", "types": "<t s/>", "folder": "a 1", "datatype-inherited": "",
    "map-defaults": "", "keytype-given-conflict": "b 1", "handler-order": "",
}
EXTENDS = [
    ("one", "One base: its children come first.", "a.xml", "", '<key name="own" handler="own"/>', {"a.xml": A}),
    ("two", "Two bases are read from right to left.", "a.xml b.xml", 'handler="top"', '<key name="own" handler="own"/>',
     {"a.xml": A, "b.xml": B}),
    ("three-levels", "A base may have a base.", "b.xml", "", '<key name="own" handler="own"/>',
     {"a.xml": A, "b.xml": B.replace("<schema", '<schema extends="a.xml"')}),
    ("handler-not-inherited", "The handler of a base is not inherited.", "a.xml", "", "",
     {"a.xml": A.replace("<schema", '<schema handler="base"')}),
    ("folder", "Relative to the schema that says so.", "sub/b.xml", "", "",
     {"sub/b.xml": '<schema extends="../a.xml"/>', "a.xml": A}),
    ("empty", "No bases at all.", "", "", '<key name="own"/>', {}),
    ("types", "Types of a base are known.", "t.xml", "", '<section type="t" name="s"/>', {"t.xml": TYPES}),
    ("missing", "A base that is not there.", "nowhere.xml", "", "", {}),
    ("fragment", "A base with a fragment.", "a.xml#x", "", "", {"a.xml": A}),
    ("not-a-schema", "A base that is a component.", "a.xml", "", "", {"a.xml": "\n<!-- c -->\n<component/>"}),
    ("malformed", "A base that is malformed has its own name and line.", "a.xml", "", "",
     {"a.xml": "<schema>\n<key name=a/>\n</schema>"}),
    ("error", "An error in a base has its own name and line.", "a.xml", "", "",
     {"a.xml": "<schema>\n\n<key/>\n</schema>"}),
    ("error-text", "Text in a base.", "a.xml", "", "", {"a.xml": "<schema>\n\n x\n</schema>"}),
    ("key-clash", "A key of a base again.", "a.xml", "", '<key name="a"/>', {"a.xml": A}),
    ("key-clash-bases", "A key in two bases.", "a.xml b.xml", "", "", {"a.xml": A, "b.xml": A}),
    ("type-clash", "A type of a base again.", "t.xml", "", '<sectiontype name="t"/>', {"t.xml": TYPES}),
    ("type-clash-bases", "A type in two bases.", "t.xml u.xml", "", "",
     {"t.xml": TYPES.replace('<key name="ignored"/>', ""), "u.xml": TYPES}),
    ("same-base-twice", "A base twice clashes with itself.", "a.xml a.xml", "", "", {"a.xml": A}),
    ("diamond", "A base that comes by two ways clashes with itself.", "b.xml c.xml", "", "",
     {"a.xml": A, "b.xml": '<schema extends="a.xml"/>', "c.xml": '<schema extends="a.xml"/>'}),
    ("diamond-empty", "Without content it does not.", "b.xml c.xml", "", "",
     {"a.xml": "<schema/>", "b.xml": '<schema extends="a.xml"/>', "c.xml": '<schema extends="a.xml"/>'}),
    ("keytype-inherited", "The key type of the base.", "i.xml", "", '<key name="Own" attribute="own"/>',
     {"i.xml": IDENTIFIER}),
    ("keytype-inherited-case", "So case counts.", "i.xml", "", "", {"i.xml": IDENTIFIER}),
    ("keytype-replaced", "An own key type; each schema is read under its own.", "i.xml", 'keytype="basic-key"',
     '<multikey name="Own"/>', {"i.xml": IDENTIFIER}),
    ("keytype-conflict", "Two key types, and none given.", "i.xml b.xml", "", "",
     {"i.xml": IDENTIFIER, "b.xml": BASIC}),
    ("keytype-given-conflict", "Two key types, and one given.", "i.xml b.xml", 'keytype="basic-key"', "",
     {"i.xml": IDENTIFIER, "b.xml": BASIC}),
    ("keytype-same", "The same key type twice.", "i.xml j.xml", "", "",
     {"i.xml": IDENTIFIER, "j.xml": '<schema keytype="Identifier"/>'}),
    ("datatype-conflict", "Two datatypes, and none given.", "b.xml n.xml", "", "",
     {"b.xml": TRUTH, "n.xml": "<schema/>"}),
    ("datatype-given-conflict", "Two datatypes, and one given.", "b.xml n.xml", 'datatype="null"', "",
     {"b.xml": TRUTH, "n.xml": "<schema/>"}),
    ("datatype-inherited", "The datatype of the base is used: it fails.", "b.xml", "", "", {"b.xml": TRUTH}),
    ("map-defaults", "Maps of a base keep their keys.", "m.xml", 'keytype="basic-key"', "", {"m.xml": MAP}),
    ("description-own", "An own description and one of a base.", "a.xml", "", "<description>own</description>",
     {"a.xml": "<schema><description>base</description></schema>"}),
    ("description-two-bases", "Descriptions of two bases.", "a.xml b.xml", "", "",
     {"a.xml": "<schema><description>a</description></schema>",
      "b.xml": "<schema><description>b</description></schema>"}),
    ("example-two-bases", "An example of a base counts as the own one.", "a.xml", "", "<example>own</example>",
     {"a.xml": "<schema><example>base</example></schema>"}),
    ("prefix-not-inherited", "The prefix of a base is its own.", "p.xml", "",
     '<key name="x" datatype=".logging_level"/>',
     {"p.xml": '<schema prefix="ZConfig.components.logger.datatypes"><key name="y" datatype=".logging_level" '
      'default="info"/></schema>'}),
]

IMPORT_SOURCE = [
    ("good", "Only the types of the other schema are taken.",
     '<import src="t.xml"/><multisection type="abs" name="*" attribute="s"/><key name="ignored"/>',
     "<t>\nk 1\n</t>", {"t.xml": TYPES}),
    ("own-key-not-taken", "Its keys are not.", '<import src="t.xml"/>', "ignored 1", {"t.xml": TYPES}),
    ("space", "The URL is stripped.", '<import src="  t.xml "/>', "", {"t.xml": TYPES}),
    ("late", "An import may come after keys.", '<key name="a"/><import src="t.xml"/><section type="t" name="s"/>',
     "a 1\n<t s/>", {"t.xml": TYPES}),
    ("after-use", "Types come before their use.", '<section type="t" name="s"/><import src="t.xml"/>', "",
     {"t.xml": TYPES}),
    ("twice", "The same types twice are an error.", '<import src="t.xml"/>\n<import src="t.xml"/>', "",
     {"t.xml": TYPES}),
    ("clash", "A type that is there already.", '<sectiontype name="t"/>\n<import src="t.xml"/>', "", {"t.xml": TYPES}),
    ("nested", "A schema that imports another.", '<import src="u.xml"/><section type="t" name="s"/>', "<t s/>",
     {"t.xml": TYPES, "u.xml": '<schema><import src="t.xml"/></schema>'}),
    ("nested-both", "What comes by two ways clashes.", '<import src="u.xml"/><import src="t.xml"/>', "",
     {"t.xml": TYPES, "u.xml": '<schema><import src="t.xml"/></schema>'}),
    ("missing", "A schema that is not there.", '<import src="nowhere.xml"/>', "", {}),
    ("fragment", "A fragment.", '<import src="t.xml#x"/>', "", {"t.xml": TYPES}),
    ("component", "A component is no schema.", '<import src="c.xml"/>', "", {"c.xml": "<component/>"}),
    ("with-file", "src goes without file.", '<import src="t.xml" file="x.xml"/>', "", {"t.xml": TYPES}),
    ("with-package", "src goes without package.", '<import src="t.xml" package="x"/>', "", {"t.xml": TYPES}),
    ("nothing", "An import names something.", "<import/>", "", {}),
    ("empty", "An import names something that is not empty.", '<import src=" " package=""/>', "", {}),
    ("file-alone", "A file alone is nothing.", '<import file="t.xml"/>', "", {"t.xml": TYPES}),
    ("error-inside", "An error in the other schema.", '<import src="t.xml"/>', "",
     {"t.xml": "<schema>\n<key name='a' required='x'/></schema>"}),
    ("unknown-extends-across", "An imported schema does not see the types of its importer.",
     '<sectiontype name="base"/><import src="t.xml"/>', "",
     {"t.xml": "<schema><sectiontype name='t' extends='base'/></schema>"}),
    ("derive-from-imported", "Imported types may be derived from.",
     '<import src="t.xml"/><sectiontype name="u" extends="t"/><section type="u" name="s"/>',
     "<u s>\nk 1\n</u>", {"t.xml": TYPES}),
    ("implement-imported", "Imported abstract types may be implemented.",
     '<import src="t.xml"/><sectiontype name="u" implements="abs"/><multisection type="abs" name="*" attribute="s"/>',
     "<u/>\n<t/>", {"t.xml": TYPES}),
]
