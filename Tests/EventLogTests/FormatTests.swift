import EventLog
import Logging
import Testing
import ZConfig

/// Formats of records, compared with Python's.
@Suite(.timeLimit(.minutes(5))) struct FormatTests {
    static let record = {
        var record = LogRecord(
            time: LogTime(seconds: 1_700_000_000, nanoseconds: 123_456_789), level: .warning, name: "mail-queues/alice",
            message: "100% of {it} for $5 and größer")
        record.process.number = 4711
        record.process.name = "foo"
        record.process.start = LogTime(seconds: 1_699_999_990, nanoseconds: 23_456_789)
        record.thread.number = 4712
        record.thread.name = "worker"
        record.place.file = "Host/App.swift"
        record.place.function = "start()"
        record.place.line = 33
        record.place.module = "Host"
        return record
    }()

    /// Writes the same record in each of the formats that are its arguments, by turns a style and a format.
    private let program = """
        import logging, sys
        record = logging.LogRecord("mail-queues/alice", 30, "Host/App.swift", 33,
                                   "100% of {it} for $5 and größer", None, None, "start()")
        record.created, record.msecs, record.relativeCreated = 1700000000.123456789, 123.0, 10100.0
        record.module, record.process, record.processName = "Host", 4711, "foo"
        record.thread, record.threadName = 4712, "worker"
        styles = {"classic": "%", "format": "{", "template": "$"}
        for style, text in zip(sys.argv[1::2], sys.argv[2::2]):
            formatter = logging.Formatter(text, "%Y-%m-%dT%H:%M:%S %j%%", styles[style], validate=False)
            sys.stdout.buffer.write(formatter.format(record).encode() + b"\\0")
        """

    @Test func formatsAreWrittenAsPythonWritesThem() async throws {
        let formats: [(LogFormatStyle, String)] =
            [
                "%(asctime)s", "%(asctime)s %(levelname)s %(name)s %(message)s",
                "%(created)f %(created)s %(created)d %(created).3f %(created)e %(created)G",
                "%(levelno)s|%(levelno)5d|%(levelno)-5d|%(levelno)05d|%(levelno)+d|%(levelno) d",
                "%(msecs)03d %(msecs)s",
                "%(levelname)-10s|%(levelname)10s|%(levelname).3s|%(levelname)-8.2s|%(levelname)010s|%(levelname)+s",
                "%(process)x %(process)X %(process)o %(process)i %(process)u %(process)ld %(process).7d %(process)9.7d",
                "%(process)09.7d %(process)-09d| %(process)+09d %(process)0 7d",
                "%(relativeCreated)d %(relativeCreated)08.2f",
                "%(pathname)s %(filename)s %(module)s %(funcName)s %(lineno)d", "100 %% of %(name)s", "no field",
                "%(processName)s %(threadName)s %(thread)d", "%(levelno).1s %(created).4s %(levelno)06s",
                "%(levelno)f %(levelno)g %(levelno).0f %(created)g",
            ].map { (.classic, $0) }
            + [
                "{asctime} {levelname} {name} {message}",
                "{levelname:<10}|{levelname:>10}|{levelname:^11}|{levelname:*^12}",
                "{levelname:.3}|{levelname:8.2}|{levelname:8s}|{levelname:08}|{levelname:x<9s}",
                "{levelno}|{levelno:5}|{levelno:<5}|{levelno:05}|{levelno:+}|{levelno: d}|{levelno:=+7d}|{levelno:^7}",
                "{process:x} {process:X} {process:o} {process:b} {process:09d} {process:_>9}",
                "{created} {created:.3f} {created:e} {created:G} {created:20} {created:020.2f} {msecs:03.0f} {msecs}",
                "{levelno:f} {levelno:10.2e} {levelno:-}", "{{}} {{{name}}}", "{relativeCreated:+.1f}",
                "{levelno:<05} {levelno:*<05} {levelno:>05d}",
            ].map { (.format, $0) }
            + ["$asctime ${levelname}x $name: $message $$5 $created $msecs", "${process}${thread} $threadName"].map {
                (.template, $0)
            }
        let expected = try await Python.texts(of: program, formats.flatMap { [$0.0.rawValue, $0.1] })
        try #require(expected.count == formats.count && formats.count > 20)
        let time = try TimeFormat("%Y-%m-%dT%H:%M:%S %j%%")
        for ((style, format), expected) in zip(formats, expected) {
            let text = try RecordFormat(format, style: style, time: time).text(of: Self.record)
            #expect(text == expected, "\(style) \(format)")
        }
    }

    @Test func whatIsNoFieldOfASafeTemplateStays() throws {
        let format = try RecordFormat(
            "$name ${levelname} $nothing ${nothing} $ $5 ${ ${name $$", style: .safeTemplate, time: TimeFormat(""))
        #expect(
            format.text(of: Self.record) == "mail-queues/alice WARNING $nothing ${nothing} $ $5 ${ ${name $")
    }

    @Test func timesWithoutAFormOfTheirOwnHaveMilliseconds() throws {
        let format = try RecordFormat("%(asctime)s", style: .classic, time: TimeFormat(""))
        let text = format.text(of: Self.record)
        #expect(text.wholeMatch(of: /2023-11-1\d \d\d:\d\d:20,123/) != nil)
    }

    @Test func aRecordStaysOnItsLine() throws {
        var record = Self.record
        record.message = "a\nb\u{1B}[1m\u{9B}c\u{7F}\r\0"
        record.name = "x\ty"
        let format = try RecordFormat("%(name)s\t%(message)s\n-", style: .classic, time: TimeFormat(""))
        #expect(format.text(of: record) == #"x\ty"# + "\t" + #"a\nb\u{1B}[1m\u{009B}c\u{7F}\r\0"# + "\n-")
    }

    @Test func arbitraryFieldsAreWhatElseIsKnown() throws {
        var record = Self.record
        record.metadata = ["event": "run", "line": "a\nb"]
        for (style, format) in [
            (LogFormatStyle.classic, "%(event)s|%(line)6s|%(units)3s|"), (.format, "{event}|{line:>6}|{units:3}|"),
        ] {
            let format = try RecordFormat(format, style: style, time: TimeFormat(""), allowingOthers: true)
            #expect(format.text(of: record) == #"run|  a\nb|   |"#)
        }
    }

    @Test(arguments: [
        (LogFormatStyle.classic, "%(nme)s", "'nme', which log records do not have; did you mean 'name'?"),
        (.classic, "%(exc_info)s", "no value here; these can be used: asctime, created,"),
        (.classic, "%(args)s", "no value here"), (.classic, "%(message)r", "cannot be used here"),
        (.classic, "%(message)d", "does not go with"), (.classic, "%(levelno)c", "cannot be used here"),
        (.classic, "%(levelno)#x", "'#'"), (.classic, "%s", "not followed by '(FIELD)'"),
        (.classic, "%(message)2000000000s", "too large"), (.classic, "%(created).101f", "too large"),
        (.classic, "%(message", "')'"), (.format, "{message!r}", "more than can be used"),
        (.format, "{message[0]}", "more than can be used"), (.format, "{created.real}", "more than can be used"),
        (.format, "{levelno:{lineno}}", "more than can be used"), (.format, "{levelno:,}", "more than can be used"),
        (.format, "{created:.2}", "more than can be used"), (.format, "{levelno:99999999}", "too large"),
        (.format, "{}", "name of a field"), (.format, "{message", "no '}'"), (.format, "{stack_info}", "no value here"),
        (.template, "$stack_info", "no value here"), (.template, "$nothing", "do not have"),
        (.template, "a $ b", "not followed"),
    ])
    func whatCannotBeUsedIsRefused(style: LogFormatStyle, format: String, words: String) throws {
        let error = try #require(throws: ConversionError.self) {
            try RecordFormat(format, style: style, time: TimeFormat(""))
        }
        #expect(error.message.contains(words))
    }

    @Test(arguments: [String(repeating: "%A", count: 200), "%5000d", String(repeating: "x", count: 2000)])
    func timesThatAreTooLongAreRefused(format: String) {
        #expect(throws: ConversionError.self) { try TimeFormat(format) }
    }
}
