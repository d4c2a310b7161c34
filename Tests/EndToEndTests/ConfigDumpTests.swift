import Glibc
import Testing

/// `config dump`: the values of a configuration, with a schema in XML, with the program's own, and without any.
@Suite(.timeLimit(.minutes(5))) struct ConfigDumpTests {
    let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        try folder.write(
            "schema.xml",
            """
            <schema>
              <abstracttype name="part"/>
              <sectiontype name="server" implements="part">
                <key name="port" datatype="port-number" default="80" handler="port"/>
                <multikey name="host"/>
              </sectiontype>
              <key name="title"/>
              <multisection type="part" name="*" attribute="parts"/>
            </schema>
            """)
    }

    /// Runs `config dump` in the folder with the schema.
    private func dump(_ text: String, _ arguments: String...) async throws -> Ended {
        try folder.write("main.conf", text)
        return try await run(["--schema", "schema.xml", "main.conf"] + arguments)
    }

    private func run(_ arguments: [String], by script: String? = nil) async throws -> Ended {
        try await Binary.run(["config", "dump"] + arguments, in: folder.path, by: script)
    }

    private func document(_ title: String, port: Int) -> String {
        #"{"config":{"type":null,"name":null,"values":{"title":\#(title),"parts":[{"type":"server","name":"a","#
            + #""values":{"port":\#(port),"host":["x","y"]}}]}},"handlers":["port"]}"# + "\n"
    }

    private let text = "title  A \"b\"\n<server A>\nhost x\nhost y\n</server>\n"

    // MARK: What is printed

    @Test(arguments: [[], ["--format", "json"], ["--format=json"]])
    func aConfigurationIsPrintedAsJSON(arguments: [String]) async throws {
        try folder.write("main.conf", text)
        let ended = try await run(arguments + ["--schema", "schema.xml", "main.conf"])
        #expect(ended == Ended(status: 0, output: document(#""A \"b\"""#, port: 80), errors: ""))
        #expect(try JSONValue(parsing: ended.output)["handlers"] == .array(["port"]))
    }

    @Test func aConfigurationMayComeFromElsewhereThanAFile() async throws {
        try folder.write("main.conf", text)
        let expected = Ended(status: 0, output: document(#""A \"b\"""#, port: 80), errors: "")
        let input = "exec \"$0\" config dump --schema schema.xml /dev/stdin < main.conf"
        #expect(try await run([], by: input) == expected)
        let pipe = "cat main.conf | \"$0\" config dump --schema schema.xml /dev/stdin"
        #expect(try await run([], by: pipe) == expected)
        let fifo = try folder.fifo("fifo")
        let both = "cat main.conf > \(fifo) & \"$0\" config dump --schema schema.xml \(fifo)"
        #expect(try await run([], by: both) == expected)
        let schema = "cat schema.xml | \"$0\" config dump --schema /dev/stdin main.conf"
        #expect(try await run([], by: schema) == expected)
    }

    @Test func theProgramsOwnSchemaIsTheDefault() async throws {
        let file = try folder.configure("<Command b>\nRunEvery 1m 30s\nCommand true\n</Command>")
        let ended = try await Binary.run("config", "dump", file)
        #expect(ended.status == 0 && ended.errors.isEmpty)
        let app = try JSONValue(parsing: ended.output)["config"]?["values"]?["app"]
        #expect(app?["type"] == "daemonapp" && app?["name"] == "foo")
        #expect(app?["values"]?["controlsocket"] == .string(folder["socket"]))
        let daemon = app?["values"]?["daemons"]?.elements.first
        #expect(daemon?["type"] == "command" && daemon?["values"]?["runevery"] == 90)

        // What it says is what the schema that it prints says.
        let schema = try folder.write("own.xml", try await Binary.run("config", "schema").output)
        #expect(try await Binary.run("config", "dump", "--schema", schema, file) == ended)
    }

    @Test func withoutASchemaKeysAndSectionsArePrintedAsTheyAre() async throws {
        try folder.write("main.conf", "%import a.b\nKey $$x\nKey\n<Any Name>\n</any>\n")
        let ended = try await run(["--schemaless", "main.conf"])
        let json =
            #"{"schemaless":{"type":null,"name":null,"keys":{"Key":["$x",""]},"sections":"#
            + #"[{"type":"any","name":"name","keys":{},"sections":[]}]},"imports":["a.b"],"#
            + #""text":"%import a.b\n\nKey $x\nKey \n\n<any name>\n</any>\n"}"#
        #expect(ended == Ended(status: 0, output: json + "\n", errors: ""))
        try folder.write("main.conf", "%define a b\n")
        let define = try await run(["--schemaless", "main.conf"])
        #expect(define.status == 78 && define.output.isEmpty)
        #expect(define.errorLines.first?.hasPrefix("main.conf:1: unsupported: ") == true)
    }

    // MARK: Overrides

    @Test(arguments: [
        ["-oserver/port=8080"], ["-o", "server/port=8080"], ["--set", "A/PORT=8080"], ["--set=a/port=8080"],
        ["-oserver/port=8080", "-otitle=A \"b\""],
    ])
    func aKeyIsSetInAnyWay(arguments: [String]) async throws {
        try folder.write("main.conf", text)
        for order in [["main.conf"] + arguments, arguments + ["main.conf"]] {
            let ended = try await run(["--schema", "schema.xml"] + order)
            #expect(ended == Ended(status: 0, output: document(#""A \"b\"""#, port: 8080), errors: ""))
        }
    }

    @Test func whatIsSetIsTakenAsItIs() async throws {
        #expect(
            try await dump(text, "-otitle= $x=-o ").output == document(#"" $x=-o ""#, port: 80))
        #expect(try await dump(text, "-otitle=").output == document(#""""#, port: 80))
        #expect(try await dump(text, "-o", "title=-oport=1").output == document(#""-oport=1""#, port: 80))
        #expect(
            try await dump(text, "-oserver/host=x", "-oserver/host=y", "-otitle=-").output
                == document(#""-""#, port: 80))
    }

    @Test func afterTwoDashesNothingIsAnOption() async throws {
        try folder.write("-otitle=x", text)
        let ended = try await run(["--schema", "schema.xml", "--", "-otitle=x"])
        #expect(ended == Ended(status: 0, output: document(#""A \"b\"""#, port: 80), errors: ""))
    }

    @Test(arguments: [
        (["-o", ""], "--set : syntax: invalid configuration specifier: PATH=VALUE is wanted"),
        (["-otitle"], "--set title: syntax: invalid configuration specifier: PATH=VALUE is wanted"),
        (["-o=1"], "--set : syntax: '//' is not allowed in an option path, nor a slash at its ends"),
        (["-otitel=1"], "--set titel: configuration: 'titel' is not a known key name; did you mean 'title'?"),
        (
            ["-oservr/port=1"],
            "--set servr/port: configuration: not all command line options were consumed: there is no section 'servr'"
        ),
        (["-oa/port=x"], "--set a/port: conversion: port in <server a>: 'x' is not a port"),
    ])
    func anOverrideThatIsWrongIsRefused(arguments: [String], error: String) async throws {
        try folder.write("main.conf", text)
        let ended = try await run(["--schema", "schema.xml", "main.conf"] + arguments)
        #expect(ended.status == 78 && ended.output.isEmpty)
        #expect(ended.errors.hasPrefix(error))
    }

    // MARK: Errors

    @Test(arguments: [
        (
            "title a\ntitel  b # c\n", "2: configuration: 'titel' is not a known key name; did you mean 'title'?",
            "titel  b # c"
        ),
        ("<servr>\n</servr>\n", "1: syntax: unknown type name: 'servr'; did you mean 'server'?", "<servr>"),
        ("title $none\n", "1: substitution: no replacement for 'none'", "title $none"),
        ("\n  <server>\n", "2: syntax: unclosed sections not allowed: <server> (main.conf:2) has no end", "  <server>"),
        ("title \u{1B}[31m\u{7}\n(\u{1B}\n", "2: syntax: malformed configuration data: a key is wanted", #"(\x1b"#),
        (
            "title \(String(repeating: "x", count: 300))\ntitle \(String(repeating: "\u{FC}", count: 300))\n",
            "2: configuration: 'title' does not support multiple values; it stands at main.conf:1 already",
            "title \(String(repeating: "\u{FC}", count: 194))\u{2026}"
        ),
    ])
    func anErrorIsPrintedWithItsLine(text: String, error: String, line: String) async throws {
        let ended = try await dump(text)
        #expect(ended == Ended(status: 78, output: "", errors: "main.conf:\(error)\n    \(line)\n"))
    }

    @Test func onlyTheFirstErrorIsPrinted() async throws {
        let ended = try await dump("a 1\nb 2\n<server>\nport x\n</server>\n")
        #expect(ended.status == 78 && ended.output.isEmpty && ended.errorLines.count == 2)
        #expect(ended.errorLines.first == "main.conf:1: configuration: 'a' is not a known key name")
    }

    @Test func anErrorOfTheSchemaIsPrintedWithItsLine() async throws {
        try folder.write("main.conf", "")
        try folder.write("wrong.xml", "<schema>\n  <key nme='a'/>\n</schema>\n")
        #expect(
            try await run(["--schema", "wrong.xml", "main.conf"])
                == Ended(
                    status: 78, output: "",
                    errors: "wrong.xml:2: schema: key name must be specified and non-empty\n      <key nme='a'/>\n"))
        try folder.write("default.xml", "<schema>\n<key name='a' datatype='integer' default='x'/>\n</schema>\n")
        let ended = try await run(["--schema", "default.xml", "main.conf"])
        #expect(ended.status == 78 && ended.output.isEmpty)
        #expect(ended.errorLines.first == "default.xml:2: conversion: a: 'x' is not a whole number")
    }

    @Test func whatIsNotUTF8IsAnError() async throws {
        try folder.write("main.conf", Array("title a\n# ".utf8) + [0xFF, 0x0A])
        for options in [["--schema", "schema.xml"], ["--schemaless"]] {
            let ended = try await run(options + ["main.conf"])
            #expect(ended.status == 78 && ended.output.isEmpty && ended.errorLines.count == 1)
            #expect(ended.errors.hasPrefix("main.conf: encoding: "))
        }
    }

    @Test(arguments: [
        ["none.conf", "--schema", "schema.xml"], ["main.conf", "--schema", "none.xml"], ["none.conf", "--schemaless"],
        [".", "--schema", "schema.xml"], ["main.conf", "--schema", "package:a.b:schema.xml"],
    ])
    func aFileThatIsMissingIsSaid(arguments: [String]) async throws {
        try folder.write("main.conf", text)
        let ended = try await run(arguments)
        #expect(ended.status == 66 && ended.output.isEmpty && ended.errorLines.count == 1)
        #expect(ended.errors.contains(": resource: "))
    }

    @Test(arguments: [
        [], ["main.conf", "more.conf"], ["main.conf", "--format", "xml"],
        ["main.conf", "--schemaless", "--schema", "a"],
        ["main.conf", "--schemaless", "-oa=b"], ["main.conf", "-o"], ["main.conf", "--schema"],
        ["main.conf", "--wrong"],
    ])
    func wrongUseIsAnError(arguments: [String]) async throws {
        let ended = try await run(arguments)
        #expect(ended.status == 64 && ended.output.isEmpty)
        #expect(ended.errors.hasPrefix("Error: ") && ended.errors.contains("Usage: daemonapp config dump"))
    }

    // MARK: Packages

    @Test func packagesAreFoundInTheirFolders() async throws {
        for path in ["one", "one/a", "two", "two/a", "two/a/b"] { try #require(unsafe mkdir(folder[path], 0o700) == 0) }
        try folder.write(
            "two/a/b/component.xml", "<component><sectiontype name='extra' implements='part'/></component>")
        try folder.write("two/a/b/schema.xml", "<schema><key name='k' default='v'/></schema>")
        let paths = ["--component-path", "one", "--component-path=two"]

        try folder.write("main.conf", "%import a.b\n<extra/>\n")
        let imported = try await run(["--schema", "schema.xml", "main.conf"] + paths)
        #expect(imported.status == 0 && imported.output.contains(#"{"type":"extra","name":null,"values":{}}"#))

        try folder.write("empty.conf", "")
        let schema = try await run(["--schema", "package:a.b:schema.xml", "empty.conf"] + paths)
        #expect(schema.output == #"{"config":{"type":null,"name":null,"values":{"k":"v"}},"handlers":[]}"# + "\n")

        // The first folder with the package counts, whether it has the file or not.
        try folder.write("main.conf", "%import a\n")
        let without = try await run(["--schema", "schema.xml", "main.conf"] + paths)
        #expect(without.status == 78 && without.output.isEmpty)
        #expect(
            without.errors.hasPrefix("main.conf:1: resource: package:a:component.xml: cannot be read: No such file"))
        try folder.write("main.conf", "%import c\n")
        let unknown = try await run(["--schema", "schema.xml", "main.conf"] + paths)
        #expect(unknown.errors.contains("could not load package c: looked in one, two"))
        let none = try await run(["--schema", "schema.xml", "main.conf"])
        #expect(none.errors.contains("could not load package c: no folder with packages is given"))
    }

    // MARK: Streams

    @Test func aClosedStandardOutputIsTold() async throws {
        try folder.write("main.conf", text)
        let closed = try await run([], by: "\"$0\" config dump --schema schema.xml main.conf >&-; echo $? >&2")
        #expect(
            closed == Ended(status: 0, output: "", errors: "the output cannot be written: Bad file descriptor\n74\n"))
        let all = try await run([], by: "\"$0\" config dump --schema schema.xml main.conf <&- >&- 2>&-; echo $?")
        #expect(all == Ended(status: 0, output: "74\n", errors: ""))
        let error = try await run([], by: "\"$0\" config dump --schema schema.xml none.conf <&- >&- 2>&-; echo $?")
        #expect(error == Ended(status: 0, output: "66\n", errors: ""))
    }
}
