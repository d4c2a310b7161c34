import Testing

/// What `simulate` prints, and what it leaves alone.
@Suite(.timeLimit(.minutes(5))) struct SimulateTests {
    let folder: TestFolder

    init() throws {
        folder = try TestFolder()
    }

    private var proposal: String { "\(GoldenTraceTests.folder)/proposal/app.conf" }

    @Test func aTableHasARowADaemon() async throws {
        let ended = try await Binary.run("simulate", proposal)
        #expect(ended.status == 0 && ended.errors.isEmpty)
        let rows = ended.outputLines.map { $0.split(separator: /\s\s+/).map(String.init) }
        #expect(
            rows.first == ["DAEMON", "RUNS", "WORKED", "IDLE", "FAILED", "FIRST", "LAST", "LONGEST WAIT", "NEXT"])
        #expect(rows.dropFirst().first == ["mail-queues", "4", "0", "4", "0", "0s", "15m", "5m", "20m"])
        #expect(rows.dropFirst(3).first == ["collective", "11", "0", "11", "0", "0s", "14m", "2m", "16m"])
        #expect(ended.outputLines.count == 5)
        #expect(ended.outputLines.last?.hasPrefix("foo stops at 15m: idle") == true)
        #expect(ended.outputLines.last?.hasSuffix("next due at 16m") == true)
    }

    @Test func aPictureIsAnSVG() async throws {
        let ended = try await Binary.run("simulate", proposal, "--format", "svg")
        #expect(ended.status == 0 && ended.errors.isEmpty)
        #expect(ended.output.contains("<svg ") && ended.output.contains("viewBox="))
        #expect(ended.output.hasSuffix("</svg>\n"))
        #expect(ended.output.matches(of: /<g data-daemon="/).count == 3)
    }

    @Test func aTraceEndsWhereTheSimulationEnds() async throws {
        let ended = try await Binary.run("simulate", proposal, "--format", "trace", "--for", "1m 30s")
        #expect(ended.status == 0 && ended.errors.isEmpty)
        #expect(ended.outputLines.last == #"{"at":90,"event":"end"}"#)
        #expect(ended.outputLines.dropLast().last?.hasPrefix(#"{"at":90,"event":"finish","#) == true)
    }

    @Test func anHourOfAHundredDaemonsIsPlayed() async throws {
        let daemons = (0..<100).map { "<SimulatedDaemon d\($0)>\nRunEvery \($0 + 1)s\nJitter 0.5\n</SimulatedDaemon>" }
        let file = try folder.configure(daemons.joined(separator: "\n"))
        let ended = try await Binary.run("simulate", file, "--format", "trace", "--seed", "7")
        #expect(ended.status == 0)
        #expect(ended.outputLines.count > 10_000)
        #expect(ended.outputLines.last == #"{"at":3600,"event":"end"}"#)
        #expect(try await Binary.run("simulate", file, "--format", "trace", "--seed", "7") == ended)
        #expect(try await Binary.run("simulate", file, "--format", "trace", "--seed", "8") != ended)
    }

    @Test(arguments: ["simulate", "check"])
    func nothingThatTheFileNamesIsTouched(command: String) async throws {
        let file = try folder.configure(
            """
            <Command a>
            RunEvery 1s
            Command touch \(folder["touched"])
            WorkingDirectory \(folder["none"])
            LockFile \(folder["lock"])
            </Command>
            """)
        let ended = try await Binary.run(command, file)
        #expect(ended.status == 0)
        #expect(ended.errorLines.allSatisfy { command == "check" && $0.contains(": warning: ") })
        #expect(TestFolder.names(in: folder.path) == ["app.conf"])
    }

    @Test(arguments: [
        "{", "[]", #"{"daemons":{"nobody":{}}}"#, #"{"daemon":{}}"#, #"{"daemons":{"a":{"secondsPerUnit":-1}}}"#,
        #"{"daemons":{"a":{"arrivals":[[1,0.5]]}}}"#, #"{"daemons":{"a":{"arrivals":[[1,10000001]]}}}"#,
        #"{"wakes":[[1,"nobody"]]}"#, #"{"requests":[1]}"#, "{} {}", "\u{1B}",
    ])
    func aBadWorkloadIsAnError(text: String) async throws {
        let file = try folder.configure("<SimulatedDaemon a>\nRunEvery 1s\n</SimulatedDaemon>")
        let workload = try folder.write("workload.json", text)
        for format in ["trace", "table", "svg"] {
            let ended = try await Binary.run("simulate", file, "--workload", workload, "--format", format)
            #expect(ended.status == 65 && ended.output.isEmpty)
            #expect(ended.errorLines.count == 1 && ended.errors.hasPrefix("\(workload): "))
            #expect(!ended.errors.contains("\u{1B}"))
        }
    }

    @Test func aWorkloadThatIsNotThereIsMissing() async throws {
        let file = try folder.configure("")
        for (path, words) in [("none.json", "No such file or directory"), ("", "Is a directory")] {
            let ended = try await Binary.run("simulate", file, "--workload", folder[path])
            #expect(ended == Ended(status: 66, output: "", errors: "\(folder[path]): cannot be read: \(words)\n"))
        }
    }
}
