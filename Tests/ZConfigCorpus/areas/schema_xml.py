"""The schema as XML: text, encodings, entities, nesting, and what malformed XML is."""

from corpus import make_case


def cases():
    """The cases of this area."""
    for name, about, document in GOOD + BAD:
        yield make_case(f"schema-xml-{name}", about, "", document=document)
    yield make_case("schema-xml-missing", "A base of the schema is not there.", "",
                    document="<schema extends='nowhere.xml'/>")
    for child, parent in NESTING:
        yield make_case(f"schema-xml-bad-nesting-{child}-in-{parent}", f"No {child} in a {parent}.", "",
                        INSIDE[parent].format(ELEMENTS[child]))


KEY = '<key name="a" default="{}"/>\n'
GOOD = [
    ("declaration", "An XML declaration.", '<?xml version="1.0" encoding="utf-8"?>\n<schema/>'),
    ("declaration-encoding-ignored", "The encoding of the declaration is ignored: it is UTF-8.",
     '<?xml version="1.0" encoding="iso-8859-1"?>\n<schema>' + KEY.format("\u00e4\u20ac") + "</schema>"),
    ("declaration-encoding-unknown", "Even one that nobody knows.",
     '<?xml version="1.0" encoding="x-nowhere"?>\n<schema/>'),
    ("declaration-standalone", "A standalone declaration.", '<?xml version="1.0" standalone="yes"?>\n<schema/>'),
    ("comments", "Comments anywhere.",
     "<!-- a -->\n<schema><!-- b <key/> -->" + KEY.format("x") + "<!-- c --></schema>\n<!-- d -->"),
    ("processing-instructions", "Processing instructions mean nothing.",
     "<?a b?>\n<schema><?c?>" + KEY.format("x") + "</schema>"),
    ("single-quotes", "Attributes in single quotes.", "<schema><key name='a' default='\"x\"'/></schema>"),
    ("character-references", "Character references in attributes.",
     "<schema>" + KEY.format("&#65;&#x20ac;&#x1F600;&lt;&gt;&amp;&quot;&apos;") + "</schema>"),
    ("attribute-newline", "Newlines and tabs in attributes are spaces; references to them are not.",
     b'<schema><key name="a" default="x\ny\tz\r\nw&#10;v&#9;u&#13;t"/></schema>'),
    ("attribute-space", "Attributes are not stripped by XML, but defaults are by the schema.",
     b'<schema><key name="a" default="  x  y\n "/></schema>'),
    ("internal-entity", "Entities that the document declares.",
     '<!DOCTYPE schema [<!ENTITY e "x&#38;lt;y"> <!ENTITY f "&e;z">]>\n<schema>' + KEY.format("&e; &f;") + "</schema>"),
    ("internal-entity-elements", "An entity may hold elements.",
     "<!DOCTYPE schema [<!ENTITY e \"<key name='a' default='x'/>\">]>\n<schema>&e;</schema>"),
    ("attribute-default-in-dtd", "Defaults of attributes that the document declares.",
     "<!DOCTYPE schema [<!ATTLIST key default CDATA 'x' name CDATA #IMPLIED>]>\n<schema><key name='a'/></schema>"),
    ("doctype-system", "A DTD that is not there is never read.",
     "<!DOCTYPE schema SYSTEM 'nowhere.dtd'>\n<schema>" + KEY.format("x") + "</schema>"),
    ("cdata", "CDATA in a default.",
     "<schema><multikey name='m' attribute='m'><default>a<![CDATA[<b> & ]]>c</default></multikey></schema>"),
    ("cdata-blank", "Blank CDATA may stand anywhere.", "<schema><![CDATA[  \n ]]>" + KEY.format("x") + "</schema>"),
    ("blank-text", "Blank text of any kind may stand anywhere.",
     "<schema>\u00a0\u2003&#x85;&#32;&#x3000;\n" + KEY.format("x") + "</schema>"),
    ("unknown-attribute", "Unknown attributes are ignored.",
     "<schema foo='1'><key name='a' bar='2' min='3'/></schema>"),
    ("crlf", "CR LF in the schema.", b"<schema>\r\n<key name='a' default='x'/>\r\n</schema>\r\n"),
    ("byte-order-mark", "The byte-order mark of a schema is the reader's to skip.", b"\xef\xbb\xbf<schema/>"),
    ("empty-schema", "An empty schema.", "<schema/>"),
    ("order-of-elements", "Keys and types may stand in any order.",
     "<schema><key name='a'/><sectiontype name='t'/><key name='b'/><section name='*' type='t' attribute='s'/>"
     "<description>d</description></schema>"),
    ("namespace", "A namespace declaration is an attribute like any other.", "<schema xmlns='http://example.org/x'/>"),
    ("description-unicode", "Any character in a description.",
     "<schema><description>\u20ac \U0001f600</description></schema>"),
    ("comment-in-default", "A comment splits a text but does not end it.",
     "<schema><multikey name='m' attribute='m'><default>a<!-- x -->b&#99;</default></multikey></schema>"),
]

BAD = [
    ("bad-empty", "An empty file.", b""),
    ("bad-text-only", "No XML at all.", "key value"),
    ("bad-unclosed", "An element is not closed.", "<schema>\n<key name='a'/>\n"),
    ("bad-unclosed-inner", "An inner element is not closed.", "<schema>\n<key name='a'>\n</schema>"),
    ("bad-mismatch", "The wrong end tag.", "<schema>\n</Schema>"),
    ("bad-quotes", "An attribute without quotes.", "<schema>\n<key name=a/>\n</schema>"),
    ("bad-attribute-twice", "An attribute that is given twice.", "<schema>\n<key name='a' name='b'/>\n</schema>"),
    ("bad-attribute-less-than", "A less-than sign in an attribute.", "<schema>\n<key name='<'/>\n</schema>"),
    ("bad-ampersand", "A lone ampersand.", "<schema>\n<description>a & b</description>\n</schema>"),
    ("bad-entity-unknown", "An entity that nobody declared.", "<schema>\n<description>&nbsp;</description>\n</schema>"),
    ("bad-character-reference", "A reference to a character that XML does not allow.",
     "<schema>\n<description>&#1;</description>\n</schema>"),
    ("bad-control-character", "A character that XML does not allow.",
     b"<schema>\n<description>\x01</description>\n</schema>\n"),
    ("bad-cdata-end", "The end of CDATA outside of it.", "<schema>\n<description>a ]]> b</description>\n</schema>"),
    ("bad-comment", "Two dashes in a comment.", "<schema>\n<!-- a -- b -->\n</schema>"),
    ("bad-two-roots", "Two root elements.", "<schema/>\n<schema/>"),
    ("bad-text-after", "Text after the root.", "<schema/>\nx"),
    ("bad-declaration-late", "The XML declaration must be first.", "<!-- a -->\n<?xml version='1.0'?>\n<schema/>"),
    ("bad-recursive-entity", "An entity that holds itself.",
     "<!DOCTYPE schema [<!ENTITY e '&f;'> <!ENTITY f '&e;'>]>\n<schema>\n<description>&e;</description></schema>"),
    ("bad-encoding", "The schema is not UTF-8.",
     b"<?xml version='1.0' encoding='iso-8859-1'?>\n<schema><!-- \xe4 --></schema>\n"),
    ("bad-utf-16", "UTF-16 is not UTF-8.", "<schema/>".encode("utf-16")),
    ("bad-root", "Another root element.", "<!-- a -->\n<config/>"),
    ("bad-root-component", "A component is no schema.", "<component>\n</component>"),
    ("bad-root-case", "Elements know their case.", "<SCHEMA/>"),
    ("bad-unknown-element", "An unknown element.", "<schema>\n\n<option name='a'/>\n</schema>"),
    ("bad-unknown-element-prefix", "A prefix of a namespace makes another element.",
     "<schema xmlns:z='x'>\n<z:key name='a'/>\n</schema>"),
    ("bad-schema-in-schema", "A schema in a schema.", "<schema>\n<schema/>\n</schema>"),
    ("bad-text", "Text where none may be.", "<schema>\n  <key name='a'/>\n  text\n</schema>"),
    ("bad-text-in-key", "Text in a key.", "<schema>\n<key name='a'>\nx\n</key>\n</schema>"),
    ("bad-text-in-type", "Text in a section type.", "<schema>\n<sectiontype name='t'>x</sectiontype>\n</schema>"),
    ("bad-cdata", "CDATA where no text may be.", "<schema>\n<![CDATA[x]]>\n</schema>"),
    ("bad-entity-text", "An entity where no text may be.", "<schema>\n&amp;\n</schema>"),
    ("bad-text-zero-width-space", "U+200B is no blank text.", "<schema>\n\u200b\n</schema>"),
    ("bad-malformed-after-error", "What comes first is reported.", "<schema>\n<foo/>\n<key name=a/>"),
    ("bad-error-after-malformed", "What comes first is reported, the other way round.",
     "<schema>\n<key name=a/>\n<foo/>"),
    ("bad-text-line-in-middle", "Text is reported on the line of its first character that is not blank.",
     "<schema>\n\n\n   word\n</schema>"),
]

ELEMENTS = {
    "key": "<key name='k'/>", "multikey": "<multikey name='k'/>", "section": "<section type='t' name='s'/>",
    "multisection": "<multisection type='t' name='*' attribute='s'/>", "sectiontype": "<sectiontype name='u'/>",
    "abstracttype": "<abstracttype name='u'/>", "import": "<import src='x.xml'/>", "default": "<default>x</default>",
    "metadefault": "<metadefault>x</metadefault>", "example": "<example>x</example>",
    "description": "<description>x</description>",
}
INSIDE = {
    "key": "<key name='a'>\n{}\n</key>",
    "sectiontype": "<sectiontype name='t'>\n{}\n</sectiontype>",
    "section": "<sectiontype name='t'/>\n<section name='s' type='t'>\n{}\n</section>",
    "abstracttype": "<abstracttype name='a'>\n{}\n</abstracttype>",
    "import": "<import src='x.xml'>\n{}\n</import>",
    "schema": "{}",
    "description": "<description>\n{}\n</description>",
    "default": "<multikey name='a'><default>\n{}\n</default></multikey>",
}
NESTING = [
    ("key", "key"), ("sectiontype", "sectiontype"), ("section", "key"), ("key", "section"), ("default", "section"),
           ("default", "schema"),
    ("metadefault", "schema"), ("metadefault", "sectiontype"), ("default", "sectiontype"), ("import", "sectiontype"),
    ("abstracttype", "sectiontype"), ("key", "abstracttype"), ("example", "abstracttype"), ("key", "description"),
    ("description", "description"), ("key", "default"), ("multikey", "key"), ("sectiontype", "key"),
    ("multisection", "section"),
]
