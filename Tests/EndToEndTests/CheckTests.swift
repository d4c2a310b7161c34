import Glibc
import Testing

/// What is said about a configuration that is wrong.
@Suite(.timeLimit(.minutes(5))) struct CheckTests {
    let folder: TestFolder

    init() throws {
        folder = try TestFolder()
    }

    /// Line and error, without which the rest would be right.
    private let wrong = [
        ("<DaemonApp foo>", nil),
        (
            "ShutdownAftr 3s",
            "configuration: 'ShutdownAftr' is not a known key name in <DaemonApp foo>; did you mean 'ShutdownAfter'?"
        ),
        ("Concurrency 0", "conversion: Concurrency in <DaemonApp foo>: '0' is out of range; it must be 1 or more"),
        ("(nonsense", "syntax: malformed configuration data: a key is wanted"),
        ("<Command a>", nil),
        ("RunEvry 3s", "configuration: 'RunEvry' is not a known key name in <Command a>; did you mean 'RunEvery'?"),
        (
            "RunEvery soon",
            "conversion: RunEvery in <Command a>: 'soon' is not a length of time: "
                + "numbers, each followed by one of w d h m s, as in 15m, 0.25s or 1h 30m"
        ),
        ("Command", "conversion: Command must name a program"),
        ("</Command>", nil),
        ("<Commnd b>", "syntax: unknown type name: 'commnd'; did you mean 'Command'?"),
        ("RunEvery never", nil),
        ("</Commnd>", nil),
        ("<SimulatedDaemon>", "configuration: no values for 'RunEvery'; 1 required in <SimulatedDaemon>"),
        ("Priority $nothing", "substitution: no replacement for 'nothing'"),
        ("</SimulatedDaemon>", nil),
        (
            "<SimulatedDaemon>",
            "configuration: there is a daemon 'simulateddaemon' already; "
                + "give this one a name of its own: <SimulatedDaemon NAME>"
        ),
        ("RunEvery 10s", nil),
        ("MaximumIdle 1s", "conversion: MaximumIdle must be at least RunEvery"),
        ("MinimumIdle 20s", "conversion: MinimumIdle must be at most RunEvery"),
        ("Floor top", "conversion: Floor in <SimulatedDaemon>: 'top' is none of shared, own"),
        ("</SimulatedDaemon>", nil),
        ("</DaemonApp>", nil),
    ]

    @Test(arguments: ["check", "run", "simulate"])
    func allErrorsAreSaidAtOnce(command: String) async throws {
        let file = try folder.write("app.conf", wrong.map { "  \($0.0)\n" }.joined())
        let ended = try await Binary.run(command, file)
        #expect(ended.status == 78 && ended.output.isEmpty)
        let errors = wrong.enumerated().compactMap { line, text in text.1.map { "\(file):\(line + 1): \($0)" } }
        #expect(ended.errorLines == errors)
    }

    @Test func theKeysOfACommandHaveTheirRanges() async throws {
        let keys = [
            "KillAfter -1s", "IdleStatus 256", "DoneStatus -1", "Environment =x", "User nobody-there", "Shell perhaps",
        ]
        for key in keys {
            let ended = try await check(
                "<DaemonApp>\n<Command a>\nRunEvery 1s\nCommand true\n\(key)\n</Command>\n</DaemonApp>\n")
            #expect(ended.status == 78 && ended.output.isEmpty)
            #expect(ended.errorLines.count == 1)
            #expect(ended.errors.hasPrefix("\(folder["app.conf"]):5: conversion: "))
        }
    }

    @Test func whatIsRightIsSaidSo() async throws {
        let ended = try await check(
            "<DaemonApp Foo>\n<SimulatedDaemon a>\nRunEvery 1s\n</SimulatedDaemon>\n</DaemonApp>\n")
        #expect(ended == Ended(status: 0, output: "\(folder["app.conf"]): foo with 1 daemon: no errors\n", errors: ""))
    }

    @Test(arguments: ["check", "run", "simulate"])
    func aFileThatIsNotThereIsMissing(command: String) async throws {
        let ended = try await Binary.run(command, folder["none.conf"])
        let words = "\(folder["none.conf"]): resource: cannot be read: No such file or directory\n"
        #expect(ended == Ended(status: 66, output: "", errors: words))
    }

    @Test func aFolderIsNoFile() async throws {
        let ended = try await Binary.run("run", folder.path)
        #expect(
            ended == Ended(status: 66, output: "", errors: "\(folder.path): resource: cannot be read: Is a directory\n")
        )
    }

    @Test(.enabled(if: geteuid() != 0, "root may read everything"))
    func aFileThatMayNotBeReadIsMissing() async throws {
        let file = try folder.write("secret.conf", "", mode: 0)
        let ended = try await Binary.run("check", file)
        #expect(
            ended == Ended(status: 66, output: "", errors: "\(file): resource: cannot be read: Permission denied\n"))
    }

    @Test func anIncludedFileThatIsMissingIsAnError() async throws {
        let ended = try await check("<DaemonApp>\n%include none.conf\n</DaemonApp>\n")
        #expect(ended.status == 78 && ended.output.isEmpty)
        #expect(ended.errorLines.count == 1)
        #expect(ended.errors.contains("none.conf: resource: cannot be read: No such file or directory"))
    }

    @Test func errorsAreSaidWithTheFileTheyAreIn() async throws {
        try folder.write("part.conf", "\nRunEvery soon\n")
        let ended = try await check(
            "<DaemonApp>\n<SimulatedDaemon a>\n%include part.conf\n</SimulatedDaemon>\n</DaemonApp>\n")
        #expect(ended.status == 78 && ended.output.isEmpty)
        #expect(
            ended.errors.hasPrefix("\(folder["part.conf"]):2: conversion: RunEvery in <SimulatedDaemon a>: 'soon' "))
    }

    @Test func whatIsNotUTF8IsAnError() async throws {
        let file = try folder.write("app.conf", Array("<DaemonApp>\n# ".utf8) + [0xFF] + Array("\n</DaemonApp>\n".utf8))
        let ended = try await Binary.run("check", file)
        #expect(ended.status == 78 && ended.output.isEmpty)
        #expect(ended.errorLines.count == 1 && ended.errors.hasPrefix("\(file): encoding: "))
    }

    @Test func aFileWithoutAnAppIsAnError() async throws {
        let ended = try await check("# nothing\n")
        let words = "\(folder["app.conf"]): configuration: there is no <DaemonApp> section\n"
        #expect(ended == Ended(status: 78, output: "", errors: words))
    }

    @Test func controlCharactersOfAFileAreEscaped() async throws {
        let ended = try await check("<DaemonApp>\n\u{1B}[1mkey x\n</DaemonApp>\n")
        #expect(ended.status == 78 && ended.output.isEmpty)
        #expect(ended.errors.hasPrefix("\(folder["app.conf"]):2: "))
        #expect(!ended.errors.contains("\u{1B}") && ended.errors.contains("\\x1b[1mkey"))
    }

    private func check(_ text: String) async throws -> Ended {
        try await Binary.run("check", try folder.write("app.conf", text))
    }
}

/// What `check` finds that is no error.
@Suite(.timeLimit(.minutes(5))) struct CheckWarningTests {
    let folder: TestFolder

    init() throws {
        folder = try TestFolder()
    }

    private func app(_ lines: String) throws -> String {
        try folder.write("app.conf", "<DaemonApp foo>\n<Command a>\nRunEvery 10s\n\(lines)\n</Command>\n</DaemonApp>\n")
    }

    @Test func programsAndDirectoriesThatAreNotThere() async throws {
        let file = try app("Command no-such-program\nWorkingDirectory /\nLockFile /nowhere/lock")
        let ended = try await Binary.run("check", file)
        #expect(ended.status == 0)
        #expect(ended.output == "\(file): foo with 1 daemon: no errors, 2 warnings\n")
        #expect(ended.errorLines.count == 2)
        #expect(ended.errorLines[0].hasPrefix("\(file):4: warning: Command in <Command a>: no-such-program: cannot be"))
        #expect(
            ended.errorLines[1] == "\(file):6: warning: LockFile in <Command a>: /nowhere: No such file or directory")
        #expect(try await Binary.run("check", "--strict", file).status == 78)
    }

    @Test func aProgramIsLookedForWhereItRuns() async throws {
        _ = try folder.write("script", "#!/bin/sh\n", mode: 0o755)
        let file = try app("Command ./script\nWorkingDirectory \(folder.path)")
        #expect(try await Binary.run("check", "--strict", file).status == 0)
        let missing = try app("Command ./script\nWorkingDirectory \(folder.path)/nowhere")
        let ended = try await Binary.run("check", missing)
        #expect(ended.errorLines.count == 1 && ended.errorLines[0].hasPrefix("\(file):5: warning: WorkingDirectory"))
    }

    @Test func whatTheQueuesOfAManagerNeed() async throws {
        let file = try folder.configure(
            """
            <DirQueueManager mail>
            RunEvery 5m
            BaseQueueDirectory \(folder.path)
            <Queue>
            Type Command
            RunEvery 10s
            LockFile /nowhere/lock
            Command /nowhere/program
            </Queue>
            </DirQueueManager>
            """)
        let ended = try await Binary.run("check", file)
        #expect(ended.status == 0 && ended.errorLines.count == 2)
        let place = "in <Queue> of <DirQueueManager mail>"
        #expect(ended.errors.contains(": warning: LockFile \(place): /nowhere: No such file or directory\n"))
        #expect(ended.errors.contains(": warning: Command \(place): /nowhere/program: "))
        let there = try TestFolder.text(of: file).replacing("/nowhere/program", with: "true")
        #expect(try await Binary.run("check", try folder.write("app.conf", there)).errorLines.count == 1)
    }

    @Test func logsThatNobodyGetsOrThatCannotBeMade() async throws {
        let file = try folder.write(
            "app.conf",
            """
            <DaemonApp foo>
            <SimulatedDaemon cleanup>
            RunEvery 10s
            </SimulatedDaemon>
            </DaemonApp>
            <logger>
            name cleanpu
            <logfile>
            path /nowhere/log/cleanup
            </logfile>
            </logger>

            """)
        let ended = try await Binary.run("check", file)
        #expect(ended.status == 0)
        #expect(
            ended.errorLines == [
                "\(file):7: warning: name in <logger>: there is no daemon 'cleanpu'; did you mean 'cleanup'?",
                "\(file):9: warning: path in <logfile>: /nowhere/log: No such file or directory",
            ])
    }

    @Test func asJSON() async throws {
        let file = try app("Command /nowhere/program")
        let ended = try await Binary.run("check", "--format", "json", file)
        #expect(ended.status == 0 && ended.errorLines == [])
        #expect(ended.output.hasPrefix(#"[{"file":"\#(file)","line":4,"kind":"warning","key":"Command","message":"#))
    }
}
