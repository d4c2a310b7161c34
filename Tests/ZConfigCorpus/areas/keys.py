"""Keys, multikeys, maps: defaults, required ones, and key types."""

from corpus import make_case


def cases():
    """The cases of this area."""
    for name, about, schema, config in ENTRIES:
        yield make_case(name, about, config, schema)
    for name, about, keytype, schema, config in KEY_TYPES:
        yield make_case(f"keytype-{name}", about, config, schema, attributes=f'keytype="{keytype}"')


MAP = ('<key name="+" attribute="m" datatype="integer">\n'
       '<default key="a">1</default><default key="B"> 2 </default></key>')
MULTIMAP = ('<multikey name="+" attribute="m" datatype="integer">\n<default key="a">1</default>'
            '<default key="b">2</default><default key="A">3</default></multikey>')
MULTI = '<multikey name="a" attribute="m" datatype="integer"><default>1</default><default> 2\n</default></multikey>'

ENTRIES = [
    # Defaults.
    ("default-used", "A default is converted if the key is absent.",
     '<key name="a" datatype="byte-size" default="1kb"/>', ""),
    ("default-replaced", "A value replaces the default.", '<key name="a" datatype="byte-size" default="1kb"/>',
     "a 2kb"),
    ("default-replaced-by-empty", "An empty value replaces it too.", '<key name="a" default="x"/>', "a"),
    ("default-none", "Without default there is no value.", '<key name="a" datatype="integer"/>', ""),
    ("default-bad-unused", "A bad default does not matter while it is not used.",
     '<key name="a" datatype="integer" default="x"/>', "a 1"),
    ("default-bad-used", "A bad default that is used is reported in the schema.",
     '<key name="b"/>\n<key\n name="a"\n datatype="integer" default="x"/>', "b 1"),
    ("default-bad-in-absent-section", "Defaults of a section that is absent do not matter.",
     '<sectiontype name="t"><key name="a" datatype="integer" default="x"/></sectiontype>\n<section type="t" name="s"/>',
     ""),
    ("default-bad-in-section", "Defaults of a section count when it ends.",
     '<sectiontype name="t">\n<key name="a" datatype="integer" default="x"/></sectiontype>\n<section type="t" '
     'name="s"/>',
     "<t s>\n</t>"),
    ("default-bad-element", "A bad default element is reported where its text starts.",
     '<multikey name="a" datatype="integer">\n<default>1</default>\n<default\n>\n\n x</default></multikey>', ""),
    ("default-bad-element-map", "A bad default of a map too.",
     '<key name="+" attribute="m" datatype="integer">\n<default key="a">1</default>\n\n<default key="b">x</default>'
     '</key>', ""),
    ("default-empty-element", "An empty default element has no text and so no position.",
     '<multikey name="a" datatype="integer">\n<default></default></multikey>', ""),
    ("default-empty-element-good", "An empty default element is an empty text.",
     '<multikey name="a"><default/><default>  </default></multikey>', ""),
    # Multikeys.
    ("multikey-defaults", "All defaults, in order, stripped.", MULTI, ""),
    ("multikey-defaults-replaced", "One value replaces all defaults.", MULTI, "a 3"),
    ("multikey-none", "Without values the list is empty.", '<multikey name="a" attribute="m"/>', ""),
    ("multikey-required-none", "Required, and none given.", '<multikey name="a" required="yes"/>', ""),
    ("multikey-required-with-defaults", "Required is satisfied by defaults.",
     MULTI.replace("<multikey", '<multikey required="yes"'), ""),
    ("multikey-bad-second", "The second value is bad.", MULTI, "a 1\n# c\na x"),
    # Required keys.
    ("required-given", "Required, and given.", '<key name="a" required="yes"/>', "a"),
    ("required-missing", "Required, and not given.", '<key name="a" required="yes"/>', "# one"),
    ("required-missing-second", "The first by declaration is reported.",
     '<key name="b"/><key name="c" required="yes"/><key name="a" required="yes"/>', "b 1"),
    # Maps.
    ("map-defaults", "Default keys are converted, defaults stripped.", MAP, ""),
    ("map-defaults-replaced", "One key replaces all defaults.", MAP, "c 3"),
    ("map-empty", "A map without keys.", '<key name="+" attribute="m"/>', ""),
    ("map-required", "Required, and one given.", '<key name="+" attribute="m" required="yes"/>', "a 1"),
    ("map-required-none", "Required, and none given.", '<key name="+" attribute="m" required="yes"/>', ""),
    ("map-required-defaults", "Defaults do not satisfy it.", MAP.replace("<key", '<key required="yes"', 1), ""),
    ("map-repeated", "A key that is given twice.", MAP, "a 1\nA 2"),
    ("map-bad-value", "A bad value in a map.", MAP, "a 1\nb x"),
    ("map-default-duplicate", "Two defaults of one key.",
     '<key name="+" attribute="m">\n<default key="a">1</default>\n<default key="a">2</default></key>', "b 1"),
    ("map-default-duplicate-converted", "Two defaults of one converted key.",
     '<key name="+" attribute="m">\n<default key="a">1</default>\n<default key="A">2</default></key>', "b 1"),
    ("map-default-key-bad", "A default key that the key type refuses: the position of its text.",
     '<key name="+" attribute="m">\n<default key="1">\n1</default></key>', "b 1"),
    ("map-default-key-missing", "A default without key.", '<key name="+" attribute="m">\n<default>1</default></key>',
     ""),
    ("map-default-key-empty", "A default with an empty key.",
     '<key name="+" attribute="m">\n<default key="">1</default></key>', ""),
    ("map-beside-keys", "Keys of their own do not go to the map, wherever they are declared.",
     '<key name="+" attribute="m"/><key name="a"/>', "a 1\nb 2"),
    ("map-beside-keys-repeated", "Nor does the second value.", '<key name="+" attribute="m"/><key name="a"/>',
     "a 1\na 2"),
    ("multimap-defaults", "Defaults of one converted key join.", MULTIMAP, ""),
    ("multimap-defaults-replaced", "One key replaces all defaults.", MULTIMAP, "c 3\nC 4\nd 5"),
    ("multimap-required-none", "Required, and none given.", '<multikey name="+" attribute="m" required="yes"/>', ""),
    ("multimap-required-defaults", "Defaults do not satisfy it.",
     MULTIMAP.replace("<multikey", '<multikey required="yes"', 1), ""),
    ("multimap-bad-value", "A bad value in a list of a map.", MULTIMAP, "a 1\na 2\na x"),
    ("map-order-of-conversion", "Values of a map are converted in the order of the file.", MAP, "z x\na y"),
    # Unknown keys.
    ("key-unknown", "A key that the schema does not have.", '<key name="a"/>', "a 1\nb 2"),
    ("key-unknown-as-written", "The message has the key as written.", '<key name="a"/>', "FooBar 2"),
    ("key-names-section", "A section's name used as a key.",
     '<sectiontype name="t"/><section type="t" name="s"/>', "# one\nS 1"),
    ("key-names-section-in-section", "A section's name used as a key, in a section.",
     '<sectiontype name="t"/><sectiontype name="u"><section type="t" name="s"/></sectiontype><section type="u" '
     'name="*" attribute="u"/>',
     "<u>\ns 1\n</u>"),
    ("key-names-type", "A type's name is an unknown key.",
     '<sectiontype name="t"/><section type="t" name="*" attribute="s"/>', "t 1"),
    ("key-names-attribute", "A key is known by its name, not its attribute.", '<key name="a" attribute="b"/>', "b 1"),
    ("key-same-name-as-type", "A key may have the name of a type.",
     '<sectiontype name="t"/><key name="t"/><section type="t" name="*" attribute="s"/>', "t 1\n<t/>"),
]

K = '<key name="+" attribute="m"/>'
KEY_TYPES = [
    ("identifier", "identifier knows case.", "identifier",
     '<key name="Foo" attribute="a"/><key name="foo" attribute="b"/>', "foo 1\nFoo 2"),
    ("identifier-default-attribute", "The attribute is lower-cased anyway.", "identifier", '<key name="Foo"/>',
     "Foo 1"),
    ("identifier-default-attribute-clash", "Two keys then have one attribute.", "identifier",
     '<key name="Foo"/>\n<key name="foo"/>', ""),
    ("identifier-other-case", "Another case is another key.", "identifier", '<key name="Foo"/>', "foo 1"),
    ("identifier-bad", "A dash is refused.", "identifier", K, "_a 1\na-b 2"),
    ("identifier-underscore", "An underscore first gives no attribute: that comes from basic-key.", "identifier",
     '<key name="_a"/>', ""),
    ("identifier-section-name", "A section name in upper case can never match.", "identifier",
     '<sectiontype name="t"/><section type="t" name="Foo" attribute="s"/>', "<t Foo>\n</t>"),
    ("identifier-section-name-lower", "One in lower case can.", "identifier",
     '<sectiontype name="t"/><section type="t" name="foo" attribute="s"/>', "<t Foo>\n</t>"),
    ("string", "string takes every key.", "string", K, "A 1\na 2\n1/x 3\n\u00e4 4\n* 5\na=b 6\n$x 7"),
    ("string-literal-plus", "The key + is an entry of the map like any other.", "string", K, "a 1\n+ 2"),
    ("null", "null takes every key.", "null", K, "A 1\na/B 2"),
    ("integer", "Keys are integers.", "integer", K, "42 a\n007 b\n-1 c\n1_0 d\n\u0661 e"),
    ("integer-repeated", "Two ways to write a key.", "integer", K, "7 a\n07 b"),
    ("integer-bad", "No integer.", "integer", K, "7 a\nx b"),
    ("integer-huge", "Keys of any size.", "integer", K, "123456789012345678901234567890 a"),
    ("integer-named", "A name that is an integer: no attribute comes from it.", "integer",
     '<key name="7" attribute="seven"/>', "07 x"),
    ("integer-named-without-attribute", "A name that is an integer needs an attribute.", "integer", '<key name="7"/>',
     ""),
    ("integer-defaults", "Default keys are converted.", "integer",
     '<key name="+" attribute="m"><default key="07">x</default></key>', ""),
    ("float", "Keys are numbers.", "float", K, "1.5 a\n-.25 b\n1e-7 c"),
    ("boolean", "Keys are truth values.", "boolean", K, "yes a\nNO b"),
    ("boolean-repeated", "Two words for one key.", "boolean", K, "yes a\ntrue b"),
    ("inet-address", "Keys are addresses.", "inet-address", K, "Host:80 a\n:80 b\nother c\n[::1]:5 d"),
    ("inet-address-bad", "No address.", "inet-address", K, "host:80 a\nhost:x b"),
    ("ipaddr-or-hostname", "Keys are hosts.", "ipaddr-or-hostname", K, "LocalHost a\n1.2.3.4 b\n2001:DB8::1 c"),
    ("ipaddr-or-hostname-bad", "No host.", "ipaddr-or-hostname", K, "localhost a\nx b"),
    ("dotted-name", "Keys are dotted names.", "dotted-name", K, "a.b 1\nA.b 2"),
    ("dotted-name-bad", "No dotted name.", "dotted-name", K, "a.b 1\na..b 2"),
    ("dotted-name-named", "A dotted name needs an attribute.", "dotted-name", '<key name="a.b" attribute="ab"/>',
     "a.b 1"),
    ("byte-size", "Keys are sizes.", "byte-size", K, "1kb a\n1024kb b"),
    ("basic-key-bad", "The default key type, given.", "basic-key", K, "a 1\n_b 2"),
    ("time-interval-repeated", "Two ways to write an interval.", "time-interval", K, "60 a\n1M b"),
    ("string-list", "A key type whose values cannot be keys.", "string-list", K, "a 1"),
    ("dotted-suffix-section", "Sections have names by the key type too.", "dotted-suffix",
     '<sectiontype name="t"/><section type="t" name=".x" attribute="s"/>', "<t .X>\n</t>"),
    ("unhashable-name", "A name that such a key type converts.", "string-list", '<key name="a"/>', ""),
]
