"""The lines that start and end sections."""

from corpus import make_case

TYPES = """
<sectiontype name="leaf"><key name="k"/></sectiontype>
<sectiontype name="box">
  <key name="k"/>
  <multisection name="*" type="leaf" attribute="leaves"/>
</sectiontype>
<sectiontype name="a.b-c_d"/>
<sectiontype name="node">
  <key name="k"/>
  <multisection name="*" type="node" attribute="nodes"/>
</sectiontype>
<key name="k"/>
<multisection name="*" type="leaf" attribute="leaves"/>
<multisection name="*" type="box" attribute="boxes"/>
<multisection name="*" type="node" attribute="nodes"/>
<multisection name="*" type="a.b-c_d" attribute="odd"/>
"""


def cases():
    """The cases of this area."""
    for name, about, config in GOOD + BAD:
        yield make_case(f"section-syntax-{name}", about, config, TYPES)
    depth = 150
    lines = [f"<node n{level}>\nk {level}" for level in range(depth)] + ["</node>"] * depth
    yield make_case("section-syntax-deep", "Sections nest deeply.", "\n".join(lines), TYPES)
    yield make_case("section-syntax-deep-unclosed", "One of many nested sections is not closed.",
                    "\n".join(lines[:-1]), TYPES)
    many = "".join(f"<leaf n{number}>\nk {number}\n</leaf>\n<leaf/>\n" for number in range(300))
    yield make_case("section-syntax-many", "A container may hold many sections.", many, TYPES)
    yield make_case("section-syntax-unclosed-in-include", "A section cannot be open at the end of an included file.",
                    "k 1\n%include inner.conf\n</leaf>", TYPES, files={"inner.conf": "# one\n<leaf>\nk 2"})
    yield make_case("section-syntax-closed-in-include", "An included file cannot close a section of its includer.",
                    "<leaf>\n%include inner.conf", TYPES, files={"inner.conf": "k 2\n</leaf>"})
    yield make_case("section-syntax-complete-in-include", "An included file may hold whole sections.",
                    "<box>\n%include inner.conf\n</box>", TYPES, files={"inner.conf": "<leaf>\nk 2\n</leaf>"})


GOOD = [
    ("plain", "A section, and one with a name.", "<leaf>\nk 1\n</leaf>\n<leaf one>\nk 2\n</leaf>"),
    ("empty", "Empty sections in short.", "<leaf/>\n<leaf one/>\n<leaf two />\n<leaf />"),
    ("case", "Type and name are lower-cased, also at the end.", "<LEAF One>\n</Leaf>\n<Box TWO/>"),
    ("space", "Space before the end of a tag, and around the line.", "  <leaf  one  >\n  k 1\n  </leaf  >  "),
    ("tabs", "Space of any kind between type and name.", "<leaf\u2003\tone>\n</leaf\u00a0>"),
    ("name-characters", "A name may hold nearly everything.",
     "<leaf a/b>\n</leaf>\n<leaf $x>\n</leaf>\n<leaf #>\n</leaf>\n<leaf b>c>\n</leaf>\n<leaf <>\n</leaf>\n<leaf "
     "\u00c4>\n</leaf>"),
    ("name-not-substituted", "Nothing is substituted in a name.", "%define x y\n<leaf ${x}/>\n<leaf $$/>"),
    ("type-characters", "A type may hold dots, dashes and underscores.", "<A.B-c_d x/>"),
    ("name-slash-space", "A slash before the end makes the section empty, whatever is before it.",
     "<leaf a//>\n<leaf / />\n<leaf b/c/>"),
    ("same-line-types", "A section is not closed by one of its kind inside.",
     "<node>\n<node>\nk 1\n</node>\nk 2\n</node>"),
    ("name-equal-type", "The name may be that of a type.", "<leaf leaf/>\n<box leaf2/>"),
    ("greek-sigma", "Lower-casing follows Unicode, with the final sigma.",
     "<leaf \u03a3\u0391\u03a3/>\n<leaf \u0130/>"),
]

BAD = [
    ("bad-start", "A start needs its closing bracket.", "k 1\n<leaf"),
    ("bad-start-comment", "Nothing may follow the closing bracket.", "k 1\n<leaf> # c\n</leaf>"),
    ("bad-end", "An end needs its closing bracket.", "<leaf>\n</leaf"),
    ("bad-end-comment", "Nothing may follow the closing bracket of an end.", "<leaf>\n</leaf> x"),
    ("bad-header-empty", "A section needs a type.", "k 1\n<>"),
    ("bad-header-slash", "A section needs a type, also in short.", "k 1\n</>"),
    ("bad-header-space-first", "No space before the type.", "k 1\n< leaf>"),
    ("bad-header-three-words", "No third word.", "k 1\n<leaf a b>"),
    ("bad-header-parenthesis", "No parenthesis in a type.", "k 1\n<leaf(x)>"),
    ("bad-header-parenthesis-name", "No parenthesis in a name.", "k 1\n<leaf (x)>"),
    ("bad-header-lone", "A bracket alone.", "k 1\n<"),
    ("bad-slash-then-space", "A slash before a space belongs to the name, so the section stays open.", "<leaf a/ >"),
    ("bad-slash-then-space-type", "A slash before a space belongs to the type.", "k 1\n<leaf/ >"),
    ("bad-unexpected-end", "No section is open.", "k 1\n</leaf>"),
    ("bad-unbalanced", "Another section is open.", "<box>\n<leaf>\n</box>\n</leaf>"),
    ("bad-unbalanced-space", "No space before the type of an end.", "<leaf>\n</ leaf>"),
    ("bad-unbalanced-name", "No name in an end.", "<leaf one>\n</leaf one>"),
    ("bad-unbalanced-empty", "An end needs the type.", "<leaf>\n</>"),
    ("bad-unclosed", "A section is not closed: the last line is reported.", b"<leaf>\nk 1\n# c\n\n\n"),
    ("bad-unclosed-no-newline", "A section is not closed, without a final newline.", b"<leaf>\nk 1"),
    ("bad-end-after-empty", "An empty section needs no end.", "<leaf/>\n</leaf>"),
    ("bad-type-converted", "The type of a section is not converted: it is only unknown.", "k 1\n<1!>\n</1!>"),
]
