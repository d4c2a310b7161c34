"""Substitution in values."""

from corpus import make_case

KEYS = '<key name="+" attribute="values"/>'
NUMBERS = '<key name="a" datatype="integer"/>\n<key name="b" default="$x"/>\n<key name="+" attribute="values"/>'
ENVIRONMENT = {"NAME": "value", "Empty": "", "DOLLAR": "$x ${y}", "SPACED": "  s  ", "_U1": "u"}
START = "%define x one\n%define xy two\n%define empty\n"


def cases():
    """The cases of this area."""
    for name, about, config in ENTRIES:
        yield make_case(f"substitution-{name}", about, START + config, KEYS, environment=ENVIRONMENT)
    yield make_case("substitution-before-conversion", "Values are substituted, then converted.",
                    "%define n 4\na ${n}2", NUMBERS)
    yield make_case("substitution-not-in-default", "Defaults are not substituted.", "%define x 1", NUMBERS)
    yield make_case("substitution-not-in-override", "Overrides are not substituted.", "%define x 1", NUMBERS,
                    overrides=["b=$x$$"])
    yield make_case("substitution-error-before-conversion", "A bad substitution is found at once, a bad value later.",
                    "a x\nc $y", NUMBERS)
    yield make_case("substitution-error-in-include", "An unknown name in an included file.", "%include inner.conf",
                    NUMBERS, files={"inner.conf": "# one\nc $nowhere"})
    yield make_case("substitution-syntax-error-in-include", "A lone $ in an included file: it has no line.",
                    "%include inner.conf", NUMBERS, files={"inner.conf": "# one\nc $"})


ENTRIES = [
    ("dollar", "A doubled $.", "a $$\nb x$$y\nc $$x\nd $$$$\ne $$$x\nf $${x}"),
    ("names", "Names in all forms.", "a $x\nb ${x}\nc $X ${xY}\nd a$x-b\ne $x$xy\nf ${x}y"),
    ("longest-name", "The longest name is taken.", "a $xy\nb $x.y"),
    ("environment", "The environment.", "a $(NAME)\nb <$(Empty)>\nc $(NAME)$x\nd $(_U1)"),
    ("environment-not-scanned", "The result is not scanned again.", "a $(DOLLAR)"),
    ("environment-not-stripped", "The result is not stripped.", "a $(SPACED)\nb x$(SPACED)"),
    ("empty-result", "A value may become empty.", "a $empty\nb $(Empty)"),
    ("not-in-key", "Keys are not substituted.", "$x 1"),
    ("not-in-comment", "Comments are not substituted.", "# $ ${ $nowhere\na 1"),
    ("name-before-letter", "Letters beyond ASCII end a name.", "a $x\u00e4\nb $x\u0661"),
    ("bad-unknown", "An unknown name.", "a $nowhere"),
    ("bad-unknown-case", "The message has the name as written.", "a ${NoWhere}"),
    ("bad-unknown-longest", "The longest name is taken, even if a shorter one is known.", "a $xyz"),
    ("bad-environment-unknown", "A variable that is not set.", "a $(NOWHERE)"),
    ("bad-environment-case", "Variables know their case.", "a $(name)"),
    ("bad-environment-is-no-define", "A define is no variable.", "a $(x)"),
    ("bad-lone", "A $ at the end: it has no line.", "a 1\nb x$"),
    ("bad-space", "A $ before space.", "a 1\nb x $ y"),
    ("bad-digit", "A $ before a digit.", "a $1"),
    ("bad-umlaut", "A $ before a letter beyond ASCII.", "a $\u00e4"),
    ("bad-brace-empty", "No name in braces.", "a ${}"),
    ("bad-brace-space", "Space in braces.", "a ${ x}"),
    ("bad-brace-open", "No closing brace.", "a ${x"),
    ("bad-brace-other", "Something else than a name in braces.", "a ${x-y}"),
    ("bad-parenthesis-empty", "No name in parentheses.", "a $()"),
    ("bad-parenthesis-open", "No closing parenthesis.", "a $(NAME"),
    ("bad-parenthesis-brace", "The wrong closing mark.", "a $(NAME}"),
    ("bad-odd-dollars", "Three $ are one and a lone one.", "a $$$"),
    ("bad-unknown-before-syntax", "From left to right.", "a $nowhere $"),
]
