/// What a datatype accepts, in words.
struct DatatypeText {
    /// What its values are.
    let summary: String
    let accepts: String
    let examples: [String]

    /// The text about a datatype.
    static func of(_ name: String) -> DatatypeText {
        let component = "ZConfig.components.logger."
        guard name.hasPrefix(component) else { return stock[name.lowercased()] ?? other }
        return logger[String(name.dropFirst(component.utf8.count))] ?? other
    }

    private static let other = DatatypeText(
        summary: "A datatype of the program's own",
        accepts: "What the program makes of the text; the description of the key says more.", examples: [])

    /// The texts about the stock datatypes, by their names.
    static let stock: [String: DatatypeText] = [
        "string": DatatypeText(
            summary: "Text",
            accepts: """
                Any text, up to the end of the line. Where a key takes only some texts, its description says which.
                """, examples: ["two words"]),
        "null": DatatypeText(summary: "Text", accepts: "Any text, up to the end of the line.", examples: ["two words"]),
        "boolean": DatatypeText(
            summary: "Yes or no", accepts: "`yes`, `true` or `on`; `no`, `false` or `off`; in any case.",
            examples: ["yes", "off"]),
        "integer": DatatypeText(
            summary: "A whole number",
            accepts: "Decimal digits, with a sign if need be and with single `_` between them.",
            examples: ["10", "-3", "1_000_000"]),
        "float": DatatypeText(
            summary: "A number",
            accepts: "A decimal number, with a point and an exponent if need be, or `inf` or `nan`.",
            examples: ["1.5", "2", "1e-3"]),
        "port-number": DatatypeText(
            summary: "A port", accepts: "A whole number from 0 to 65535.", examples: ["8080"]),
        "byte-size": DatatypeText(
            summary: "A number of bytes",
            accepts:
                "A whole number, followed by `kb`, `mb` or `gb` (units of 1024, in any case) unless it means bytes.",
            examples: ["64kb", "2GB", "512"]),
        "time-interval": DatatypeText(
            summary: "Whole seconds",
            accepts: """
                A whole number, followed by one of `s`, `m`, `h` and `d` (in any case) unless it means seconds; one \
                unit only.
                """, examples: ["90", "15m", "2d"]),
        "timedelta": DatatypeText(
            summary: "A length of time",
            accepts: """
                Numbers, with a point if need be, each followed by one of `w`, `d`, `h`, `m` and `s` (in lower case); \
                they are added up. Between two there is \
                space, and no unit occurs twice.
                """, examples: ["15m", "0.25s", "1h 30m"]),
        "basic-key": DatatypeText(
            summary: "A name", accepts: "A letter, then letters, digits, `-`, `.` and `_`; the case does not matter.",
            examples: ["max-size", "Foo.bar"]),
        "identifier": DatatypeText(
            summary: "An identifier", accepts: "A letter or `_`, then letters, digits and `_`; the case matters.",
            examples: ["max_size", "Foo"]),
        "dotted-name": DatatypeText(
            summary: "A dotted name", accepts: "Identifiers joined by `.`; the case matters.",
            examples: ["package.module.name"]),
        "dotted-suffix": DatatypeText(
            summary: "A dotted name or the end of one",
            accepts: "Identifiers joined by `.`, with a `.` in front if it is only the end of a name.",
            examples: ["package.module", ".module"]),
        "string-list": DatatypeText(
            summary: "Words", accepts: "Any number of words, separated by space.", examples: ["red green blue"]),
        "locale": DatatypeText(
            summary: "A locale", accepts: "The name of a locale that this machine knows.",
            examples: ["C", "de_DE.UTF-8"]),
        "existing-directory": DatatypeText(
            summary: "A directory that exists",
            accepts: """
                The path of a directory that is there. A leading `~` or `~user` is a home directory; a relative path \
                starts at the directory in which the program runs.
                """, examples: ["/var/lib", "~/spool"]),
        "existing-path": DatatypeText(
            summary: "A path that exists",
            accepts: """
                The path of something that is there. A leading `~` or `~user` is a home directory; a relative path \
                starts at the directory in which the program runs.
                """, examples: ["/etc/hosts"]),
        "existing-file": DatatypeText(
            summary: "A file that exists",
            accepts: """
                The path of a file that is there. A leading `~` or `~user` is a home directory; a relative path starts \
                at the directory in which the program runs.
                """, examples: ["/etc/hosts"]),
        "existing-dirpath": DatatypeText(
            summary: "A path in a directory that exists",
            accepts: """
                A path whose directory is there, whether or not the file is. A leading `~` or `~user` is a home \
                directory; a relative path starts at the directory in which the program runs.
                """, examples: ["/var/log/app.log"]),
        "ipaddr-or-hostname": DatatypeText(
            summary: "A host",
            accepts: "An IPv4 address, an IPv6 address, or the name of a host; in lower case afterwards.",
            examples: ["192.0.2.1", "2001:db8::1", "www.example.org"]),
        "inet-address": DatatypeText(
            summary: "A host and a port",
            accepts: """
                `HOST:PORT`, `HOST`, `PORT` or `:PORT`; an IPv6 address before a port stands in brackets. Without a \
                host: none in particular.
                """, examples: ["www.example.org:8080", "8080", "[::1]:8080"]),
        "inet-binding-address": DatatypeText(
            summary: "A host and a port to listen on",
            accepts: """
                `HOST:PORT`, `HOST`, `PORT` or `:PORT`; an IPv6 address before a port stands in brackets. Without a \
                host: all addresses of this machine.
                """, examples: ["127.0.0.1:8080", "8080", "[::1]:8080"]),
        "inet-connection-address": DatatypeText(
            summary: "A host and a port to connect to",
            accepts: """
                `HOST:PORT`, `HOST`, `PORT` or `:PORT`; an IPv6 address before a port stands in brackets. Without a \
                host: 127.0.0.1.
                """, examples: ["www.example.org:8080", "8080", "[::1]:8080"]),
        "socket-address": DatatypeText(
            summary: "The address of a socket",
            accepts: """
                The path of a Unix socket, which holds a `/`; or `HOST:PORT`, `HOST`, `PORT` or `:PORT`, where an IPv6 \
                address before a port stands in brackets.
                """, examples: ["/run/app.sock", "www.example.org:8080"]),
        "socket-binding-address": DatatypeText(
            summary: "The address of a socket to listen on",
            accepts: """
                The path of a Unix socket, which holds a `/`; or `HOST:PORT`, `HOST`, `PORT` or `:PORT`, where an IPv6 \
                address before a port stands in brackets. Without a host: all addresses of this machine.
                """, examples: ["/run/app.sock", "127.0.0.1:8080"]),
        "socket-connection-address": DatatypeText(
            summary: "The address of a socket to connect to",
            accepts: """
                The path of a Unix socket, which holds a `/`; or `HOST:PORT`, `HOST`, `PORT` or `:PORT`, where an IPv6 \
                address before a port stands in brackets. Without a host: 127.0.0.1.
                """, examples: ["/run/app.sock", "www.example.org:8080"]),
    ]
}
