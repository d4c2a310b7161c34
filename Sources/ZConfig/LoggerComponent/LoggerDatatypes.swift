import BigInt

extension Datatype<Int> {
    private static let logLevels = [
        "critical": 50, "fatal": 50, "error": 40, "warn": 30, "warning": 30, "info": 20, "blather": 15, "debug": 10,
        "trace": 5, "all": 1, "notset": 0,
    ]

    /// A log level by its name in any case, or a whole number from 0 to 50.
    public static let logLevel = Datatype("ZConfig.components.logger.datatypes.logging_level") {
        text throws(ConversionError) in
        if let level = logLevels[text.lowercased()] { return level }
        guard let number = NumberText.integer(text), (0...50).contains(number) else {
            let hint = NearestName.hint(for: text.lowercased(), among: logLevels.keys.sorted())
            throw ConversionError(
                """
                \(text.quoted) is not a log level: critical, fatal, error, warn, warning, info, blather, debug, trace, \
                all, notset or a whole number from 0 to 50\(hint)
                """)
        }
        return Int(number)
    }
}

extension Datatype<String> {
    /// A text in which `\n`, `\t`, `\b`, `\f` and `\r` stand for the control characters.
    public static let escapedString = Datatype("ZConfig.components.logger.formatter.escaped_string") {
        text throws(ConversionError) in
        ControlCharacters.insert(in: text)
    }

    /// A format in classic style, `\n` and the like in it replaced; of the fields of a log record only those that are
    /// always there may stand in it.
    public static let logFormat = Datatype("ZConfig.components.logger.handlers.log_format") {
        text throws(ConversionError) in
        let format = ControlCharacters.insert(in: text)
        try ClassicFormat.check(format, SampleRecord.variables)
        return format
    }

    /// The name of a style of log formats in any case; in lower case.
    public static let logFormatStyle = Datatype("ZConfig.components.logger.formatter.log_format_style") {
        text throws(ConversionError) in
        try word(text.inLowerCase, of: LogFormatStyle.allCases.map(\.rawValue), "style of log formats")
    }

    /// A facility of the system log in any case; in lower case.
    public static let syslogFacility = Datatype("ZConfig.components.logger.handlers.syslog_facility") {
        text throws(ConversionError) in
        let names = [
            "auth", "authpriv", "cron", "daemon", "kern", "lpr", "mail", "news", "security", "syslog", "user", "uucp",
        ]
        return try word(text.inLowerCase, of: names + (0...7).map { "local\($0)" }, "facility of the system log")
    }

    /// `GET` or `POST` in any case; in upper case.
    public static let httpMethod = Datatype("ZConfig.components.logger.handlers.get_or_post") {
        text throws(ConversionError) in
        try word(text.uppercased(), of: ["GET", "POST"], "method")
    }

    private static func word(_ text: String, of words: [String], _ what: String) throws(ConversionError) -> String {
        guard words.contains(text) else {
            let hint = NearestName.hint(for: text, among: words)
            throw ConversionError("\(text.quoted) is no \(what): \(words.joined(separator: ", "))\(hint)")
        }
        return text
    }
}

/// The control characters of log formats.
enum ControlCharacters {
    /// The text with `\n`, `\t`, `\b`, `\f` and `\r` replaced.
    static func insert(in text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "\\")) else { return text }
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if bytes.last == UInt8(ascii: "\\"), let control = control(for: byte) {
                bytes[bytes.count - 1] = control
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func control(for letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "r"): 0x0D
        default: nil
        }
    }
}
