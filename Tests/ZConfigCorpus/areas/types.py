"""Section types: deriving, implementing, prefixes; handlers and their order."""

from corpus import make_case

BASE = """
<sectiontype name="base">
  <key name="one" default="1" handler="h1"/>
  <key name="two"/>
</sectiontype>
"""
SLOT = '<multisection name="*" type="derived" attribute="s"/>\n'
MAP_BASE = """
<sectiontype name="base" keytype="identifier">
  <key name="+" attribute="m"><default key="A">1</default></key>
  <multikey name="x"/>
</sectiontype>
"""
LEVEL = "ZConfig.components.logger.datatypes.logging_level"


def cases():
    """The cases of this area."""
    for name, about, schema, config in EXTENDS:
        yield make_case(f"extends-type-{name}", about, config, schema)
    for name, about, attributes, schema, config in PREFIXES:
        yield make_case(f"prefix-{name}", about, config, schema, attributes=attributes)
    for name, about, attributes, schema, config in HANDLERS:
        yield make_case(f"handler-{name}", about, config, schema, attributes=attributes)
    for name, about, schema, config in DATATYPES:
        yield make_case(f"section-datatype-{name}", about, config, schema)


EXTENDS = [
    ("adds", "The children of the base come first.",
     BASE + '<sectiontype name="derived" extends="Base"><key name="three"/></sectiontype>' + SLOT,
     "<derived>\none x\nthree y\n</derived>"),
    ("twice", "A derived type may be derived from.",
     BASE + '<sectiontype name="middle" extends="base"><key name="three"/></sectiontype>'
     '<sectiontype name="derived" extends="middle"><key name="four"/></sectiontype>' + SLOT,
     "<derived>\nfour y\n</derived>"),
    ("leaves-base-alone", "The base does not get the children of the derived type.",
     BASE + '<sectiontype name="derived" extends="base"><key name="three"/></sectiontype>'
     '<multisection name="*" type="base" attribute="s"/>', "<base>\nthree y\n</base>"),
    ("redeclares", "A child cannot be declared again.",
     BASE + '<sectiontype name="derived" extends="base"><key name="one" attribute="x"/></sectiontype>', ""),
    ("redeclares-attribute", "Nor its attribute.",
     BASE + '<sectiontype name="derived" extends="base"><key name="x" attribute="one"/></sectiontype>', ""),
    ("second-map", "Nor a second map.",
     MAP_BASE + '<sectiontype name="derived" extends="base"><key name="+" attribute="n"/></sectiontype>', ""),
    ("keytype-inherited", "The key type is inherited.",
     '<sectiontype name="base" keytype="identifier"><key name="A"/></sectiontype>'
     '<sectiontype name="derived" extends="base"><key name="B"/></sectiontype>' + SLOT,
     "<derived>\nA 1\nB 2\n</derived>"),
    ("keytype-inherited-case", "So case counts.",
     '<sectiontype name="base" keytype="identifier"><key name="A"/></sectiontype>'
     '<sectiontype name="derived" extends="base"/>' + SLOT, "<derived>\na 1\n</derived>"),
    ("keytype-replaced", "A new key type converts the keys of the file; inherited names stay as they were converted.",
     '<sectiontype name="base" keytype="identifier"><key name="A"/><key name="b"/></sectiontype>'
     '<sectiontype name="derived" extends="base" keytype="basic-key"/>' + SLOT, "<derived>\nB 1\n</derived>"),
    ("keytype-replaced-unreachable", "A name that the new key type never gives cannot be reached.",
     '<sectiontype name="base" keytype="identifier"><key name="A"/></sectiontype>'
     '<sectiontype name="derived" extends="base" keytype="basic-key"/>' + SLOT, "<derived>\nA 1\n</derived>"),
    ("keytype-replaced-refuses", "Nor one that the new key type refuses.",
     '<sectiontype name="base" keytype="string"><key name="1" attribute="one"/></sectiontype>'
     '<sectiontype name="derived" extends="base" keytype="basic-key"/>' + SLOT, "<derived>\n1 x\n</derived>"),
    ("keytype-replaced-refuses-low-line", "A name that begins with a low line is no basic-key, either.",
     '<sectiontype name="base" keytype="identifier"><key name="_a" attribute="a"/></sectiontype>'
     '<sectiontype name="derived" extends="base" keytype="basic-key"/>' + SLOT, "<derived>\n_a x\n</derived>"),
    ("keytype-replaced-number", "A number is no text that looks like it.",
     '<sectiontype name="base" keytype="integer"><key name="1" attribute="one"/></sectiontype>'
     '<sectiontype name="derived" extends="base" keytype="string"/>' + SLOT, "<derived>\n1 x\n</derived>"),
    ("keytype-replaced-text", "Nor the other way round.",
     '<sectiontype name="base" keytype="string"><key name="1" attribute="one"/></sectiontype>'
     '<sectiontype name="derived" extends="base" keytype="integer"><key name="+" attribute="rest"/></sectiontype>'
     + SLOT, "<derived>\n1 x\n</derived>"),
    ("map-defaults-recomputed", "Default keys of a map are converted again, from how they were written.",
     MAP_BASE + '<sectiontype name="derived" extends="base" keytype="basic-key"/>' + SLOT, "<derived/>"),
    ("map-defaults-of-base-stay", "Those of the base stay.",
     MAP_BASE + '<sectiontype name="derived" extends="base" keytype="basic-key"/><section name="*" type="base" '
     'attribute="s"/>', "<base/>"),
    ("map-defaults-clash", "Under the new key type two may be one.",
     '<sectiontype name="base" keytype="identifier"><key name="+" attribute="m"><default key="A">1</default>'
     '<default key="a">2</default></key></sectiontype>\n<sectiontype name="derived" extends="base" '
     'keytype="basic-key"/>', ""),
    ("map-defaults-join", "Those of a multikey join.",
     '<sectiontype name="base" keytype="identifier"><multikey name="+" attribute="m"><default key="A">1</default>'
     '<default key="a">2</default></multikey></sectiontype>\n<sectiontype name="derived" extends="base" '
     'keytype="basic-key"/>' + SLOT, "<derived/>"),
    ("map-defaults-refused", "The new key type may refuse one: reported in the schema at its text.",
     '<sectiontype name="base" keytype="identifier"><key name="+" attribute="m">\n<default key="_a">1</default></key>'
     '</sectiontype>\n'
     '<sectiontype name="derived" extends="base" keytype="basic-key"/>', ""),
    ("datatype-inherited", "The datatype is inherited: its error comes at the parent's end.",
     '<sectiontype name="base" datatype="boolean"/><sectiontype name="derived" extends="base"/><sectiontype '
     'name="box">' + SLOT
     + '</sectiontype><section type="box" name="*" attribute="b"/>', "<box>\n<derived>\n</derived>\n\n</box>"),
    ("datatype-replaced", "Unless another is given.",
     '<sectiontype name="base" datatype="boolean"/><sectiontype name="derived" extends="base" datatype="null"/>' + SLOT,
     "<derived/>"),
    ("implements-not-inherited", "The derived type does not implement what the base does.",
     '<abstracttype name="a"/><sectiontype name="base" implements="a"/><sectiontype name="derived" extends="base"/>'
     '<multisection name="*" type="a" attribute="s"/>', "<base/>\n<derived/>"),
    ("implements-given", "It may say so itself.",
     '<abstracttype name="a"/><sectiontype name="base"/><sectiontype name="derived" extends="base" implements="A"/>'
     '<multisection name="*" type="a" attribute="s"/>', "<derived/>"),
    ("section-inherited", "Sections are inherited, with their slots in front.",
     '<sectiontype name="t"/><sectiontype name="base"><multisection name="*" type="t" attribute="all"/></sectiontype>'
     '<sectiontype name="derived" extends="base"><section name="n" type="t"/></sectiontype>' + SLOT,
     "<derived>\n<t n/>\n</derived>"),
    ("recursive-base", "A type that holds itself holds the base still.",
     '<sectiontype name="base"><section name="*" type="base" attribute="inner"/></sectiontype>'
     '<sectiontype name="derived" extends="base"/>' + SLOT,
     "<derived>\n<base/>\n</derived>\n<derived>\n<derived/>\n</derived>"),
    ("handlers-inherited", "Handlers are inherited.",
     BASE + '<sectiontype name="derived" extends="base"><key name="three" handler="h3"/></sectiontype>' + SLOT,
     "<derived/>"),
    ("required-inherited", "Required keys are inherited.",
     '<sectiontype name="base"><key name="a" required="yes"/></sectiontype><sectiontype name="derived" '
     'extends="base"/>' + SLOT,
     "<derived>\n</derived>"),
]

PREFIXES = [
    ("schema", "A prefix of the schema.", 'prefix="ZConfig.components"',
     '<key name="a" datatype=".logger.datatypes.logging_level"/>', "a info"),
    ("type", "A suffix of a type.", 'prefix="ZConfig.components"',
     '<sectiontype name="t" prefix=".logger.datatypes"><key name="a" datatype=".logging_level"/></sectiontype>'
     '<section type="t" name="s"/>', "<t s>\na warn\n</t>"),
    ("type-absolute", "Another prefix of a type.", 'prefix="no.such"',
     '<sectiontype name="t" prefix="ZConfig.components.logger.datatypes"><key name="a" datatype=".logging_level"/>'
     '</sectiontype>'
     '<section type="t" name="s"/>', "<t s>\na warn\n</t>"),
    ("type-alone", "A prefix of a type without one around.", "",
     '<sectiontype name="t" prefix="ZConfig.components.logger.datatypes"><key name="a" datatype=".logging_level"/>'
     '</sectiontype>'
     '<section type="t" name="s"/>', "<t s>\na warn\n</t>"),
    ("type-inherits", "A type without one has that around it.", 'prefix="ZConfig.components.logger.datatypes"',
     '<sectiontype name="t"><key name="a" datatype=".logging_level"/></sectiontype><section type="t" name="s"/>',
     "<t s>\na 7\n</t>"),
    ("type-ends", "A prefix ends with its element.", 'prefix="ZConfig.components.logger.datatypes"',
     '<sectiontype name="t" prefix="no.such"/><key name="a" datatype=".logging_level"/>', "a trace"),
    ("own-element", "The prefix of an element counts for its own datatype.", "",
     '<sectiontype name="t" prefix="ZConfig.components.basic" datatype=".mapping.mapping">'
     '<key name="+" attribute="mapping"/></sectiontype><section type="t" name="s"/>', "<t s>\na 1\n</t>"),
    ("suffix-alone", "Inside a schema without prefix a type's may be a suffix.", "",
     '<sectiontype name="t" prefix=".x"/>', ""),
    ("stock-names", "Stock names have no prefix.", 'prefix="no.such"', '<key name="a" datatype="integer"/>', "a 1"),
    ("datatype-unknown", "What it gives is not there.", 'prefix="ZConfig.components"',
     '<key name="a" datatype=".nonsense"/>', ""),
    ("dotted-datatype-case", "Dotted names know their case.", "",
     '<key name="a" datatype="zconfig.components.logger.datatypes.logging_level"/>', ""),
    ("keytype", "A prefix counts for key types.", 'prefix="ZConfig.components.logger.handlers" keytype=".get_or_post"',
     '<key name="+" attribute="m"/>', "get 1\nPost 2"),
    ("import", "A prefix counts for packages.", 'prefix="ZConfig.components"',
     '<import package=".basic"/><section type="ZConfig.basic.mapping" name="*" attribute="s"/>',
     "<ZConfig.basic.mapping>\na 1\n</ZConfig.basic.mapping>"),
]

NESTED = """
<sectiontype name="leaf"><key name="k" handler="leaf-k"/></sectiontype>
<sectiontype name="box">
  <key name="k" handler="box-k"/>
  <multisection name="*" type="leaf" attribute="leaves" handler="box-leaves"/>
  <key name="l" handler="box-l"/>
</sectiontype>
<section name="*" type="box" attribute="box" handler="top-box"/>
<multikey name="m" handler="top-m"/>
<key name="+" attribute="rest" handler="top-rest"/>
<multisection name="*" type="leaf" attribute="leaves"/>
"""
HANDLERS = [
    ("order", "Nested sections first, then declaration order, then the schema.", 'handler="Schema"', NESTED,
     "m 1\n<leaf/>\n<box>\nk 1\n<leaf a/>\n<leaf b>\n</leaf>\n</box>\n<leaf/>"),
    ("unset", "Handlers are recorded for what is not set.", "", NESTED, ""),
    ("same-name", "A name may come again.", 'handler="h"', '<key name="a" handler="h"/><key name="b" handler="H"/>',
     ""),
    ("none", "Without handlers there are none.", "", '<key name="a"/>', "a 1"),
    ("include", "Included files change nothing.", "", NESTED, "<box/>\n<leaf/>"),
    ("schema-only", "Only the schema has one.", 'handler="done"', "", ""),
]

DATATYPES = [
    ("error-line", "A datatype of a section that fails: the line of the parent's end.",
     '<sectiontype name="t" datatype="boolean"/><sectiontype name="box"><section type="t" name="*" attribute="s"/>'
     '</sectiontype>'
     '<section type="box" name="*" attribute="b"/>', "<box>\n<t>\n</t>\n# c\n</box>\n"),
    ("error-top", "At the top level there is no line.",
     '<sectiontype name="t" datatype="boolean"/><section type="t" name="*" attribute="s"/>', "<t>\n</t>\n"),
    ("error-multi", "In a multisection as well.",
     '<sectiontype name="t" datatype="boolean"/><multisection type="t" name="*" attribute="s"/>', "<t/>\n<t/>"),
    ("error-empty-parent", "A parent that is empty has no such section.",
     '<sectiontype name="t" datatype="boolean"/><sectiontype name="box"><section type="t" name="*" attribute="s"/>'
     '</sectiontype>'
     '<section type="box" name="*" attribute="b"/>', "<box/>"),
    ("error-after-keys", "In declaration order with the values of keys.",
     '<sectiontype name="t" datatype="boolean"/><key name="a" datatype="integer"/><section type="t" name="*" '
     'attribute="s"/>',
     "<t/>\na x"),
    ("dies", "A datatype that dies of a section.",
     '<sectiontype name="t" datatype="integer"/><section type="t" name="*" attribute="s"/>', "<t/>"),
    ("other-types", "Each section of an abstract slot has the datatype of its own type.",
     '<abstracttype name="a"/><sectiontype name="t" implements="a"/><sectiontype name="u" implements="a" '
     'datatype="boolean"/>'
     '<multisection type="a" name="*" attribute="s"/>', "<t/>\n<u/>"),
]
