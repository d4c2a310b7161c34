"""%define, %include and %import."""

from corpus import make_case

KEYS = """
<sectiontype name="box"><key name="k"/></sectiontype>
<key name="a"/>
<key name="b"/>
<key name="+" attribute="rest"/>
<multisection name="*" type="box" attribute="boxes"/>
"""


def cases():
    """The cases of this area."""
    for name, about, config in DEFINES + DIRECTIVE_ERRORS:
        yield make_case(name, about, config, KEYS)
    for name, about, config, files in INCLUDES:
        yield make_case(f"include-{name}", about, config, KEYS, files=files, environment={"PART": "inner"})


DEFINES = [
    ("define-good", "A name, then a value.", "%define x one  two\na $x"),
    ("define-no-value", "Without a value it is the empty text.", "%define x\na <$x>\nb $x"),
    ("define-lower-cased", "Names of defines know no case.", "%define FooBar 1\na $foobar\nb ${FOOBAR}"),
    ("define-substituted-now", "The value is substituted at once.", "%define x 1\n%define y $x$x\na $y"),
    ("define-not-substituted-again", "The result is not scanned again.", "%define y $$x\n%define x 1\na $y"),
    ("define-any-space", "The name ends at space of any kind.", "%define x\u2003 1  2\na $x"),
    ("define-in-section", "Sections do not scope defines.", "<box>\n%define x 1\nk $x\n</box>\na $x"),
    ("define-again-same", "The same define again is allowed.", "%define x 1\n%define X 1\na $x"),
    ("define-again-other", "Another value is not.", "%define x 1\n\n%define x 2"),
    ("define-again-unsubstituted", "The text is compared with the stored value before it is substituted: the same "
     "line again is an error.", "%define b x\n%define a $b\n%define a $b"),
    ("define-again-substituted", "The text is compared with the stored value: what it stood for passes.",
     "%define b x\n%define a $b\n%define a x\na $a"),
    ("define-again-dollar", "A doubled $ cannot be defined again.", "%define d $$\n%define d $$"),
    ("define-again-dollar-changes", "A single $ passes the comparison and fails in the substitution.",
     "%define d $$\n%define d $"),
    ("define-bad-name", "A name with a dash.", "a 1\n%define a-b 1"),
    ("define-bad-name-digit", "A name cannot start with a digit.", "a 1\n%define 1a 1"),
    ("define-bad-name-umlaut", "ASCII letters only.", "a 1\n%define \u00e4 1"),
    ("define-name-kelvin-sign", "The name is checked after lower-casing: the Kelvin sign becomes a k.",
     "%define \u212a 1\na $k"),
    ("define-bad-value", "The value uses an unknown name.", "a 1\n%define x $y"),
    ("define-unused-bad-line-order", "A define counts from its line on.", "a $x\n%define x 1"),
    ("define-underscore", "Names may hold digits and underscores.", "%define _a_1 z\na $_a_1\nb ${_A_1}"),
    ("define-space-before", "Space after the percent sign is an error.", "% define x 1"),
    ("define-indented", "A directive may be indented.", "   %define x 1\n  a $x"),
]

DIRECTIVE_ERRORS = [
    ("directive-unknown", "There are three directives.", "a 1\n%undef x"),
    ("directive-unknown-case", "Names of directives know their case.", "a 1\n%Define x 1"),
    ("directive-unknown-without-argument", "The name is checked before the argument.", "a 1\n%foo"),
    ("directive-missing", "A percent sign alone.", "a 1\n%"),
    ("directive-missing-parenthesis", "A parenthesis after the percent sign.", "a 1\n%(x)s"),
    ("directive-parenthesis-ends-name", "A parenthesis ends the name of a directive.", "a 1\n%define(x) 1"),
    ("directive-define-empty", "%define without a name.", "a 1\n%define"),
    ("directive-include-empty", "%include without a file.", "a 1\n%include   "),
    ("directive-import-empty", "%import without a package.", "a 1\n%import"),
    ("directive-joined-argument", "No space is needed before the argument if a parenthesis ends the name.",
     "a 1\n%include(x)"),
]

INNER = {"inner.conf": "a 1"}
INCLUDES = [
    ("good", "An included file is read as if its lines stood here.", "%include inner.conf\nb 2", INNER),
    ("in-section", "In a section too.", "<box>\n%include inner.conf\n</box>", {"inner.conf": "k 1"}),
    ("dot", "A path that starts with a dot.", "%include ./inner.conf", INNER),
    ("folder", "Relative to the file it stands in, not to the first one.", "%include sub/one.conf",
     {"sub/one.conf": "%include two.conf\na 1", "sub/two.conf": "b 2"}),
    ("parent", "Upwards.", "%include sub/one.conf", {"sub/one.conf": "%include ../two.conf", "two.conf": "b 2"}),
    ("above-root", "Parents of the root are the root.",
     "%include ../../../../../../../../../../../../../../nowhere.conf", {}),
    ("substituted", "The argument is substituted.", "%define x inner\n%include ${x}.conf\n", INNER),
    ("environment", "The argument may name the environment.", "%include $(PART).conf", INNER),
    ("defines-inwards", "Defines are known in included files.", "%define x 1\n%include inner.conf",
     {"inner.conf": "a $x"}),
    ("defines-outwards", "Defines of included files are known afterwards.", "%include inner.conf\na $x",
     {"inner.conf": "%define x 1"}),
    ("twice", "The same file may be included twice.",
     "<box>\n%include inner.conf\n</box>\n<box>\n%include inner.conf\n</box>",
     {"inner.conf": "k 1"}),
    ("space-in-name", "Spaces in names are fine.", "%include a  b.conf", {"a  b.conf": "a 1"}),
    ("percent-decoded", "Names are decoded.", "%include a%20b%2econf", {"a b.conf": "a 1"}),
    ("percent-not-decoded", "A lone percent sign stands for itself.", "%include 100%.conf", {"100%.conf": "a 1"}),
    ("umlaut", "Names may hold any letter.", "%include \u00e4.conf", {"\u00e4.conf": "a 1"}),
    ("fragment", "A fragment is an error.", "a 1\n%include inner.conf#x", INNER),
    ("fragment-empty", "An empty fragment is none.", "%include inner.conf#", INNER),
    ("file-url-relative", "A file: URL without slashes.", "%include file:inner.conf", INNER),
    ("file-url-host", "A file: URL with localhost and no such path.", "%include file://localhost/nowhere/inner.conf",
     INNER),
    ("missing", "A file that is not there.", "a 1\n%include nowhere.conf", {}),
    ("missing-nested", "A file that is not there, from an included file.", "%include inner.conf",
     {"inner.conf": "a 1\n%include nowhere.conf"}),
    ("folder-itself", "A folder is no file.", "a 1\n%include sub", {"sub/x.conf": "a 1"}),
    ("cycle", "A file that includes itself.", "%include main.conf", {}),
    ("cycle-of-two", "Two files that include each other.", "%include inner.conf", {"inner.conf": "%include main.conf"}),
    ("unknown-scheme", "A URL of an unknown kind.", "a 1\n%include nonsense:x", {}),
    ("error-inside-syntax", "An error in an included file has its name and line.", "a 1\n%include inner.conf",
     {"inner.conf": "# one\n# two\n(x)"}),
    ("error-inside-key", "A repeated key in an included file.", "a 1\n%include inner.conf",
     {"inner.conf": "# one\na 2"}),
    ("error-inside-section", "An unknown section in an included file.", "a 1\n%include inner.conf",
     {"inner.conf": "# one\n<x>\n</x>"}),
    ("error-inside-define", "A define in an included file that differs.", "%define x 1\n%include inner.conf",
     {"inner.conf": "# one\n%define x 2"}),
    ("error-after", "After an included file the line numbers go on.", "%include inner.conf\nb 2\n(x)", INNER),
    ("undefined-in-argument", "An unknown name in the argument.", "a 1\n%include $x", {}),
    ("empty-after-substitution", "An argument that substitution makes empty is the file itself.",
     "%define x\n%include $x", {}),
    ("query", "A question mark starts a query, which names no other file.", "%include inner.conf?x", INNER),
]
