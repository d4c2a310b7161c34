import Glibc
import Testing

/// Logs that go where the sections of the configuration say.
@Suite(.timeLimit(.minutes(5))) struct LogFileTests {
    let folder: TestFolder

    init() throws {
        folder = try TestFolder()
    }

    private func lines(_ name: String) throws -> [String] {
        try TestFolder.text(of: folder[name]).split(separator: "\n").map(String.init)
    }

    /// An event log with a file, and the standard error stream for the test to follow.
    private func eventLog(_ path: String, _ lines: String = "") -> String {
        """
        <eventlog>
        level debug
        <logfile>
        path \(path)
        format %(message)s
        \(lines)
        </logfile>
        <logfile>
        path STDERR
        </logfile>
        </eventlog>
        """
    }

    /// The messages on the standard error stream.
    private func messages(_ ended: Ended) -> [String] {
        ended.records.compactMap { $0["message"]?.string }
    }

    @Test func eachGetsWhatItIsToHave() async throws {
        try folder.write(
            "app.conf",
            """
            <eventlog>
              level warning
              <logfile>
                path \(folder["all.log"])
                style template
                format $$levelname $$name: $$message
              </logfile>
            </eventlog>
            <DaemonApp foo>
              ControlSocket \(folder["socket"])
              ShutdownIfIdle 1m
              <logger>
                name Loud
                level debug
                propagate no
                <logfile>
                  path   STDOUT
                  format %(levelno)d %(name)s %(event)s
                  arbitrary-fields yes
                </logfile>
              </logger>
              <Command loud>
                RunEvery 1h
                Command  echo hello
              </Command>
              <Command bad>
                RunEvery 1h
                Command  /bin/false
              </Command>
              <Command own>
                RunEvery 1h
                LogLevel info
                Command  echo own
              </Command>
            </DaemonApp>
            """)
        let ended = try await Binary.run(["run", folder["app.conf"]])
        #expect(ended.status == 0 && ended.errors == "")
        #expect(
            try lines("all.log").sorted() == [
                "ERROR bad: run 1 failed: /bin/false: exit status 1; next run in 1h", "INFO own: own",
            ])
        #expect(ended.outputLines.dropLast() == ["10 loud run", "20 loud output", "10 loud finish"])
        #expect(ended.outputLines.last?.hasPrefix("foo stopped: idle") == true)
        let asked = try await Binary.run(["run", folder["app.conf"], "--log-level", "info"])
        #expect(asked.errors == "")
        #expect(try lines("all.log").dropFirst(2).first == "INFO foo: app foo starts")
    }

    @Test func aHandlerWithoutAFormWritesObjectsWhereTheyAreAskedFor() async throws {
        let ended = try await folder.runToEnd(
            "ShutdownIfIdle 1m\n<eventlog>\n<logfile>\npath \(folder["a.log"])\n</logfile>\n</eventlog>",
            ["--log-format", "json"])
        #expect(ended.errors == "")
        let records = try lines("a.log").map { LogRecord($0) }
        #expect(records.first??["event"] == "start" && records.allSatisfy { $0 != nil })
        let plain = try await folder.runToEnd(
            "ShutdownIfIdle 1m\n<eventlog>\n<logfile>\npath \(folder["b.log"])\n</logfile>\n</eventlog>", [])
        #expect(plain.errors == "")
        let first = try lines("b.log").prefix(2)
        #expect(first.first == "------")
        #expect(first.last?.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d INFO foo app foo starts/) != nil)
    }

    @Test func anEventLogWithoutHandlersIsTheStandardErrorStream() async throws {
        let ended = try await folder.runToEnd("ShutdownIfIdle 1m\n<eventlog>\nlevel 25\n</eventlog>", [])
        #expect(ended.status == 0 && ended.errors == "")
        let asked = try await folder.runToEnd(
            "ShutdownIfIdle 1m\n<eventlog>\nlevel 25\n</eventlog>", ["--log-level", "info"])
        #expect(asked.errorLines.first?.hasSuffix("Z info     app foo starts") == true)
    }

    @Test func nothingIsLostWhileFilesAreRotated() async throws {
        let ended = try await folder.runToEnd(
            """
            ShutdownIfIdle 1m
            <eventlog>
            <logfile>
            path \(folder["a.log"])
            format %(message)s
            max-size 8kb
            old-files 1000
            </logfile>
            </eventlog>
            <Command flood>
            RunEvery 1h
            Command seq 1 20000
            </Command>
            """, [])
        #expect(ended.status == 0 && ended.errors == "")
        let count = TestFolder.names(in: folder.path).count { $0.hasPrefix("a.log") }
        #expect(count > 10)
        var all: [String] = []
        for number in (0..<count).reversed() {
            let name = number == 0 ? "a.log" : "a.log.\(number)"
            #expect(try TestFolder.text(of: folder[name]).utf8.count < 8192)
            all += try lines(name)
        }
        let isComplete = all.filter { Int($0) != nil } == (1...20_000).map(String.init)
        #expect(isComplete, "\(all.count) lines")
        #expect(all.first == "app foo starts" && all.last == "app foo stops: idle")
    }

    @Test func aSignalOpensFilesAnew() async throws {
        let ended = try await folder.run(
            """
            \(eventLog(folder["a.log"]))
            <Command ticker>
            RunEvery 0.02s
            Shell yes
            Command date +%s.%N
            </Command>
            """
        ) { app in
            for number in 1...3 {
                try await app.event("output")
                try #require(unsafe rename(folder["a.log"], folder["a.log.\(number)"]) == 0)
                app.signal(SIGUSR1)
                try await app.record { _ in unsafe access(folder["a.log"], F_OK) == 0 }
            }
            #expect(try await app.ask("stop").status == 0)
        }
        #expect(ended.status == 0)
        let all = try ["a.log.1", "a.log.2", "a.log.3", "a.log"].flatMap { try lines($0) }
        // What two threads log at once may come in another order there.
        #expect(all.sorted() == messages(ended).sorted())
        #expect(all.filter { $0 == "the log files are opened anew" }.count == 3)
        #expect(try lines("a.log").last == "app foo stops: operator")
    }

    @Test(arguments: ["none/a.log", "", "file/a.log"])
    func aFileThatCannotBeOpenedIsAnErrorAtTheStart(name: String) async throws {
        try folder.write("file", "")
        let path = folder[name]
        let ended = try await folder.runToEnd(eventLog(path), [])
        #expect(ended.status == 73 && ended.output == "")
        #expect(ended.errorLines.count == 1)
        #expect(ended.errors.hasPrefix("the log file \(path) cannot be opened: "))
        #expect(!folder.has("socket"))
        #expect(try await Binary.run("check", folder["app.conf"]).status == 0)
    }

    @Test func whatIsWrongIsToldWithItsLine() async throws {
        try folder.write(
            "app.conf",
            """
            <eventlog>
              <logfile>
                path   x
                format %(mesage)s
              </logfile>
            </eventlog>
            <DaemonApp>
              <eventlog/>
              <logger>
                level loud
              </logger>
            </DaemonApp>
            """)
        let ended = try await Binary.run("check", folder["app.conf"])
        #expect(ended.status == 78)
        let places = ended.errorLines.map { $0.dropFirst(folder["app.conf"].count).prefix { $0 != " " } }
        #expect(places == [":4:", ":8:", ":9:", ":10:"])
    }
}
