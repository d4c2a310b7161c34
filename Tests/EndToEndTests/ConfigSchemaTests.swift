import Testing

/// `config schema`, and how `config` helps.
@Suite(.timeLimit(.minutes(5))) struct ConfigSchemaTests {
    let folder: TestFolder

    init() throws {
        folder = try TestFolder()
    }

    private func schema(_ arguments: String...) async throws -> Ended {
        try await Binary.run(["config", "schema"] + arguments, in: folder.path)
    }

    @Test func theOwnSchemaIsPrintedAsXML() async throws {
        let ended = try await schema()
        #expect(ended.status == 0 && ended.errors.isEmpty)
        #expect(ended.output.hasPrefix("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<schema>\n"))
        #expect(ended.output.hasSuffix("</schema>\n"))
        for name in ["DaemonApp", "Command", "SimulatedDaemon"] {
            #expect(ended.output.contains("<sectiontype name=\"\(name)\""))
        }
        #expect(ended.output.utf8.allSatisfy { $0 == 0x0A || (0x20...0x7E).contains($0) })
        #expect(try await schema("--format", "xml") == ended)
    }

    @Test func theOwnSchemaIsRight() async throws {
        let file = try folder.write("own.xml", try await schema().output)
        #expect(
            try await Binary.run("config", "check", "--schema", file)
                == Ended(status: 0, output: "\(file): no errors\n", errors: ""))
    }

    @Test(arguments: [
        ("html", "<!doctype html>", "</html>\n", "<title>Configuration of daemonapp</title>"),
        ("markdown", "<!-- Generated from the schema. -->\n\n# Configuration of daemonapp\n", "\n", "RunEvery"),
    ])
    func aReferenceIsPrinted(format: String, start: String, end: String, part: String) async throws {
        let ended = try await schema("--format", format)
        #expect(ended.status == 0 && ended.errors.isEmpty)
        #expect(ended.output.lowercased().hasPrefix(start.lowercased()) && ended.output.hasSuffix(end))
        #expect(ended.output.contains(part))
    }

    @Test func anotherSchemaIsPrinted() async throws {
        try folder.write(
            "a<b.xml",
            "<schema>\n<sectiontype name='a'><key name='b' default='&lt;'/></sectiontype>"
                + "<section type='a' attribute='a'/></schema>"
        )
        let xml = try await schema("--schema", "a<b.xml")
        #expect(
            xml.output == """
                <?xml version="1.0" encoding="utf-8"?>
                <schema>

                  <sectiontype name="a">
                    <key name="b" datatype="string" default="&lt;"/>
                  </sectiontype>

                  <section type="a" name="*" attribute="a"/>
                </schema>

                """)
        let html = try await schema("--schema", "a<b.xml", "--format", "html")
        #expect(html.status == 0 && html.output.contains("<title>a&lt;b.xml</title>"))
        let titled = try await schema("--schema", "a<b.xml", "--format", "html", "--title", "T & <t>")
        #expect(titled.output.contains("<title>T &amp; &lt;t&gt;</title>"))
        let markdown = try await schema("--schema", "a<b.xml", "--format", "markdown", "--title", "T")
        #expect(markdown.output.contains("\n# T\n"))
    }

    @Test(arguments: ["xml", "html", "markdown"])
    func aSchemaThatIsWrongIsNotPrinted(format: String) async throws {
        try folder.write("wrong.xml", "<schema>\n<key name='a'></schema>")
        let wrong = try await schema("--schema", "wrong.xml", "--format", format)
        #expect(
            wrong
                == Ended(
                    status: 78, output: "",
                    errors:
                        "wrong.xml:2: schema: the XML is not well-formed: mismatched tag\n    <key name='a'></schema>\n"
                ))
        let missing = try await schema("--schema", "none.xml", "--format", format)
        #expect(
            missing
                == Ended(
                    status: 66, output: "", errors: "none.xml: resource: cannot be read: No such file or directory\n"))
    }

    @Test func componentsArePrintedToo() async throws {
        try folder.write("log.xml", "<schema><import package='ZConfig.components.logger'/></schema>")
        let ended = try await schema("--schema", "log.xml")
        #expect(ended.status == 0 && ended.output.contains("<sectiontype name=\"email-notifier\""))
    }

    // MARK: Help

    @Test(arguments: [["config"], ["config", "dump"], ["config", "check"], ["config", "schema"]])
    func helpHasExamples(command: [String]) async throws {
        let ended = try await Binary.run(command + ["--help"])
        #expect(ended.status == 0 && ended.errors.isEmpty)
        #expect(ended.output.contains("USAGE: daemonapp \(command.joined(separator: " "))"))
        let examples = try #require(ended.output.firstRange(of: "EXAMPLES:\n"))
        #expect(
            ended.output[examples.upperBound...].drop { $0 == " " }.hasPrefix(
                "daemonapp \(command.joined(separator: " "))"))
        let lines = ended.output.split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 80 || $0.hasPrefix("USAGE: ") })
        #expect(try await Binary.run(["help"] + command).output == ended.output)
    }

    @Test func aloneItHelps() async throws {
        let ended = try await Binary.run("config")
        #expect(ended.status == 0 && ended.errors.isEmpty)
        for name in ["dump", "check", "schema"] { #expect(ended.output.contains("\n  \(name) ")) }
    }

    @Test(arguments: [["config", "dance"], ["config", "schema", "--format", "pdf"], ["config", "schema", "a.xml"]])
    func wrongUseIsAnError(arguments: [String]) async throws {
        let ended = try await Binary.run(arguments)
        #expect(ended.status == 64 && ended.output.isEmpty)
        #expect(ended.errors.hasPrefix("Error: ") && ended.errors.contains("Usage: daemonapp config"))
    }

    @Test(arguments: [["schema"], ["schema", "--format", "html"], ["dump", "app.conf"]])
    func aDiskThatIsFullIsTold(arguments: [String]) async throws {
        try folder.write("app.conf", "<DaemonApp a/>\n")
        let ended = try await Binary.run(
            ["config"] + arguments, in: folder.path, by: "exec \"$0\" \"$@\" > /dev/full")
        #expect(
            ended == Ended(status: 74, output: "", errors: "the output cannot be written: No space left on device\n"))
    }
}
