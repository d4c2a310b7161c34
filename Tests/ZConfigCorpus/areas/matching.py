"""Which section of the schema takes a section of the file."""

from corpus import make_case

TYPES = """
<abstracttype name="abs"/>
<abstracttype name="other-abs"/>
<sectiontype name="t"><key name="k"/></sectiontype>
<sectiontype name="u"/>
<sectiontype name="i" implements="abs"/>
<sectiontype name="j" implements="abs"/>
<sectiontype name="sub-of-i" extends="i"/>
"""


def section(type_, name, attribute, more=""):
    """A section of the schema."""
    return f'<section type="{type_}" name="{name}" attribute="{attribute}"{more}/>\n'


def multi(type_, name, attribute, more=""):
    """A multisection of the schema."""
    return section(type_, name, attribute, more).replace("<section", "<multisection")


def cases():
    """The cases of this area."""
    for name, about, schema, config in ENTRIES:
        yield make_case(f"section-match-{name}", about, config, TYPES + schema)


ENTRIES = [
    ("fixed-name", "A fixed name.", section("t", "n", "s"), "<t N>\n</t>"),
    ("fixed-name-absent", "An absent section is null.", section("t", "n", "s"), ""),
    ("fixed-name-other", "Another name.", section("t", "n", "s"), "<t m>\n</t>"),
    ("fixed-name-missing", "No name.", section("t", "n", "s"), "<t>\n</t>"),
    ("fixed-name-wrong-type", "The right name on another type.", section("t", "n", "s"), "<u n>\n</u>"),
    ("fixed-name-abstract", "A fixed name with an abstract type.", section("abs", "n", "s"), "<i n>\n</i>"),
    ("fixed-name-abstract-wrong-type", "The type does not implement it.", section("abs", "n", "s"), "<t n>\n</t>"),
    ("fixed-name-before-star-wrong-type", "A fixed name decides although a later slot would take it.",
     section("t", "n", "s") + multi("u", "*", "m"), "<u n>\n</u>"),
    ("fixed-name-before-star", "The fixed name first, other names after it.",
     section("t", "n", "s") + multi("t", "*", "m"), "<t x>\n</t>\n<t n>\n</t>\n<t>\n</t>"),
    ("star-before-fixed-name", "A * slot swallows a later fixed name.",
     multi("t", "*", "m") + section("t", "n", "s"), "<t n>\n</t>"),
    ("star-single-before-fixed-name", "A single * slot too.", section("t", "*", "m") + section("t", "n", "s"),
     "<t n>\n</t>"),
    ("star-single-before-fixed-name-two", "And then it is full.",
     section("t", "*", "m") + section("t", "n", "s"), "<t x/>\n<t n>\n</t>"),
    ("star-unnamed", "* needs no name.", section("t", "*", "s"), "<t>\n</t>"),
    ("star-named", "* takes any name.", section("t", "*", "s"), "<t Any>\n</t>"),
    ("plus-named", "+ takes any name.", section("t", "+", "s"), "<t Any>\n</t>"),
    ("plus-unnamed", "+ needs a name.", section("t", "+", "s"), "<t>\n</t>"),
    ("plus-unnamed-before-star", "+ is an error although a later * slot would take it.",
     multi("t", "+", "p") + multi("t", "*", "s"), "<t>\n</t>"),
    ("star-before-plus", "* takes all, also the named ones.",
     multi("t", "*", "s") + multi("t", "+", "p"), "<t>\n</t>\n<t x>\n</t>"),
    ("plus-abstract-unnamed", "+ with an abstract type needs a name as well: another message.",
     section("abs", "+", "s"), "<i>\n</i>"),
    ("plus-abstract-unnamed-before-star", "It is taken before its name is looked at.",
     multi("abs", "+", "p") + multi("i", "*", "s"), "<i>\n</i>"),
    ("plus-abstract-named", "With a name it is fine.", multi("abs", "+", "s"), "<i a>\n</i>\n<j b>\n</j>"),
    ("abstract", "Types that implement the abstract one.", multi("abs", "*", "s"), "<i>\n</i>\n<j x>\n</j>"),
    ("abstract-single", "A single section with an abstract type.", section("abs", "*", "s"), "<j>\n</j>"),
    ("abstract-not-implementer", "A type that does not implement it.", multi("abs", "*", "s"), "<t>\n</t>"),
    ("abstract-derived", "A derived type does not implement what its base does.", multi("abs", "*", "s"),
     "<sub-of-i>\n</sub-of-i>"),
    ("abstract-itself", "The abstract type itself cannot stand in a file.", multi("abs", "*", "s"), "<abs>\n</abs>"),
    ("abstract-itself-unused", "Not even one that has no slot.", "", "<other-abs/>"),
    ("abstract-before-concrete", "The abstract slot comes first.", multi("abs", "*", "a") + multi("i", "*", "c"),
     "<i>\n</i>"),
    ("concrete-before-abstract", "The concrete slot comes first.", multi("i", "*", "c") + multi("abs", "*", "a"),
     "<i>\n</i>\n<j>\n</j>"),
    ("concrete-single-before-abstract", "A full slot does not pass on.",
     section("i", "*", "c") + multi("abs", "*", "a"), "<i>\n</i>\n<i>\n</i>"),
    ("derived-is-another-type", "A derived type is no instance of its base.", multi("i", "*", "s"),
     "<sub-of-i>\n</sub-of-i>"),
    ("two-single-slots", "Of two single slots of one type the second is never reached.",
     section("t", "*", "a") + section("t", "*", "b"), "<t>\n</t>\n<t>\n</t>"),
    ("two-single-slots-one", "One section goes to the first.", section("t", "*", "a") + section("t", "*", "b"),
     "<t>\n</t>"),
    ("two-types", "Slots of other types are passed over.", multi("t", "*", "a") + multi("u", "*", "b"),
     "<u>\n</u>\n<t>\n</t>\n<u>\n</u>"),
    ("no-slot", "A known type without a slot.", multi("t", "*", "a"), "<u>\n</u>"),
    ("no-slot-named", "The message has the name.", multi("t", "*", "a"), "<u Nn>\n</u>"),
    ("unknown-type", "An unknown type.", multi("t", "*", "a"), "<nonsense>\n</nonsense>"),
    ("key-name", "The name of a key.", '<key name="n"/>' + multi("t", "*", "a"), "<t n>\n</t>"),
    ("key-name-after-star", "The name of a key that is declared later does not matter.",
     multi("t", "*", "a") + '<key name="n"/>', "<t n>\n</t>"),
    ("multikey-name", "The name of a multikey.", '<multikey name="n"/>' + multi("t", "*", "a"), "<t n>\n</t>"),
    ("literal-star", "The name * is not allowed.", multi("t", "*", "a"), "<t *>\n</t>"),
    ("literal-plus", "The name + is not allowed.", multi("t", "*", "a"), "<t +>\n</t>"),
    ("literal-plus-and-map", "With a map in front the name + is that of a key.",
     '<key name="+" attribute="m"/>' + multi("t", "*", "a"), "<t +>\n</t>"),
    ("literal-star-fixed-name", "The name * on a fixed name: there is no such slot.", section("t", "n", "a"),
     "<t *>\n</t>"),
    ("twice-single", "A single slot that is filled twice: reported at the second end.", section("t", "*", "a"),
     "<t>\n</t>\n<t>\nk 1\n</t>"),
    ("twice-single-empty", "In short there is no line.", section("t", "*", "a"), "<t/>\n<t/>"),
    ("twice-fixed-name", "A fixed name twice.", section("t", "n", "a"), "<t n/>\n<t N>\n</t>"),
    ("name-twice", "A name twice in one container.", multi("t", "*", "a"), "<t x>\n</t>\n<t X>\n\n</t>"),
    ("name-twice-empty", "In short there is no line.", multi("t", "*", "a"), "<t x/>\n<t x/>"),
    ("name-twice-other-type", "Whatever the types.", multi("t", "*", "a") + multi("u", "*", "b"),
     "<t x>\n</t>\n<u x>\n</u>"),
    ("name-twice-other-container", "In another container it may come again.",
     '<sectiontype name="box">' + multi("t", "*", "a") + "</sectiontype>" + multi("box", "*", "b"),
     "<box x>\n<t x/>\n</box>\n<box y>\n<t x/>\n</box>"),
    ("unnamed-twice", "Sections without name may come again.", multi("t", "*", "a"), "<t>\n</t>\n<t>\n</t>"),
    ("name-twice-unknown-inside-first", "What is wrong inside is found before.", multi("t", "*", "a"),
     "<t x/>\n<t x>\ny 1\n</t>"),
    ("order-in-multisection", "A multisection keeps the order of the file.", multi("abs", "*", "a"),
     "<j/>\n<i/>\n<j/>"),
    ("required-missing", "A required section is missing.", section("t", "n", "s", ' required="yes"'), ""),
    ("required-missing-star", "A required * section is missing: the message has the type.",
     section("t", "*", "s", ' required="yes"'), ""),
    ("required-given", "A required section is given.", section("t", "n", "s", ' required="yes"'), "<t n/>"),
    ("multisection-required-missing", "A required multisection is empty.", multi("abs", "*", "s", ' required="yes"'),
     ""),
    ("multisection-required-given", "One is enough.", multi("abs", "*", "s", ' required="yes"'), "<i/>"),
    ("recursive", "A type may hold itself.",
     '<sectiontype name="tree"><key name="k"/><section type="tree" name="left"/><section type="tree" name="right"/>'
     '</sectiontype>'
     + section("tree", "*", "root"),
     "<tree>\nk 0\n<tree right>\nk 2\n<tree left/>\n</tree>\n<tree left>\nk 1\n</tree>\n</tree>"),
    ("recursive-abstract", "A type may hold what it implements.",
     '<sectiontype name="branch" implements="abs">' + multi("abs", "*", "all") + "</sectiontype>" + multi("abs", "*",
         "all"),
     "<branch>\n<i/>\n<branch b>\n<j/>\n</branch>\n</branch>"),
    ("nested-unknown", "A section of the container is unknown inside.", multi("t", "*", "a") + multi("u", "*", "b"),
     "<t>\n<u>\n</u>\n</t>"),
    ("slot-type-case", "The type of a slot is looked up in lower case.", section("T", "n", "s"), "<t n/>"),
    ("name-lower-unicode", "Names are lower-cased by Unicode.", multi("t", "*", "a"),
     "<t \u00c4\u0130>\n</t>\n<t \u00e4>\n</t>"),
]
