import Testing

/// How the log is written, and how much of it.
@Suite(.timeLimit(.minutes(5))) struct LogFormatTests {
    let folder: TestFolder

    init() throws {
        folder = try TestFolder()
    }

    private let failing = "ShutdownIfIdle 1m\n<Command Bad>\nRunEvery 1h\nCommand /bin/false\n</Command>"

    @Test func linesForPeople() async throws {
        let ended = try await folder.runToEnd(failing, [])
        #expect(ended.status == 0)
        let times = ended.errorLines.map { $0.prefix(13) }
        #expect(times.allSatisfy { $0.wholeMatch(of: /\d\d:\d\d:\d\d\.\d{3}Z/) != nil })
        #expect(
            ended.errorLines.map { $0.dropFirst(13) } == [
                " info     app foo starts",
                " error    bad: run 1 failed: /bin/false: exit status 1; next run in 1h",
                " info     stopping: idle (nothing is scheduled for ShutdownIfIdle)",
                " info     app foo stops: idle",
            ])
    }

    @Test func prioritiesForTheJournal() async throws {
        let script = "JOURNAL_STREAM=$(stat -Lc %d:%i /proc/self/fd/2); export JOURNAL_STREAM; exec \"$0\" \"$@\""
        let lines = try await folder.run(failing, [], by: script) { _ in }.errorLines
        #expect(
            lines == [
                "<6>app foo starts", "<3>bad: run 1 failed: /bin/false: exit status 1; next run in 1h",
                "<6>stopping: idle (nothing is scheduled for ShutdownIfIdle)", "<6>app foo stops: idle",
            ])
        let asked = try await folder.run(failing, ["--log-format", "json"], by: script) { _ in }
        #expect(asked.records.count == asked.errorLines.count)
    }

    @Test func theJournalIsNotMeantWhereTheStreamIsAnother() async throws {
        let ended = try await folder.run(failing, [], environment: ["JOURNAL_STREAM": "8:1"]) { _ in }
        #expect(ended.errorLines.allSatisfy { !$0.hasPrefix("<") })
        let asked = try await folder.runToEnd(failing, ["--log-format", "journal"])
        #expect(asked.errorLines.first == "<6>app foo starts")
    }

    @Test(arguments: [
        ("trace", 6), ("debug", 6), ("info", 4), ("notice", 1), ("warning", 1), ("error", 1), ("critical", 0),
    ])
    func theLevelDecidesHowMuch(level: String, count: Int) async throws {
        let ended = try await folder.runToEnd(failing, ["--log-format", "json", "--log-level", level])
        #expect(ended.status == 0)
        #expect(ended.records.count == count && ended.errorLines.count == count)
        #expect(ended.outputLines.count == 1)
    }

    @Test func aDaemonMayHaveALevelOfItsOwn() async throws {
        let ended = try await folder.runToEnd(
            """
            ShutdownIfIdle 1m
            <Command loud>
            RunEvery 1h
            LogLevel debug
            Command echo loud
            </Command>
            <Command usual>
            RunEvery 1h
            Command echo usual
            </Command>
            <Command silent>
            RunEvery 1h
            LogLevel error
            Command echo silent
            </Command>
            """, ["--log-format", "json"])
        func events(_ daemon: JSONValue) -> [JSONValue] {
            ended.records.filter { $0["daemon"] == daemon }.compactMap { $0["event"] }
        }
        #expect(events("loud") == ["run", "output", "finish"])
        #expect(events("usual") == ["output"])
        #expect(events("silent") == [])
    }

    @Test(arguments: ["human", "journal"])
    func whatDoesNotPrintIsEscaped(format: String) async throws {
        let ended = try await folder.runToEnd(odd, ["--log-format", format])
        #expect(ended.errors.contains("x\\u{1B}y: a\\xFF\\x1B[1m\\xC2\\x9Bü\\tb\n"))
        #expect(!ended.errors.contains("\u{1B}") && !ended.errors.contains("\u{FFFD}"))
    }

    @Test func whatDoesNotPrintIsEscapedInObjects() async throws {
        let ended = try await folder.runToEnd(odd, ["--log-format", "json"])
        let record = try #require(ended.records.first { $0["event"] == "output" })
        #expect(record["daemon"] == "x\u{1B}y")
        #expect(record["line"] == "a\\xFF\\x1B[1m\\xC2\\x9Bü\\tb")
        #expect(ended.records.count == ended.errorLines.count && !ended.errors.contains("\u{1B}"))
    }

    private let odd = """
        ShutdownIfIdle 1m
        <Command x\u{1B}y>
        RunEvery 1h
        Shell yes
        Command printf 'a\\377\\033[1m\\302\\233ü\\tb\\n'
        </Command>
        """
}
