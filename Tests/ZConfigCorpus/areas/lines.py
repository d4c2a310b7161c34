"""Text, lines, keys and values."""

from corpus import make_case

KEYS = """
<key name="a"/>
<key name="b"/>
<multikey name="m" attribute="m"/>
<key name="+" attribute="rest"/>
"""


def cases():
    """The cases of this area."""
    for name, about, config in TEXTS + KEY_LINES:
        yield make_case(name, about, config, KEYS)
    for name, about, config in BAD_KEYS:
        yield make_case(name, about, config, KEYS)
    yield make_case("text-include-not-utf-8", "An invalid byte in an included file.", "%include inner.conf", KEYS,
                    files={"inner.conf": b"a 1\nb \xff\n"})
    yield make_case("text-include-empty", "An included file may be empty.", "a 1\n%include inner.conf\nb 2", KEYS,
                    files={"inner.conf": b""})
    yield make_case("text-include-byte-order-mark", "A byte-order mark of an included file is not skipped.",
                    "%include inner.conf", KEYS, files={"inner.conf": b"\xef\xbb\xbfa 1\n"})


TEXTS = [
    ("text-empty", "An empty file is a configuration.", b""),
    ("text-blank-lines", "Blank lines and comments are ignored.", b"\n  \n# c\n   # d\n\t\n#\na 1\n\n"),
    ("text-no-final-newline", "The last line needs no newline.", b"a 1\nb 2"),
    ("text-crlf", "Lines may end in CR LF.", b"a 1\r\n\r\n# c\r\nb 2\r\n"),
    ("text-lone-cr", "A lone CR does not end a line, and stays inside a value.", b"a 1\rb 2\r\rc\nb 3\n"),
    ("text-line-number-after-lone-cr", "A lone CR does not count as a line.", b"a 1\ra 2\na 3\n"),
    ("text-form-feed", "Form feeds and vertical tabs at the ends are stripped and end no line.",
     b"\x0ca\x0b1\x0cx\x0b\n"),
    ("text-information-separators", "U+001C to U+001F are space, and end no line.", b"\x1ca\x1d1\x1ex\x1f\nb\x1f2\n"),
    ("text-next-line-character", "U+0085 is space, and ends no line.", "a\u0085x\u0085y\u0085\nb 2\n".encode()),
    ("text-line-separators", "U+2028 and U+2029 are space, and end no line.",
     "\u2028a\u2029x\u2028b 2\u2029\n".encode()),
    ("text-unicode-space", "Space of any kind separates and is stripped.",
     "\u00a0a\u2003x\u3000y\u202f\n\u1680b\u205f2\u2000\n\u2003# c\n".encode()),
    ("text-zero-width-space", "U+200B is no space: it is part of the key.", "a\u200b x\n".encode()),
    ("text-zero-width-no-break-space", "U+FEFF is no space, neither in a value.", "a \ufeffx\ufeff\n".encode()),
    ("text-mongolian-vowel-separator", "U+180E is no space any more.", "a x\u180e\n".encode()),
    ("text-byte-order-mark", "A byte-order mark is not skipped: it belongs to the first key.",
     b"\xef\xbb\xbfa 1\nb 2\n"),
    ("text-byte-order-mark-comment", "After a byte-order mark a comment is none.", b"\xef\xbb\xbf# c\na 1\n"),
    ("text-byte-order-mark-blank", "A byte-order mark alone is a key.", b"\xef\xbb\xbf\na 1\n"),
    ("text-not-utf-8-value", "An invalid byte in a value.", b"a 1\nb \xe4\n"),
    ("text-not-utf-8-comment", "An invalid byte in a comment counts too.", b"a 1\n# \xe4\n"),
    ("text-not-utf-8-before-syntax-error", "The text is decoded before anything is parsed.", b"(\na \xe4\n"),
    ("text-utf-8-overlong", "Overlong forms are invalid.", b"a \xc0\x80\n"),
    ("text-utf-8-surrogate", "Surrogates are invalid.", b"a \xed\xa0\x80\n"),
    ("text-utf-8-truncated", "A sequence that the end of the file cuts off is invalid.", b"a \xe2\x82"),
    ("text-utf-8-beyond", "There is nothing beyond U+10FFFF.", b"a \xf4\x90\x80\x80\n"),
    ("text-nul", "A NUL in a value is a character like any other.", b"a x\0y\nb \0\n"),
    ("text-nul-key", "A NUL in a key is a character like any other.", b"a\0 1\n"),
    ("text-controls", "Other control characters stay.", b"a \x01\x08\x1b\x7f\n"),
    ("text-combining", "Characters are not normalized.", "a e\u0301\nb \u00e9\n".encode()),
    ("text-combining-after-space", "A combining mark after a space does not join it.",
     "a \u0301x\nb x \u0301\n".encode()),
    ("text-combining-in-syntax", "Combining marks do not join characters of the syntax.",
     "a x\u0301\u0302\n#\u0301 c\nb 1\u200d\n".encode()),
    ("text-cr-lf-inside", "CR LF ends a line although both are one character to some.", b"a x\r\nb y\r\n"),
    ("text-long-line", "Lines may be long.", b"a " + b"x" * 20_000 + b"\n"),
]

KEY_LINES = [
    ("key-value-inner-space", "Space inside a value is kept.", "a one   two\tthree  "),
    ("key-value-hash", "A # after the start is ordinary text.", "a 15m  # note\nb #x"),
    ("key-value-equals-sign", "There is no equals sign between key and value.", "a = 1\nb =2"),
    ("key-value-quotes", "Quotes are text.", "a \"x y\"\nb 'z'"),
    ("key-value-backslash", "Backslashes continue no line.", "a x \\\nb y\\"),
    ("key-value-indented", "Indentation means nothing; a line is never continued.", "a 1\n    b 2"),
    ("key-value-empty", "A key without value has the empty text.", "a\nb   "),
    ("key-value-parenthesis", "A parenthesis ends the key.", "a(b) c\nb(x\nc)y"),
    ("key-value-parenthesis-in-value", "Parentheses in values are text.", "a (x)\nb )("),
    ("key-value-angle-in-value", "Angle brackets and percent signs in values are text.", "a <b>\nb %include x\nc </d>"),
    ("key-upper-case", "basic-key lower-cases.", "A 1\nB-C 2"),
    ("key-multikey-order", "A multikey keeps the order of the file.", "m z\nm a\na 1\nm m\nM b"),
    ("key-plus-takes-the-rest", "Unknown keys go to the map.", "x 1\na 2\nY-z 3\ny.z 4"),
]

BAD_KEYS = [
    ("key-bad-parenthesis", "A line cannot start with a parenthesis.", "a 1\n(b) 2"),
    ("key-bad-closing-parenthesis", "A line cannot start with a closing parenthesis.", "a 1\n\n) 2"),
    ("key-bad-converted", "A key that the key type refuses.", "a 1\n1x 2"),
    ("key-bad-slash", "A slash is no character of a basic-key.", "a 1\na/b 2"),
    ("key-bad-hash", "A # inside a key belongs to it.", "a 1\nc# d"),
    ("key-bad-equals-sign", "An equals sign belongs to the key.", "a 1\nb=2"),
    ("key-bad-angle", "Only the first character of a line decides what it is.", "a 1\na>b c"),
    ("key-bad-repeated", "A key that is given twice.", "a 1\nb 2\na 3"),
    ("key-bad-repeated-case", "A key that is given twice in another case: the message has it as written.", "a 1\nA 3"),
    ("key-bad-plus-repeated", "A key of a map that is given twice.", "x 1\ny 2\nX 3"),
    ("key-bad-plus-literal", "The key + is refused by basic-key.", "+ 1"),
]
