"""The stock datatypes for host names and addresses."""

from areas.datatypes import bad, good

INET = ["localhost", "LOCALHOST:80", "80", ":80", ":", "host:", "[::1]:80", "[::1]:", "::1", "[::1]", "fe80::1:80",
        "1:2:3", "a b:80", "70000", "-1", "+80", "8_0", "\u0661\u0660", "[]:80", "[x:5", "x]:5", "[A:B]:5", "a: 80",
        "host.example.org:065535", "ÄÖ:1", "\u2003:1", "a\u200bb", "[[::1]]:1"]
NOT_INET = [
    ("empty", "", "an empty value is no address"),
    ("two-words", "a b", "a host without port is one word"),
    ("port-high", "host:65536", "the port is above the range"),
    ("port-negative", "host:-1", "the port is below the range"),
    ("port-word", "host:http", "the port is a number"),
    ("bracket-port", "[::1]:x", "the port after brackets is a number"),
]
SOCKET = [value for value in INET if value != ":"] + ["/run/x.sock", "a/b", "/", "http://host:80/", "a b/c", "./x:80"]


def cases():
    """The cases of this area."""
    for kind in ("inet", "socket"):
        values = INET if kind == "inet" else SOCKET
        yield good(f"{kind}-address", "Host and port, at the last colon; brackets; bare IPv6; a bare port.", values)
        yield good(f"{kind}-binding-address", "As the plain address; the default host is empty.", values)
        yield good(f"{kind}-connection-address", "As the plain address; the default host is that of the loop "
                   "interface." if kind == "inet" else "The default host is that of the loop interface.", values)
        yield from bad(f"{kind}-address", NOT_INET)
    yield from bad("inet-binding-address", NOT_INET[:3])
    yield from bad("inet-connection-address", NOT_INET[:3])
    yield from bad("socket-binding-address", NOT_INET[:2])
    yield from bad("socket-connection-address", NOT_INET[:2])
    yield good("socket-address", "A colon alone is the default host without port.", [":"], "colon")
    yield good("inet-address", "A slash means nothing to an inet address.", ["a/b:80", "/x"], "slash")
    yield good("inet-address", "Letters of the host are lower-cased one by one, as Unicode has it.",
               ["\u0130:1", "\u039f\u03a3:1", "\u1e9e:1"], "unicode-lower")
    yield good("ipaddr-or-hostname", "IPv4, leading zeros to three digits.",
               ["1.2.3.4", "255.255.255.255", "0.0.0.0", "01.02.003.04", "199.249.250.009"], "ipv4")
    yield good("ipaddr-or-hostname",
               "The numbers of IPv4 may have digits of any script, but for the first of a group of three.",
               ["\u0661.1.1.1", "1.2.3.4\u0661", "1.2.3.1\uff11\uff11", "1\u0969.1.1.1"], "ipv4-unicode-digits")
    yield good("ipaddr-or-hostname", "Names of two characters at least; lower-cased.",
               ["ab", "LocalHost", "a-b.example.org", "_x", "a_b", "a..b", "a-", "a_", "f0", "x1.2"], "names")
    yield good("ipaddr-or-hostname", "IPv6, if its first digits are not taken for a name.",
               ["::1", "::", "f::1", "2001:DB8::1", "1:2:3:4:5:6:7:8", "::1.2.3.4", "0::ffff:1.2.3.4"], "ipv6")
    yield from bad("ipaddr-or-hostname", [
        ("empty", "", "an empty value is no host"),
        ("one-letter", "a", "a name has two characters"),
        ("one-digit", "1", "a name starts with a letter"),
        ("final-dot", "abc.", "a name does not end in a dot"),
        ("space", "a b", "no space"),
        ("dash-first", "-ab", "a dash cannot be first"),
        ("ipv4-256", "1.2.3.256", "numbers to 255"),
        ("ipv4-three", "1.2.3", "four numbers"),
        ("ipv4-four-digits", "0001.2.3.4", "three digits at most"),
        ("ipv4-unicode-hundreds", "\u0661\u0662\u0663.1.1.1", "the hundreds are ASCII"),
        ("ipv4-five", "1.2.3.4.5", "no fifth number"),
        ("ipv4-name", "1.2.3.4a", "no letters after the numbers"),
        ("ipv6-letters-first", "fe80::1", "letters at the start are taken for a name"),
        ("ipv6-word-first", "abcd::1", "letters at the start are taken for a name"),
        ("ipv6-two-gaps", "1::2::3", "one gap"),
        ("ipv6-long", "1:2:3:4:5:6:7:8:9", "eight groups"),
        ("ipv6-five-digits", "12345::1", "four digits a group"),
        ("ipv6-zone", "::1%eth0", "no zone"),
        ("ipv6-bracket", "[::1]", "no brackets"),
        ("ipv6-port", "1.2.3.4:80", "no port"),
        ("ipv6-ipv4-zero", "::01.2.3.4", "no leading zeros in the IPv4 part"),
        ("umlaut", "b\u00fccher", "ASCII letters only"),
    ])
