"""The elements of a schema, their attributes, and the errors about them."""

from corpus import make_case


def cases():
    """The cases of this area."""
    for name, about, schema in ENTRIES:
        yield make_case(f"schema-{name}", about, "", schema)
    for name, about, attributes in ROOT:
        yield make_case(f"schema-root-{name}", about, "", KEY, attributes=attributes)


KEY = '<key name="a" default="x"/>'
T = "<sectiontype name='t'/>\n"
A = "<abstracttype name='a'/>\n"

ROOT = [
    ("attributes", "All attributes.", 'keytype="identifier" datatype="null" handler="H" prefix="a.b"'),
    ("valuetype", "valuetype is looked up and not used.", 'valuetype="integer"'),
    ("bad-valuetype", "valuetype is looked up.", 'valuetype="nonsense"'),
    ("bad-keytype", "An unknown key type.", 'keytype="nonsense"'),
    ("bad-datatype", "An unknown datatype.", 'datatype="nonsense"'),
    ("bad-handler", "A handler is a basic-key.", 'handler="1x"'),
    ("bad-handler-empty", "An empty handler is none.", 'handler=""'),
    ("bad-prefix", "A prefix is a dotted name.", 'prefix="a-b"'),
    ("bad-prefix-suffix", "The outermost prefix cannot start with a dot.", 'prefix=".a"'),
    ("prefix-empty", "An empty prefix is as none.", 'prefix=""'),
    ("name-ignored", "Other attributes of elements mean nothing here.", 'name="x" type="y" required="maybe"'),
    ("bad-datatype-fails", "A datatype of the schema that fails: no line, no proper error.", 'datatype="boolean"'),
]

ENTRIES = [
    # key
    ("key-all-attributes", "All attributes of a key.",
     '<key name="A-b" attribute="Attr" datatype="integer" required="no" default=" 5 " handler="H"/>'),
    ("key-attribute-from-name", "The attribute comes from the name.", '<key name="Some-Key-Name"/>'),
    ("key-attribute-of-dotted-name", "A name with a dot and an explicit attribute.",
     '<key name="a.b" attribute="ab"/>'),
    ("key-attribute-case", "Attributes know their case.", '<key name="a" attribute="X"/><key name="b" attribute="x"/>'),
    ("key-attribute-empty", "An empty attribute is as none.", '<key name="a" attribute=""/>'),
    ("key-default-stripped", "A default is stripped.", '<key name="a" default="&#10; x  y &#x2003;"/>'),
    ("key-default-empty", "An empty default is one.", '<key name="a" default=""/>'),
    ("key-bad-no-name", "A key needs a name.", "<key/>"),
    ("key-bad-empty-name", "A key needs a name that is not empty.", '<key name=""/>'),
    ("key-bad-star", "A key is not named *.", '<key name="*" attribute="a"/>'),
    ("key-bad-plus-without-attribute", "+ needs an attribute.", '<key name="+"/>'),
    ("key-bad-name", "The key type converts the name.", '<key name="1a"/>'),
    ("key-bad-name-space", "A name is not stripped.", '<key name=" a"/>'),
    ("key-bad-name-no-attribute", "A name that gives no identifier.", '<key name="a.b"/>'),
    ("key-bad-attribute", "An attribute is an identifier.", '<key name="a" attribute="a-b"/>'),
    ("key-bad-attribute-reserved", "Attributes do not start with getSection.",
     '<key name="a" attribute="getSectionX"/>'),
    ("key-attribute-nearly-reserved", "That knows its case.", '<key name="a" attribute="getsectionX"/>'),
    ("key-name-nearly-reserved", "Only explicit attributes are checked.", '<key name="getSectionName"/>'),
    ("key-bad-datatype", "An unknown datatype.", '<key name="a" datatype="nonsense"/>'),
    ("key-bad-datatype-empty", "An empty datatype.", '<key name="a" datatype=""/>'),
    ("key-bad-datatype-dotted", "A dotted name that names nothing.", '<key name="a" datatype="no.such.thing"/>'),
    ("key-bad-datatype-dot", "A suffix without a prefix.", '<key name="a" datatype=".integer"/>'),
    ("key-bad-required", "required is yes or no.", '<key name="a" required="true"/>'),
    ("key-bad-required-case", "required knows its case.", '<key name="a" required="Yes"/>'),
    ("key-bad-required-empty", "required is not empty.", '<key name="a" required=""/>'),
    ("key-bad-required-default", "A required key has no default.", '<key name="a" required="yes" default="x"/>'),
    ("key-bad-required-default-empty", "Nor an empty one.", '<key name="a" required="yes" default=""/>'),
    ("key-bad-handler", "A handler is a basic-key.", '<key name="a" handler="x y"/>'),
    ("key-bad-twice", "Two keys of one name.", '<key name="a"/>\n<key name="A" attribute="b"/>'),
    ("key-bad-attribute-twice", "Two keys of one attribute.", '<key name="a"/>\n<key name="b" attribute="a"/>'),
    ("key-bad-dash-underscore", "Two names that give one attribute.", '<key name="a-b"/>\n<key name="a_b"/>'),
    ("key-bad-two-plus", "Two keys named +.", '<key name="+" attribute="a"/>\n<multikey name="+" attribute="b"/>'),
    ("key-bad-default-element", "A key has no default elements.", '<key name="a">\n<default>x</default>\n</key>'),
    ("key-bad-default-plus", "A default of + needs a key.", '<key name="+" attribute="a" default="x"/>'),
    # multikey
    ("multikey-all-attributes", "All attributes of a multikey.",
     '<multikey name="A-b" attribute="Attr" datatype="integer" required="no" handler="H"><default> 5 </default>'
     '</multikey>'),
    ("multikey-bad-no-name", "A multikey needs a name.", "<multikey/>"),
    ("multikey-bad-star", "A multikey is not named *.", '<multikey name="*" attribute="a"/>'),
    ("multikey-bad-default-attribute", "A multikey has no default attribute.", '<multikey name="a" default="x"/>'),
    ("multikey-bad-default-key", "Only + has keys of defaults.",
     '<multikey name="a">\n<default key="x">y</default></multikey>'),
    ("multikey-bad-plus-default-key", "+ needs keys of defaults.",
     '<multikey name="+" attribute="a">\n<default>y</default></multikey>'),
    # section
    ("section-all-attributes", "All attributes of a section.",
     T + '<section type="T" name="N" attribute="attr" required="no" handler="H"/>'),
    ("section-attribute-from-name", "The attribute comes from the name.", T + '<section type="t" name="Some-Name"/>'),
    ("section-name-default", "Without name it is *, and needs an attribute.", T + '<section type="t" attribute="s"/>'),
    ("section-bad-no-type", "A section needs a type.", "<section name='s'/>"),
    ("section-bad-empty-type", "A section needs a type that is not empty.", "<section name='s' type=''/>"),
    ("section-bad-unknown-type", "An unknown type: it has no line.", "<section name='s' type='t'/>"),
    ("section-bad-forward", "Types come before their use.", "<section name='s' type='t'/>\n" + T),
    ("section-bad-star-without-attribute", "* needs an attribute.", T + "<section type='t' name='*'/>"),
    ("section-bad-plus-without-attribute", "+ needs an attribute.", T + "<section type='t' name='+'/>"),
    ("section-bad-no-name-no-attribute", "No name is *, which needs an attribute.", T + "<section type='t'/>"),
    ("section-bad-empty-name", "A name is not empty.", T + "<section type='t' name='' attribute='a'/>"),
    ("section-bad-name", "The key type converts the name.", T + "<section type='t' name='1a'/>"),
    ("section-bad-twice", "Two sections of one name.",
     T + "<section type='t' name='s'/>\n<section type='t' name='S'/>"),
    ("section-bad-key-of-same-name", "A key and a section of one name.",
     T + "<key name='s'/>\n<section type='t' name='s'/>"),
    ("section-bad-attribute-twice", "Two sections of one attribute.",
     T + "<section type='t' name='*' attribute='s'/>\n<section type='t' name='+' attribute='s'/>"),
    ("section-default-ignored", "A section has no default, and the attribute means nothing.",
     T + "<section type='t' name='s' default='x' datatype='nonsense'/>"),
    ("section-star-twice", "Two sections named * are allowed.",
     T + "<section type='t' name='*' attribute='r'/>\n<section type='t' name='*' attribute='s'/>"),
    # multisection
    ("multisection-bad-fixed-name", "A multisection has no fixed name.", T + "<multisection type='t' name='s'/>"),
    ("multisection-bad-without-attribute", "A multisection needs an attribute.",
     T + "<multisection type='t' name='*'/>"),
    ("multisection-name-default", "Without name it is *.", T + "<multisection type='t' attribute='s'/>"),
    ("multisection-bad-no-type", "A multisection needs a type.", "<multisection name='*' attribute='s'/>"),
    # sectiontype and abstracttype
    ("sectiontype-bad-no-name", "A section type needs a name.", "<sectiontype/>"),
    ("sectiontype-bad-empty-name", "A section type needs a name that is not empty.", "<sectiontype name=''/>"),
    ("sectiontype-bad-name", "The name is a basic-key.", "<sectiontype name='a b'/>"),
    ("sectiontype-bad-twice", "Two types of one name.", T + "<sectiontype name='T'/>"),
    ("sectiontype-bad-name-of-abstract", "One name space for both kinds of types.", A + "<sectiontype name='a'/>"),
    ("sectiontype-bad-datatype", "An unknown datatype.", "<sectiontype name='t' datatype='nonsense'/>"),
    ("sectiontype-bad-keytype", "An unknown key type.", "<sectiontype name='t' keytype='nonsense'/>"),
    ("sectiontype-bad-valuetype", "An unknown valuetype.", "<sectiontype name='t' valuetype='nonsense'/>"),
    ("sectiontype-bad-extends-unknown", "It extends nothing.", "<sectiontype name='t' extends='x'/>"),
    ("sectiontype-bad-extends-itself", "It extends itself.", "<sectiontype name='t' extends='t'/>"),
    ("sectiontype-bad-extends-abstract", "It extends an abstract type.", A + "<sectiontype name='t' extends='a'/>"),
    ("sectiontype-bad-extends-name", "extends is a basic-key.", "<sectiontype name='t' extends='x y'/>"),
    ("sectiontype-bad-extends-empty", "extends is not empty.", "<sectiontype name='t' extends=''/>"),
    ("sectiontype-bad-implements-unknown", "It implements nothing.", "<sectiontype name='t' implements='x'/>"),
    ("sectiontype-bad-implements-concrete", "It implements a concrete type.",
     T + "<sectiontype name='u' implements='t'/>"),
    ("sectiontype-bad-implements-itself", "It implements itself.", "<sectiontype name='t' implements='t'/>"),
    ("sectiontype-bad-implements-two", "It implements one type only.",
     A + "<abstracttype name='b'/>\n<sectiontype name='t' implements='a b'/>"),
    ("sectiontype-bad-prefix", "A prefix is a dotted name or suffix.", "<sectiontype name='t' prefix='a-b'/>"),
    ("sectiontype-handler-ignored", "A section type has no handler.", "<sectiontype name='t' handler='1 2'/>"),
    ("sectiontype-unused", "A type that nothing uses.", "<sectiontype name='t'><key name='a'/></sectiontype>"),
    ("abstracttype-bad-no-name", "An abstract type needs a name.", "<abstracttype/>"),
    ("abstracttype-bad-name", "The name is a basic-key.", "<abstracttype name='1'/>"),
    ("abstracttype-bad-twice", "Two abstract types of one name.", A + "<abstracttype name='A'/>"),
    ("abstracttype-description", "An abstract type may be described.",
     "<abstracttype name='a'><description/></abstracttype>"),
    # description, example, metadefault
    ("description-everywhere", "Descriptions, examples and metadefaults where they may be.",
     "<description>d</description><example>e</example>\n<abstracttype name='a'><description>d</description>"
     "</abstracttype>\n"
     "<sectiontype name='t'><description format='x'>d</description><example>e</example></sectiontype>\n"
     + "".join(f"<{start}><description>d</description><example>e</example><metadefault>m</metadefault>"
               f"</{start.split()[0]}>\n"
               for start in ("key name='k'", "multikey name='m'", "section name='s' type='t'",
                             "multisection name='*' type='t' attribute='u'"))),
    ("description-bad-twice", "One description an element.",
     "<description>a</description>\n<description>b</description>"),
    ("description-bad-twice-empty", "Empty ones count too.", "<description/>\n<description/>"),
    ("description-bad-twice-in-key", "One description a key.",
     "<key name='a'>\n<description>a</description>\n<description>b</description></key>"),
    ("example-bad-twice", "One example an element.",
     "<key name='a'>\n<example>a</example>\n<example>b</example></key>"),
    ("metadefault-twice", "Any number of metadefaults.",
     "<key name='a'><metadefault>a</metadefault><metadefault>b</metadefault></key>"),
]
