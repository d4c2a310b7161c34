import Testing
import ZConfig

/// The datatypes of the values in logger sections.
@Suite struct LoggerDatatypeTests {
    @Test(arguments: [
        ("critical", 50), ("FATAL", 50), ("Error", 40), ("warn", 30), ("warning", 30), ("INFO", 20), ("blather", 15),
        ("debug", 10), ("trace", 5), ("all", 1), ("notset", 0), ("0", 0), ("50", 50), (" +1_0 ", 10), ("-0", 0),
    ])
    func readsLevels(text: String, level: Int) throws {
        #expect(try Datatype.logLevel.convert(text) == level)
    }

    @Test(arguments: ["", "inf", "info ", "51", "-1", "10.0", "99999999999999999999", "İnfo", "none"])
    func refusesOtherLevels(text: String) {
        #expect(throws: ConversionError.self) { try Datatype.logLevel.convert(text) }
    }

    @Test func namesTheLevels() {
        let message = """
            'inof' is not a log level: critical, fatal, error, warn, warning, info, blather, debug, trace, all, notset \
            or a whole number from 0 to 50; did you mean 'info'?
            """
        #expect(throws: ConversionError(message)) { try Datatype.logLevel.convert("inof") }
    }

    @Test(arguments: [
        ("", ""), (#"a\nb"#, "a\nb"), (#"\t\b\f\r"#, "\t\u{8}\u{C}\r"), (#"\\n"#, "\\\n"), (#"\a\"#, #"\a\"#),
        ("\\\u{301}n", "\\\u{301}n"), ("\\n\u{301}", "\n\u{301}"), (#"\N"#, #"\N"#),
    ])
    func insertsControlCharacters(text: String, inserted: String) throws {
        let value = try Datatype.escapedString.convert(text)
        #expect(Array(value.unicodeScalars) == Array(inserted.unicodeScalars))
    }

    @Test(arguments: [("", ""), (#"%(message)s\n"#, "%(message)s\n"), ("%(lineno)5d %%", "%(lineno)5d %%")])
    func readsLogFormats(text: String, format: String) throws {
        #expect(try Datatype.logFormat.convert(text) == format)
    }

    /// Fields that a record may lack are no fields here.
    @Test(arguments: ["%", "%(foo)s", "%(name)d", "%(msg)s", "%(threadName)s", "%(name)s %s"])
    func refusesOtherLogFormats(text: String) {
        #expect(throws: ConversionError.self) { try Datatype.logFormat.convert(text) }
    }

    @Test(arguments: [("classic", "classic"), ("FORMAT", "format"), ("template", "template")])
    func readsStyles(text: String, style: String) throws {
        #expect(try Datatype.logFormatStyle.convert(text) == style)
        #expect(try Datatype.logFormatStyle.convert("Safe-Template") == "safe-template")
    }

    @Test(arguments: [("daemon", "daemon"), ("LOCAL7", "local7"), ("\u{212A}ern", "kern")])
    func readsFacilities(text: String, facility: String) throws {
        #expect(try Datatype.syslogFacility.convert(text) == facility)
    }

    @Test(arguments: [("get", "GET"), ("Post", "POST"), ("po\u{17F}t", "POST")])
    func readsMethods(text: String, method: String) throws {
        #expect(try Datatype.httpMethod.convert(text) == method)
    }

    @Test(arguments: ["", "local8", "put", "classic ", "safe_template", "ftp"])
    func refusesOtherWords(text: String) {
        #expect(throws: ConversionError.self) { try Datatype.logFormatStyle.convert(text) }
        #expect(throws: ConversionError.self) { try Datatype.syslogFacility.convert(text) }
        #expect(throws: ConversionError.self) { try Datatype.httpMethod.convert(text) }
    }

    @Test func namesTheMethods() {
        #expect(throws: ConversionError("'PUT' is no method: GET, POST")) { try Datatype.httpMethod.convert("put") }
    }
}
