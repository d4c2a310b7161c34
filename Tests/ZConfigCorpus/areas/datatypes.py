"""The stock datatypes, apart from addresses and paths."""

from corpus import make_case


def good(datatype, about, values, suffix="good"):
    """One case with many values that the datatype accepts."""
    lines = "".join(f"a {value}\n" for value in values).encode()
    schema = f'<multikey name="a" attribute="values" datatype="{datatype}"/>'
    return make_case(f"datatype-{datatype}-{suffix}", about, lines, schema)


def bad(datatype, entries):
    """One case for each value that the datatype refuses, on the second line."""
    for suffix, value, about in entries:
        yield make_case(f"datatype-{datatype}-bad-{suffix}", f"{datatype}: {about}", f"# one\na {value}\n".encode(),
                        f'<key name="a" datatype="{datatype}"/>')


def cases():
    """The cases of this area."""
    yield from texts()
    yield from booleans()
    yield from integers()
    yield from floats()
    yield from names()
    yield from sizes()
    yield from intervals()
    yield from timedeltas()
    yield from others()


def texts():
    """string, null and string-list take everything."""
    values = ["", "x", "a  b", "# no comment", "<x>", "ünïcode €", "\U0001f600", "a\tb", "$$", "%d"]
    yield good("string", "Any text is a string; inner space stays.", values)
    yield good("null", "Any text is taken as it is.", values)
    yield good("string-list", "Split at runs of space of any kind; nothing gives an empty list.",
               ["", "a", "a  b\tc", "a\u00a0b\u2003c\u3000d", "a\u200bb \ufeffc", "a\x1cb\x1fc", "a,b c",
                "a\x85b\u2028c"])


def booleans():
    """boolean."""
    yield good("boolean", "Six words, in any case.",
               ["yes", "true", "on", "YES", "True", "oN", "no", "false", "off", "NO", "False", "oFF"])
    yield from bad("boolean", [
        ("empty", "", "an empty value is no boolean"),
        ("one", "1", "a number is no boolean"),
        ("zero", "0", "zero is no boolean"),
        ("letter", "y", "abbreviations are not accepted"),
        ("inner", "yes no", "one word only"),
        ("kelvin", "o\u212a", "letters that look alike do not count"),
    ])


INTEGERS = ["0", "-0", "+7", "007", "-12", "1_000", "1_0_0", "123456789012345678901234567890", "9223372036854775807",
            "9223372036854775808", "-9223372036854775809", "18446744073709551616"]
UNICODE_DIGITS = ["\u0661\u0662\u0663", "\uff11\uff12", "\u0967_\u0968", "-\u06f5", "1\u0662", "\U0001d7d9\U0001d7da"]
NOT_INTEGERS = [
    ("empty", "", "an empty value is no number"),
    ("word", "abc", "a word is no number"),
    ("hex", "0x10", "no hexadecimal digits"),
    ("point", "1.0", "no point"),
    ("exponent", "1e3", "no exponent"),
    ("sign-only", "-", "a sign needs digits"),
    ("two-signs", "--1", "one sign only"),
    ("sign-space", "- 1", "no space after the sign"),
    ("inner-space", "1 2", "no space inside"),
    ("leading-underscore", "_1", "no underscore before the digits"),
    ("trailing-underscore", "1_", "no underscore after the digits"),
    ("double-underscore", "1__0", "no two underscores in a row"),
    ("superscript", "\u00b2", "superscripts are digits but not decimal ones"),
    ("fraction", "\u00bd", "fractions are numbers but not digits"),
    ("roman", "\u2167", "Roman numerals are not digits"),
    ("comma", "1,000", "no comma"),
    ("minus-sign", "\u22121", "the mathematical minus sign does not count"),
]


def integers():
    """integer and port-number."""
    yield good("integer", "Signs, underscores between digits, any size.", INTEGERS)
    yield good("integer", "Decimal digits of any script, even mixed.", UNICODE_DIGITS, "unicode-digits")
    yield good("integer", "A number of 4300 digits is still read.",
               ["9" * 4300, "-" + "1" * 4300, "_".join("9" * 4300)],
               "4300-digits")
    yield from bad("integer", NOT_INTEGERS)
    yield from bad("integer", [("4301-digits", "1" * 4301, "more than 4300 digits are refused"),
                                ("5000-zeros", "0" * 5000, "leading zeros count as digits"),
                                ("nul", "1\0", "no NUL")])
    yield good("port-number", "0 to 65535, as integers are written.", ["0", "1", "65535", "+80", "00080", "6_5", "-0"])
    yield from bad("port-number", [
        ("high", "65536", "above the range"),
        ("negative", "-1", "below the range"),
        ("huge", "99999999999999999999999", "far above the range"),
        ("empty", "", "an empty value is no port"),
        ("service", "http", "no names of services"),
    ])


def floats():
    """float."""
    yield good("float", "Points, exponents and underscores.",
               ["0", "1", "-1.5", "+2.", ".5", "-.5e-3", "1e3", "1E+3", "1_0.2_5e1_0", "0.1", "1e-400", "3.0", "1e22",
                "123456789012345678", "5e-324", "1.7976931348623157e308", "00.5", "\u0661.\u0665"])
    yield good("float", "Infinity and NaN, by name or by overflow.",
               ["inf", "-inf", "+Infinity", "iNf", "nan", "-NaN", "1e400", "-1e400"], "not-finite")
    yield from bad("float", [
        ("empty", "", "an empty value is no number"),
        ("word", "abc", "a word is no number"),
        ("hex", "0x1p3", "no hexadecimal digits"),
        ("point-only", ".", "a point needs digits"),
        ("exponent-only", "e5", "an exponent needs digits before it"),
        ("exponent-empty", "1e", "an exponent needs digits after it"),
        ("comma", "1,5", "the point is no comma"),
        ("underscore-point", "1_.5", "underscores stand between digits only"),
        ("two-points", "1.2.3", "one point only"),
        ("infinit", "infinit", "names are not shortened"),
        ("nan-argument", "nan(1)", "NaN takes no argument"),
        ("inner-space", "1 .5", "no space inside"),
        ("suffix", "1f", "no suffix"),
    ])


def names():
    """basic-key, identifier, dotted-name and dotted-suffix."""
    yield good("basic-key", "A letter, then letters, digits, and three marks; lower-cased.",
               ["a", "A", "a-b.c_d", "Z9", "ABC-", "x.", "x..y"])
    yield from bad("basic-key", [
        ("empty", "", "an empty value is no key"),
        ("digit", "1a", "a digit cannot be first"),
        ("underscore", "_a", "an underscore cannot be first"),
        ("space", "a b", "no space"),
        ("slash", "a/b", "no slash"),
        ("umlaut", "\u00e4", "ASCII letters only"),
        ("dotless", "a\u0131", "ASCII letters only, also after the first"),
    ])
    yield good("identifier", "Letters, digits and underscores, as written.", ["a", "A_1", "_", "__x__", "class"])
    yield from bad("identifier", [
        ("empty", "", "an empty value is no identifier"),
        ("digit", "1a", "a digit cannot be first"),
        ("dash", "a-b", "no dash"),
        ("dot", "a.b", "no dot"),
        ("umlaut", "\u00e4", "ASCII letters only"),
    ])
    yield good("dotted-name", "Identifiers joined by dots.", ["a", "a.b", "_a._1.B", "A.b.C.d"])
    yield from bad("dotted-name", [
        ("empty", "", "an empty value is no name"),
        ("first", ".a", "a dot cannot be first"),
        ("last", "a.", "a dot cannot be last"),
        ("double", "a..b", "no two dots in a row"),
        ("digit", "a.1", "each part is an identifier"),
        ("dash", "a-b", "no dash"),
    ])
    yield good("dotted-suffix", "A dotted name, or a dot and one.", ["a", "a.b", ".a", ".a.b", "._x"])
    yield from bad("dotted-suffix", [
        ("empty", "", "an empty value is no suffix"),
        ("dot", ".", "a dot needs a name"),
        ("double", "..a", "one dot only"),
        ("last", ".a.", "a dot cannot be last"),
    ])


def sizes():
    """byte-size."""
    yield good("byte-size", "A number, with kb, mb or gb in any case, with or without a space.",
               ["0", "1", "1kb", "1KB", "2mB", "3gb", "1 kb", "1\u2003kb", "1\x1f kb", "-1kb", "+1_0kb",
                "1000000000000gb", "\u0661kb"])
    yield good("byte-size", "The Kelvin sign is lower-cased to a k.", ["1\u212ab"], "kelvin-sign")
    yield from bad("byte-size", [
        ("empty", "", "an empty value is no size"),
        ("k", "1k", "kb in full"),
        ("tb", "1tb", "no terabytes"),
        ("b", "1b", "no unit for bytes"),
        ("float", "1.5kb", "whole numbers only"),
        ("unit-only", "kb", "a unit needs a number"),
        ("two-units", "1kbkb", "one unit only"),
        ("two-parts", "1gb 1kb", "one part only"),
        ("split-unit", "1 k b", "no space inside the unit"),
    ])


def intervals():
    """time-interval."""
    yield good("time-interval", "A number, with s, m, h or d in any case, with or without a space.",
               ["0", "1", "1s", "2M", "3h", "4D", "1 h", "-1m", "+5s", "1_0d", "99999999999999999999d", "\u0661m"])
    yield good("time-interval", "The long s is not lower-cased to an s, but digits of any script count.",
               ["\uff17h"], "wide-digits")
    yield from bad("time-interval", [
        ("empty", "", "an empty value is no interval"),
        ("week", "1w", "no weeks"),
        ("ms", "1ms", "no milliseconds"),
        ("float", "1.5s", "whole numbers only"),
        ("unit-only", "s", "a unit needs a number"),
        ("two-parts", "1h 30m", "one part only"),
        ("two-parts-joined", "1h30m", "one part only, joined or not"),
        ("long-s", "1\u017f", "the long s is another letter"),
    ])


def timedeltas():
    """timedelta."""
    yield good("timedelta", "Parts with a unit each, in any order, with fractions and signs.",
               ["", "0s", "1s", "4w 2d 7h 12m 0.00001s", "1.5h", "-1d", "1d -1s", "1e3s", ".5m", "1_0s", "+1w",
                "5s 1h", "1s\u00a02m"])
    yield good("timedelta", "Of a unit that comes twice the last counts.", ["1s 2s", "1h 5m 2h"], "repeated")
    yield good("timedelta", "Rounded to microseconds, half to even.",
               ["0.0000005s", "0.0000015s", "0.0000025s", "-0.0000005s", "-0.0000015s", "0.1s 0.1m", "0.00000005m",
                "1.0000005s", "0.3333333h", "0.123456789d", "1e-9w", "2.5e-7m", "0.7w 0.7d 0.7h 0.7m 0.7s"], "rounding")
    yield good("timedelta", "The largest and the smallest values.",
               ["999999999d 23h 59m 59.999999s", "-999999999d", "142857142w 5d"], "extremes")
    yield from bad("timedelta", [
        ("no-unit", "1", "a digit is no unit"),
        ("no-unit-long", "10", "the last digit is taken for the unit"),
        ("unit", "1x", "an unknown unit"),
        ("upper", "1S", "units are lower case"),
        ("unit-only", "s", "a unit needs a number"),
        ("space", "1 s", "no space before the unit"),
        ("word", "abcs", "the number is a number"),
        ("joined", "1h30m", "parts are separated by space"),
        ("nan", "nans", "NaN is refused"),
        ("infinity", "infs", "infinity is too large"),
        ("overflow", "1000000000d", "too many days"),
        ("overflow-seconds", "1e300s", "far too many seconds"),
        ("bad-then-good", "1x 1s", "each part is checked"),
    ])


def others():
    """locale, and how datatypes are named."""
    yield good("locale", "The locales that are always there.", ["C", "POSIX", "C.UTF-8", ""])
    yield from bad("locale", [
        ("unknown", "xx_NOWHERE", "an unknown locale"),
        ("space", "C C", "no list of locales"),
    ])
    yield make_case("datatype-name-any-case", "Names of stock datatypes may be written in any case.",
                    "a 5\nb yes\n", '<key name="a" datatype="INTEGER"/><key name="b" datatype="Boolean"/>')
    yield make_case("datatype-default-is-string", "A key without datatype is a string.", "a 5", '<key name="a"/>')
    yield make_case("datatype-empty-value-is-converted", "An empty value goes through the datatype too.", "# one\na",
                    '<key name="a" datatype="integer"/>')
