import Testing
import ZConfig

/// Formats of log records, each style as Python has it.
@Suite struct LogFormatTests {
    private func check(_ format: String, _ style: LogFormatStyle, _ arbitraryFields: Bool = false) -> Bool {
        do {
            try LogFormatCheck.check(format: format, style: style, arbitraryFields: arbitraryFields)
            return true
        } catch {
            return false
        }
    }

    // MARK: Classic

    @Test(arguments: [
        "", "plain", "%%", "100%%", "------\n%(asctime)s %(levelname)s %(name)s %(message)s", "%(levelname)-8s",
        "%(lineno)d", "%(lineno)05d", "%(lineno)x", "%(lineno)c", "%(lineno)ld", "%(lineno)+.3f", "%(msecs)03d",
        "%(created).3f", "%(created)r", "%(msecs)i", "%(message).100s", "%(process)s:%(threadName)s", "%(msg)s",
        "%(exc_info)s", "%(args)s", "%s", "%r %(name)s", "%.s", "%(name)-+ #05s",
    ])
    func takesClassic(format: String) {
        #expect(check(format, .classic))
        #expect(check(format, .classic, true))
    }

    @Test(arguments: [
        "%", "100%", "% ", "%(", "%(name", "%(name)", "%(name)5", "%(name).", "%(name)d", "%(name)f", "%(name)c",
        "%(created)x", "%(created)c", "%(exc_info)d", "%(args)d", "%(name)b", "%(name)q", "%d", "%c", "%*s", "%s %s",
        "%(name)s %s", "%(lineno)*d", "%(lineno).*d", "%(lineno)lld", "%5%", "%(name)%", "%%%",
        "%(lineno)99999999999999999999d", "%(lineno).2147483647d", "%(name)\u{0665}s",
    ])
    func refusesClassic(format: String) {
        #expect(!check(format, .classic))
        #expect(!check(format, .classic, true))
    }

    @Test(arguments: ["%(foo)s", "%(foo)d", "%(foo)5.1f", "%(Name)x", "%()s", "%(a(b)c)s", "%(taskName)c", "%(name )s"])
    func takesOtherFieldsIfTold(format: String) {
        #expect(!check(format, .classic))
        #expect(check(format, .classic, true))
    }

    @Test func saysWhatIsWrong() {
        #expect(
            throws: ConversionError(
                "the format names a field 'mesage', which log records do not have; did you mean 'message'?")
        ) {
            try LogFormatCheck.check(format: "%(mesage)s", style: .classic, arbitraryFields: false)
        }
    }

    // MARK: Format

    @Test(arguments: [
        "", "plain", "{{}}", "{message}", "{levelname:<8} {message}", "{lineno:05d}", "{lineno:,}", "{lineno:_x}",
        "{lineno:#x}", "{lineno:c}", "{lineno:.2f}", "{lineno:%}", "{created:.3f}", "{created:,.1f}", "{created:z}",
        "{created:n}", "{name!r:>40}", "{lineno!s:>5}", "{exc_info}", "{args!r:5}", "{name[0]}", "{name[0]:>3}",
        "{lineno.real}", "{created.imag:f}", "{name:*^20.5s}", "{name:0}", "{name:{lineno}}",
        "{name:>{lineno}.{levelno}}",
        "{created:{lineno}.{levelno}f}", "{message:{name[0]}<5}", "{lineno:\u{0665}}",
    ])
    func takesFormat(format: String) {
        #expect(check(format, .format))
        #expect(check(format, .format, true))
    }

    @Test(arguments: [
        "{", "}", "{}", "{0}", "{0.x}", "{name", "{name!", "{name!r", "{name!x}", "{name!}", "{name!rr}", "{name:",
        "{name:{", "{name:d}", "{name:+}", "{name:#}", "{name:=5}", "{name:,}", "{name:5.}", "{name:<<<}", "{lineno:s}",
        "{lineno:.2}", "{lineno:.2d}", "{lineno:+c}", "{lineno:,x}", "{lineno:,_d}", "{lineno:z}", "{created:d}",
        "{created:s}", "{created:.2147483648f}", "{exc_info:5}", "{args:s}", "{name.nope}", "{name[x]}", "{name[]}",
        "{name[99]}", "{name[0}", "{name[0]x}", "{name.}", "{lineno[0]}", "{args[0]}", "{na{me}}", "{name:{levelname}}",
        "{name:{}}", "{name:{lineno:{lineno:{lineno}}}}", "{lineno:99999999999999999999}", "{lineno.denominator.nope}",
    ])
    func refusesFormat(format: String) {
        #expect(!check(format, .format))
        #expect(!check(format, .format, true))
    }

    @Test(arguments: [
        "{foo}", "{foo:d}", "{foo:.1f}", "{ name }", "{Name!r:>5}", "{.real}", "{name:{width}}", "{²}",
    ])
    func takesOtherFieldsInFormatIfTold(format: String) {
        #expect(!check(format, .format))
        #expect(check(format, .format, true))
    }

    // MARK: Template

    @Test(arguments: [
        "", "plain", "$$", "$$name", "$message", "${message}", "$name.x", "$name$lineno", "${exc_info}}",
        "$name\u{301}",
    ])
    func takesTemplate(format: String) {
        #expect(check(format, .template))
        #expect(check(format, .safeTemplate))
    }

    @Test(arguments: [
        "$", "$ ", "$9", "${", "${}", "${name", "${ name}", "${name }", "$é", "$$$", "${na-me}", "$\u{212A}",
        "$\u{301}name",
    ])
    func refusesTemplate(format: String) {
        #expect(!check(format, .template))
        #expect(!check(format, .template, true))
        #expect(check(format, .safeTemplate))
    }

    @Test(arguments: ["$foo", "${foo}", "$_", "$Name", "$names", "$name9"])
    func takesOtherFieldsInTemplateIfTold(format: String) {
        #expect(!check(format, .template))
        #expect(check(format, .template, true))
        #expect(check(format, .safeTemplate))
    }

    // MARK: Formatter

    @Test func knowsOneFormatter() throws {
        try LogFormatCheck.check(formatter: nil)
        try LogFormatCheck.check(formatter: "logging.Formatter")
        #expect(
            throws: ConversionError("there is no formatter 'zope.Formatter': only logging.Formatter is built in")
        ) {
            try LogFormatCheck.check(formatter: "zope.Formatter")
        }
    }
}
