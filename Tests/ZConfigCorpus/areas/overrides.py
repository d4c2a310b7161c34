"""Overrides: options of the command line that replace keys of the file."""

from corpus import make_case

SCHEMA = """
<sectiontype name="leaf">
  <key name="k" datatype="integer" default="7"/>
  <multikey name="m" attribute="m"><default>d</default></multikey>
</sectiontype>
<sectiontype name="box" keytype="identifier">
  <key name="K" attribute="k"/>
  <multisection name="*" type="leaf" attribute="leaves"/>
</sectiontype>
<key name="a" datatype="integer" default="1"/>
<key name="r"/>
<multikey name="m" attribute="m" datatype="integer"><default>5</default></multikey>
<key name="+" attribute="map"><default key="z">of-schema</default></key>
<multisection name="*" type="leaf" attribute="leaves"/>
<multisection name="*" type="box" attribute="boxes"/>
"""
STRING = ('<sectiontype name="leaf"><key name="k"/></sectiontype>\n'
          '<multisection name="*" type="leaf" attribute="s"/><key name="+" attribute="map"/>')
MULTIMAP = '<multikey name="+" attribute="map"><default key="z">d</default></multikey>'


def cases():
    """The cases of this area."""
    for name, about, config, overrides in ENTRIES:
        yield make_case(f"override-{name}", about, config, SCHEMA, overrides=overrides)
    for name, about, attributes, schema, config, overrides in KEY_TYPES:
        yield make_case(f"override-{name}", about, config, schema, attributes=attributes, overrides=overrides)
    yield make_case("override-include", "Keys of included files are replaced too.", "%include inner.conf", SCHEMA,
                    files={"inner.conf": "a 2\n<leaf x>\nk 3\n</leaf>"}, overrides=["a=9", "x/k=8"])
    for name, about, override in IMPORTED:
        yield make_case(f"override-import-directive{name}", about, "%import acme\n<t x>\n</t>\n<u y/>",
                        '<abstracttype name="abs"/><sectiontype name="u" implements="abs"><key name="k"/></sectiontype>'
                        '<multisection type="abs" name="*" attribute="s"/>', overrides=[override],
                        packages={"acme/component.xml": '<component><sectiontype name="t" implements="abs"><key '
                                  'name="k"/>'
                                  "</sectiontype></component>"})
    for datatype, value, verb in UNSTRIPPED:
        yield make_case(f"override-unstripped-{datatype}",
                        f"The value is not stripped: {datatype} {verb} space around it.", "",
                        f'<key name="a" datatype="{datatype}"/>', overrides=[f"a={value}"])
    yield make_case("override-handlers", "Handlers are recorded as ever.", "<leaf x/>\n",
                    SCHEMA.replace('name="k"', 'name="k" handler="k"').replace('name="a"', 'name="a" handler="a"'),
                    overrides=["x/k=1", "a=2"])


ENTRIES = [
    ("key", "A key of the file is replaced.", "a 2", ["a=3"]),
    ("key-absent", "A key that the file does not give.", "", ["a=3"]),
    ("key-case", "The key type converts the key.", "a 2", ["A=3"]),
    ("key-replaces-bad", "A bad value of the file does not matter.", "a x", ["a=3"]),
    ("key-replaces-repeated", "Nor a repeated one.", "a 1\na 2", ["a=3"]),
    ("key-substitution-counts", "A bad substitution does.", "a $x", ["a=3"]),
    ("key-twice", "A key takes one override.", "", ["a=3", "a=4"]),
    ("key-bad-value", "A bad value: it has no line.", "", ["a=x"]),
    ("key-unknown-map", "An unknown key goes to the map.", "", ["new=x"]),
    ("key-names-section", "A type's name is a key of the map.", "", ["leaf=x"]),
    ("value-literal", "The value is taken as it is.", "", ["r=  $x $$ # = y  "]),
    ("value-empty", "An empty value.", "r x", ["r="]),
    ("value-equals", "Split at the first equals sign.", "", ["r=a=b"]),
    ("value-slash", "A slash in the value is no path.", "", ["r=a/b//c"]),
    ("value-newline", "A newline in the value.", "", ["r=a\nb"]),
    ("multikey", "All values of the file are replaced.", "m 1\nm 2", ["m=3", "m=4"]),
    ("multikey-default", "And the defaults.", "", ["m=3"]),
    ("map", "In a map only the named keys.", "x 1\ny 2", ["x=3", "w=4"]),
    ("map-default", "One key replaces all defaults.", "", ["x=3"]),
    ("map-twice", "A key of a map takes one.", "", ["x=3", "X=4"]),
    ("map-order", "The overrides come after the keys of the file.", "b 1\nc 2", ["d=3", "b=4"]),
    ("section-by-name", "A section by its name.", "<leaf x>\nk 1\n</leaf>\n<leaf y>\nk 2\n</leaf>", ["y/k=3"]),
    ("section-by-name-case", "Names know no case.", "<leaf X>\nk 1\n</leaf>", ["x/k=3"]),
    ("section-by-name-case-option", "Neither in the option.", "<leaf x>\nk 1\n</leaf>", ["X/k=3"]),
    ("section-by-type", "A section by its type.", "<leaf>\nk 1\n</leaf>", ["leaf/k=3"]),
    ("section-by-type-case", "Types know no case.", "<leaf>\nk 1\n</leaf>", ["LEAF/k=3"]),
    ("section-by-type-first", "The first one of the file takes all.", "<leaf>\n</leaf>\n<leaf>\n</leaf>",
     ["leaf/k=3", "leaf/m=4"]),
    ("section-by-type-named", "Also one with a name.", "<leaf x>\n</leaf>\n<leaf>\n</leaf>", ["leaf/k=3"]),
    ("section-type-then-name", "What the first took by type the second cannot have by name.",
     "<leaf y>\n</leaf>\n<leaf x>\n</leaf>",
     ["leaf/k=3", "x/k=4"]),
    ("section-both", "Name and type of one section.", "<leaf x>\n</leaf>", ["leaf/m=3", "x/k=4", "x/m=5"]),
    ("section-empty-in-short", "A section in short.", "<leaf x/>", ["x/k=4"]),
    ("section-nested", "A path of two sections.", "<box b>\n<leaf x>\nk 1\n</leaf>\n</box>", ["b/x/k=4"]),
    ("section-nested-by-type", "By types.", "<box b>\n<leaf x>\nk 1\n</leaf>\n</box>", ["box/leaf/k=4"]),
    ("section-not-nested", "A path of one does not reach into two.", "<box b>\n<leaf x>\n</leaf>\n</box>", ["x/k=4"]),
    ("section-other-key", "Other keys of the section stay.", "<leaf x>\nk 1\nm 2\nm 3\n</leaf>", ["x/k=4"]),
    ("section-keytype", "The key type of the section converts the key.", "<box b>\nK 1\n</box>", ["b/K=2"]),
    ("section-multikey", "A multikey in a section.", "<leaf x>\nm 1\nm 2\n</leaf>", ["x/m=3", "x/m=4"]),
    ("unused-section", "No section takes it.", "<leaf x>\n</leaf>", ["y/k=1"]),
    ("unused-section-empty-file", "There is no section at all.", "", ["leaf/k=1"]),
    ("unused-nested", "No inner section takes it: reported at the end of the outer one.", "<box b>\nK 1\n</box>",
     ["b/x/k=1"]),
    ("unused-nested-in-short", "In short there is no line.", "<box b/>", ["b/x/k=1"]),
    ("unknown-in-section", "An unknown key in a section: the line of its end.", "<leaf x>\n\n</leaf>", ["x/y=1"]),
    ("unknown-in-section-in-short", "In short there is no line.", "<leaf x/>", ["x/y=1"]),
    ("twice-in-section", "A key of a section takes one: the line of its end.", "<leaf x>\nk 1\n</leaf>",
     ["x/k=1", "x/k=2"]),
    ("bad-value-in-section", "A bad value in a section kills the reference.", "<leaf x>\n</leaf>", ["x/k=y"]),
    ("bad-value-in-section-in-short", "In short it does not.", "<leaf x/>", ["x/k=y"]),
    ("bad-key-in-section", "A bad key in a section: an error outside the hierarchy.", "<leaf x>\n</leaf>", ["x/1=y"]),
    ("bad-key-not-reached", "A bad key in a path that no section takes.", "<leaf x>\n</leaf>", ["y/1=y"]),
    ("bad-key", "A bad key at the top: an error outside the hierarchy.", "", ["1=y"]),
    ("bad-first-element", "The first element is converted by the key type although it names a section.", "<leaf 1/>",
     ["1/k=2"]),
    ("bad-specifier", "No equals sign.", "", ["a"]),
    ("bad-specifier-empty", "An empty specifier.", "", [""]),
    ("bad-path-empty", "An empty path.", "", ["=x"]),
    ("bad-path-double", "A doubled slash.", "", ["leaf//k=x"]),
    ("bad-path-first", "A slash first.", "", ["/a=x"]),
    ("bad-path-last", "A slash last.", "", ["leaf/=x"]),
    ("bad-specifier-before-configuration", "Specifiers are checked before the configuration is read.", "(x)", ["a"]),
    ("unused-after-syntax-error", "The configuration is read before options are counted.", "(x)", ["y/k=1"]),
    ("unknown-before-unused", "The keys are added before the rest is counted.", "", ["a=1", "a=2", "y/k=1"]),
    ("unused-before-missing", "Options are counted before values are converted.", "a x", ["y/k=1"]),
    ("space-in-path", "Space is part of the path.", "", [" a=1"]),
    ("dash-underscore", "A key has its name, not its attribute.", "", ["a_b=1"]),
]

UNSTRIPPED = [
    ("integer", " 5\n", "allows"), ("float", "\t1.5 ", "allows"), ("boolean", " yes", "refuses"),
              ("byte-size", " 1 kb", "allows"),
    ("time-interval", "1h ", "refuses"), ("timedelta", " 1s  2m ", "allows"), ("basic-key", "a ", "refuses"),
              ("identifier", "a\n", "refuses"),
    ("string-list", " a  b ", "drops"), ("ipaddr-or-hostname", "1.2.3.4\n", "refuses"),
              ("inet-address", " Host : 80 ", "allows"),
    ("dotted-name", "a.b\n", "refuses"), ("port-number", " 80 ", "allows"), ("existing-path", "main.conf ", "keeps"),
    ("socket-address", " /x ", "keeps"),
]

IMPORTED = [
    ("", "A section whose type %import brought takes no override: its type is unknown to them.", "x/k=1"),
    ("-by-type", "Nor by its type.", "t/k=1"),
    ("-other-section", "Sections of the schema's own types do, after %import too.", "y/k=1"),
]

IDENTIFIER = 'keytype="identifier"'
KEY_TYPES = [
    ("unknown-key", "An unknown key at the top: no line.", "", '<key name="a"/>', "", ["b=1"]),
    ("required", "An override satisfies what is required.", "", '<key name="a" required="yes"/>', "", ["a=1"]),
    ("multimap", "A map of lists.", "", MULTIMAP, "a 1\na 2\nb 3", ["a=4", "A=5"]),
    ("multimap-default", "A map of lists: defaults go.", "", MULTIMAP, "", ["a=4"]),
    ("names-section-key", "A section's name as key.", "", '<sectiontype name="t"/><section type="t" name="s"/>', "",
     ["s=1"]),
    ("identifier", "identifier knows case.", IDENTIFIER, '<key name="A"/><key name="b"/>', "A 1\nb 2", ["A=3"]),
    ("identifier-section", "A section's first element is an identifier too.", IDENTIFIER, STRING, "<leaf a-b>\n</leaf>",
     ["a-b/k=1"]),
    ("string-section-not-basic", "A path must be a basic-key once a section starts: the line of its start.",
     'keytype="string"', STRING,
     "\n# one\n<leaf 1x>\n</leaf>", ["1x/k=1"]),
    ("string-section-not-basic-no-section", "Without sections it is only unused.", 'keytype="string"', STRING, "",
     ["1x/k=1"]),
    ("string-keys", "Keys of any kind.", 'keytype="string"', STRING, "A 1\na 2", ["A=3", "\u00e4 =4"]),
    ("integer-keys", "Keys that are integers are converted twice, which does no harm.", 'keytype="integer"',
     '<key name="+" attribute="m"/>', "7 a\n8 b", ["07=c"]),
    ("address-keys", "Keys that are addresses are converted twice, which kills the reference.",
     'keytype="inet-address"',
     '<key name="+" attribute="m"/>', "h:7 a", ["h:8=c"]),
    ("unicode-section", "Names are compared in lower case.", 'keytype="string"', STRING, "<leaf ax>\n</leaf>",
     ["AX/k=1"]),
    ("section-key-conflict", "One word for a key of a map and for a section.", "", STRING, "x 1\n<leaf x>\n</leaf>",
     ["x=2", "x/k=3"]),
    ("plain-section-beside", "Sections without options are as ever.", "", STRING,
     "<leaf x>\nk 1\n</leaf>\n<leaf y>\nk 2\nk 3\n</leaf>", ["x/k=4"]),
]
