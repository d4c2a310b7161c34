extension DatatypeText {
    /// The texts about the datatypes of the component `ZConfig.components.logger`, by the ends of their names.
    static let logger: [String: DatatypeText] = [
        "datatypes.logging_level": DatatypeText(
            summary: "A level of a log",
            accepts: """
                `critical` (or `fatal`), `error`, `warn` (or `warning`), `info`, `blather`, `debug`, `trace`, `all` or \
                `notset`, in any case; or a whole number from 0 to 50.
                """, examples: ["info", "25"]),
        "formatter.escaped_string": DatatypeText(
            summary: "Text with escapes",
            accepts: "Any text; `\\n`, `\\t`, `\\b`, `\\f` and `\\r` are control characters.",
            examples: ["------\\n%(message)s"]),
        "handlers.log_format": DatatypeText(
            summary: "The format of a log",
            accepts: """
                A text with the fields of a log record; `\\n`, `\\t`, `\\b`, `\\f` and `\\r` are control characters.
                """, examples: ["%(asctime)s %(levelname)s %(message)s"]),
        "formatter.log_format_style": DatatypeText(
            summary: "How a format names its fields",
            accepts: "`classic`, `format`, `template` or `safe-template`, in any case.", examples: ["classic"]),
        "handlers.syslog_facility": DatatypeText(
            summary: "A facility of syslog",
            accepts: """
                `auth`, `authpriv`, `cron`, `daemon`, `kern`, `lpr`, `mail`, `news`, `security`, `syslog`, `user`, \
                `uucp`, or `local0` to `local7`; in any case.
                """, examples: ["daemon", "local3"]),
        "handlers.get_or_post": DatatypeText(
            summary: "A method of HTTP", accepts: "`GET` or `POST`, in any case.", examples: ["POST"]),
        "handlers.http_handler_url": DatatypeText(
            summary: "An address on the web", accepts: "A URL with `http`, a host and a path.",
            examples: ["http://localhost/log"]),
    ]
}
