"""The order of processing, which decides which of two errors is seen, and the positions of errors."""

from corpus import Case, make_case

SCHEMA = """
<sectiontype name="t">
  <key name="need" required="yes"/>
  <key name="n" datatype="integer"/>
</sectiontype>
<sectiontype name="box">
  <key name="n" datatype="integer"/>
  <multisection name="*" type="t" attribute="ts"/>
  <key name="b" datatype="boolean"/>
</sectiontype>
<key name="n" datatype="integer"/>
<key name="b" datatype="boolean"/>
<multikey name="m" attribute="m" datatype="integer"/>
<multisection name="*" type="t" attribute="ts"/>
<multisection name="*" type="box" attribute="boxes"/>
<key name="last" datatype="port-number"/>
"""
TWO_REQUIRED = """
<sectiontype name="t"/>
<key name="a" datatype="integer"/>
<key name="b" required="yes"/>
<section name="s" type="t" required="yes"/>
<key name="d" datatype="integer" default="x"/>
"""


def cases():
    """The cases of this area."""
    for name, about, config, files in ENTRIES:
        yield make_case(f"order-{name}", about, config, SCHEMA, files=files)
    for name, about, config, files in POSITIONS:
        yield make_case(f"position-{name}", about, config, SCHEMA, files=files)
    for name, about, config in REQUIRED:
        yield make_case(f"order-{name}", about, config, TWO_REQUIRED)
    yield make_case("order-schema-before-configuration", "The schema is read before the configuration is opened.",
                    "(x)",
                    document="<schema>\n<key/>\n</schema>")
    yield make_case("order-schema-before-missing-configuration", "The configuration is not even there.", None,
                    document="<schema>\n<key/>\n</schema>")
    yield make_case("order-overrides-before-missing-configuration", "A bad specifier, and no configuration.", None,
                    SCHEMA,
                    overrides=["a"])
    yield make_case("missing-configuration", "The configuration is not there.", None, SCHEMA)
    yield make_case("missing-configuration-schemaless", "The configuration is not there, without a schema.", None,
                    schemaless=True)
    yield Case("missing-schema", "The schema is not there.", ["--schema", "nowhere.xml", "main.conf"],
               files={"main.conf": b""})


ENTRIES = [
    ("value-masked-by-syntax", "A bad value on line 1 is masked by a syntax error on line 3.", "n x\n\n(y)", {}),
    ("value-masked-by-unknown-key", "And by an unknown key.", "n x\ny 1", {}),
    ("value-masked-by-unclosed", "And by a section that is not closed.", "n x\n<box>", {}),
    ("value-masked-by-substitution", "And by an unknown name.", "n x\nb $y", {}),
    ("value-masked-by-later-section", "And by a bad value in a later section, which ends first.",
     "n x\n<box>\nn y\n</box>", {}),
    ("section-value-before-later-line", "A bad value in a section that ends is seen before a later syntax error.",
     "<box>\nn x\n</box>\n(y)", {}),
    ("declaration-order", "The first bad value by declaration, not by line.", "last x\nb x\nn x", {}),
    ("declaration-order-multikey", "Within a multikey by line.", "m y\nm x\nlast z", {}),
    ("declaration-order-sections", "A value before sections, sections before values after them.",
     "last x\n<box>\nb x\n</box>", {}),
    ("presence-before-conversion", "What is missing is seen before what is bad.", "<t>\nn x\n</t>", {}),
    ("key-before-value", "A bad key is seen at once.", "n x\n1 1", {}),
    ("repeated-before-value", "A repeated key is seen at once.", "n x\nn y", {}),
    ("substitution-before-key", "A bad substitution is seen before the key is looked at.", "1 $y", {}),
    ("substitution-before-unknown-key", "And before the key is known.", "y $z", {}),
    ("section-type-before-name", "An unknown type is seen before the header's name.", "<nonsense *>", {}),
    ("name-twice-after-content", "A name that comes twice is seen at the end.", "<t x>\nneed 1\n</t>\n<t x>\ny 1\n</t>",
     {}),
    ("missing-before-name-twice", "What is missing is seen before a name that comes twice.",
     "<t x>\nneed 1\n</t>\n<t x>\n</t>", {}),
    ("include-before-rest", "An included file is read where it stands.", "%include inner.conf\n(x)",
     {"inner.conf": "# one\n(y)"}),
    ("value-of-include-at-end", "Its values are converted at the end.", "%include inner.conf\n(x)",
     {"inner.conf": "n x"}),
]

REQUIRED = [
    ("missing-of-two", "Of two missing children the first by declaration.", "a 1"),
    ("missing-section", "A missing section after a key that is given.", "b 1"),
    ("missing-before-bad", "A missing child is seen before a bad value of an earlier one.", "a x\nb 1"),
    ("bad-value-before-bad-default", "With all there: conversion in order of declaration.", "a x\nb 1\n<t s/>"),
    ("bad-default-last", "A bad default at last.", "a 1\nb 1\n<t s/>"),
]

POSITIONS = [
    ("missing-at-end-tag", "A missing key is reported at the end of its section.", "<t>\nn 1\n\n</t>\n", {}),
    ("missing-empty-section", "In a section in short there is no line.", "n 1\n<t/>", {}),
    ("missing-empty-section-nested", "Not even inside another section.", "<box>\n<t/>\n</box>", {}),
    ("missing-nested", "Inside another section.", "<box>\n<t>\n</t>\n</box>", {}),
    ("value-in-section", "A value in a section.", "<box>\nb yes\nn x\n</box>", {}),
    ("value-in-empty-include", "A value in an included file: its own line and file.", "n 1\n%include inner.conf\nb yes",
     {"inner.conf": "# one\n\nlast x"}),
    ("value-of-section-in-include", "A value that an included file gives to a section.",
     "<box>\n%include inner.conf\n</box>",
     {"inner.conf": "# one\nn x"}),
    ("missing-in-include", "A section in an included file.", "%include inner.conf", {"inner.conf": "# one\n<t>\n</t>"}),
    ("name-twice-across-include", "A name that comes twice, across files.", "<t x>\nneed 1\n</t>\n%include inner.conf",
     {"inner.conf": "# one\n<t x>\nneed 1\n</t>"}),
    ("repeated-across-include", "A key that comes twice, across files.", "%include inner.conf\nn 1",
     {"inner.conf": "n 2"}),
    ("key-bad", "A bad key.", "n 1\n\n1x 2", {}),
    ("key-bad-in-section", "A bad key in a section.", "<box>\n1x 2\n</box>", {}),
    ("unknown-key-in-section", "An unknown key in a section.", "<box>\nneed 2\n</box>", {}),
    ("line-after-crlf", "CR LF counts as one line.", b"n 1\r\n\r\n(x)\r\n", {}),
    ("file-name-with-space", "The name of the file has a space.", "%include a b.conf", {"a b.conf": "(x)"}),
    ("file-name-percent", "The name of the file has a percent sign.", "%include a%25b.conf",
     {"a%b.conf": "# one\nn x"}),
    ("file-name-umlaut", "The name of the file has a letter beyond ASCII.", "%include \u00fc.conf",
     {"\u00fc.conf": "# one\n(x)"}),
    ("folder-of-include", "Only the name of the file counts.", "%include sub/inner.conf", {"sub/inner.conf": "(x)"}),
]
