import Testing

/// `config check`: everything that is wrong with configurations of any schema.
@Suite(.timeLimit(.minutes(5))) struct ConfigCheckTests {
    let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        try folder.write(
            "schema.xml",
            """
            <schema>
              <sectiontype name="server"><key name="port" datatype="port-number" required="yes"/></sectiontype>
              <key name="title"/>
              <multisection type="server" name="*" attribute="servers"/>
            </schema>
            """)
        try folder.write("good.conf", "title a\n")
        try folder.write("bad.conf", "titel a\n<server>\n  port  x\n</server>\n<server>\n</server>\n")
    }

    private func check(_ arguments: String...) async throws -> Ended {
        try await Binary.run(["config", "check"] + arguments, in: folder.path)
    }

    @Test func allErrorsArePrinted() async throws {
        let ended = try await check("--schema", "schema.xml", "bad.conf")
        #expect(ended.status == 78 && ended.output.isEmpty)
        let lines = ended.errorLines.map { $0.prefix { $0 != ";" }.prefix(60) }
        #expect(ended.errorLines.count == 6)
        #expect(
            lines.enumerated().filter { $0.offset.isMultiple(of: 2) }.map { $0.element.prefix(24) } == [
                "bad.conf:1: configuratio", "bad.conf:3: conversion: ", "bad.conf:6: syntax: no v",
            ])
        #expect(
            lines.enumerated().filter { !$0.offset.isMultiple(of: 2) }.map(\.element) == [
                "    titel a", "      port  x", "    </server>",
            ])
    }

    @Test func whatIsRightIsSaidSo() async throws {
        #expect(
            try await check("--schema", "schema.xml", "good.conf", "good.conf")
                == Ended(status: 0, output: "good.conf: no errors\ngood.conf: no errors\n", errors: ""))
    }

    @Test func everyFileIsChecked() async throws {
        let ended = try await check("--schema", "schema.xml", "bad.conf", "none.conf", "good.conf", "bad.conf")
        #expect(ended.status == 78 && ended.output == "good.conf: no errors\n")
        #expect(ended.errorLines.count == 13)
        #expect(ended.errorLines[6] == "none.conf: resource: cannot be read: No such file or directory")
    }

    /// A wrong file counts for more than a missing one, wherever it stands.
    @Test(arguments: [
        (["none.conf"], 66), (["none.conf", "good.conf"], 66), (["good.conf", "none.conf"], 66),
        (["none.conf", "bad.conf"], 78), (["bad.conf", "none.conf"], 78), (["latin.conf"], 78),
        (["latin.conf", "none.conf"], 78), (["many.conf"], 78), (["including.conf"], 78),
    ])
    func theExitStatusIsThatOfTheWorstFile(files: [String], status: Int) async throws {
        try folder.write("latin.conf", [0x61, 0x20, 0xFC])
        try folder.write("many.conf", String(repeating: "x\n", count: 10_010))
        try folder.write("including.conf", "%include none.conf\n")
        let ended = try await Binary.run(["config", "check", "--schema", "schema.xml"] + files, in: folder.path)
        #expect(ended.status == status)
        #expect(ended.output == (files.contains("good.conf") ? "good.conf: no errors\n" : ""))
    }

    @Test func withoutFilesTheSchemaIsChecked() async throws {
        #expect(
            try await check("--schema", "schema.xml") == Ended(status: 0, output: "schema.xml: no errors\n", errors: "")
        )
        #expect(try await check() == Ended(status: 0, output: "the schema of daemonapp: no errors\n", errors: ""))
        try folder.write("wrong.xml", "<schema>\n<wrong/></schema>")
        #expect(
            try await check("--schema", "wrong.xml", "good.conf")
                == Ended(
                    status: 78, output: "", errors: "wrong.xml:2: schema: Unknown tag 'wrong'\n    <wrong/></schema>\n")
        )
        let missing = try await check("--schema", "none.xml")
        #expect(
            missing
                == Ended(
                    status: 66, output: "", errors: "none.xml: resource: cannot be read: No such file or directory\n"))
    }

    @Test func theProgramsOwnSchemaIsTheDefault() async throws {
        let file = try folder.configure("ShutdownAftr 1s\n<Command a>\nRunEvery soon\n</Command>")
        let ended = try await check(file)
        #expect(ended.status == 78 && ended.output.isEmpty)
        #expect(
            ended.errorLines.first?.hasPrefix("\(file):3: configuration: 'ShutdownAftr' is not a known key") == true)
        #expect(ended.errorLines.contains("    ShutdownAftr 1s"))
        try folder.configure("<Command a>\nRunEvery 1s\nCommand true\n</Command>")
        #expect(try await check(file) == Ended(status: 0, output: "\(file): no errors\n", errors: ""))
    }

    @Test func overridesCountForEachFile() async throws {
        try folder.write("one.conf", "<server>\n</server>\n")
        #expect(
            try await check("--schema", "schema.xml", "one.conf", "one.conf", "-oserver/port=1")
                == Ended(status: 0, output: "one.conf: no errors\none.conf: no errors\n", errors: ""))
        let ended = try await check("--schema", "schema.xml", "one.conf", "--set", "server/port=x", "-otitel=1")
        #expect(ended.status == 78 && ended.output.isEmpty)
        #expect(Set(ended.errorLines.map { $0.prefix { $0 != ":" } }) == ["--set server/port", "--set titel"])
    }

    @Test func controlCharactersAreEscaped() async throws {
        try folder.write("a\u{1B}\n.conf", "\u{1B}[1mkey\u{9B} x\u{7}\n")
        let ended = try await check("--schema", "schema.xml", "a\u{1B}\n.conf")
        #expect(ended.status == 78 && ended.output.isEmpty && ended.errorLines.count == 2)
        #expect(ended.errors.hasPrefix(#"a\x1b\n.conf:1: "#))
        #expect(!ended.errors.unicodeScalars.contains { $0.properties.generalCategory == .control && $0 != "\n" })
        try folder.write("good\u{7}.conf", "")
        #expect(
            try await check("--schema", "schema.xml", "good\u{7}.conf").output.unicodeScalars.allSatisfy {
                $0 == "\n" || $0.properties.generalCategory != .control
            })
    }

    @Test func aNameOfASchemaIsEscapedToo() async throws {
        try folder.write("s\u{1B}.xml", "<schema/>")
        let ended = try await check("--schema", "s\u{1B}.xml")
        #expect(ended == Ended(status: 0, output: #"s\x1b.xml: no errors"# + "\n", errors: ""))
    }

    @Test func severalHandlersThatBreakRulesAreAllSaid() async throws {
        try folder.write(
            "log.xml",
            """
            <schema>
              <import package="ZConfig.components.logger"/>
              <section type="ZConfig.logger.log" attribute="log"/>
            </schema>
            """)
        try folder.write(
            "log.conf",
            """
            <eventlog>
              <logfile>
                path STDOUT
                delay yes
              </logfile>
              <syslog>
                format %(none)s
              </syslog>
            </eventlog>

            """)
        let ended = try await check("--schema", "log.xml", "log.conf")
        #expect(ended.status == 78 && ended.output.isEmpty && ended.errorLines.count == 4)
        #expect(ended.errorLines.first?.hasPrefix("log.conf:9: conversion: <logfile> at log.conf:2: ") == true)
        #expect(
            ended.errorLines.dropFirst(2).first?.hasPrefix("log.conf:9: conversion: <syslog> at log.conf:6: ") == true)
    }

    @Test(arguments: [["--schema"], ["-o"], ["a.conf", "--format", "xml"], ["--schemaless", "a.conf"]])
    func wrongUseIsAnError(arguments: [String]) async throws {
        let ended = try await Binary.run(["config", "check"] + arguments)
        #expect(ended.status == 64 && ended.output.isEmpty)
        #expect(ended.errors.hasPrefix("Error: ") && ended.errors.contains("Usage: daemonapp config check"))
    }
}
