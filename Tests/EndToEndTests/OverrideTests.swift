import Testing

/// Keys that are set on the command line.
@Suite(.timeLimit(.minutes(5))) struct OverrideTests {
    let folder: TestFolder
    let file: String

    init() throws {
        folder = try TestFolder()
        file = try folder.configure("ShutdownAfter 1h\n<SimulatedDaemon a>\nRunEvery soon\n</SimulatedDaemon>")
    }

    @Test func overridesReplaceWhatTheFileSays() async throws {
        let checked = try await Binary.run("check", file, "--set", "Foo/A/runevery=7m")
        #expect(checked == Ended(status: 0, output: "\(file): foo with 1 daemon: no errors\n", errors: ""))

        let simulated = try await Binary.run(
            "simulate", file, "--format", "trace", "--set", "foo/a/RunEvery=7m", "--set", "foo/ShutdownAfter=8m")
        #expect(simulated.status == 0 && simulated.errors.isEmpty)
        #expect(simulated.outputLines.count == 6)
        #expect(simulated.outputLines.last == #"{"at":480,"event":"stop","reason":"deadline","next":840}"#)

        let run = try await Binary.run(
            ["run", file, "--set", "daemonapp/simulateddaemon/RunEvery=7m", "--set", "foo/ShutdownAfter=0s"]
                + TestFolder.verbose)
        #expect(run.status == 0)
        #expect(LogRecord(run.output)?["reason"] == "deadline")
    }

    @Test(arguments: [
        ("foo/a/RunEvery", "foo/a/RunEvery: syntax: invalid configuration specifier: PATH=VALUE is wanted"),
        (
            "foo/a/RunEvery=soon",
            "foo/a/RunEvery: conversion: RunEvery in <SimulatedDaemon a>: 'soon' is not a length of time"
        ),
        ("foo/a/RunEvery=-1s", "foo/a/RunEvery: conversion: RunEvery in <SimulatedDaemon a>: '-1s' is out of range"),
        (
            "foo/a/RunEvry=1s",
            "foo/a/RunEvry: configuration: 'RunEvry' is not a known key name in <SimulatedDaemon a>; "
                + "did you mean 'RunEvery'?"
        ),
        ("foo/b/RunEvery=1s", "foo/b/RunEvery: configuration: not all command line options were consumed"),
        ("bar/a/RunEvery=1s", "bar/a/RunEvery: configuration: not all command line options were consumed"),
        ("foo//RunEvery=1s", "foo//RunEvery: syntax: '//' is not allowed in an option path"),
        ("=1s", ": syntax: '//' is not allowed in an option path"),
        ("foo/ü=1s", "foo/ü: conversion: 'ü' is not a name"),
        ("foo/a\u{1B}/RunEvery=1s", "foo/a\\x1b/RunEvery: "),
        ("", ": syntax: invalid configuration specifier: PATH=VALUE is wanted"),
    ])
    func badOverridesAreErrors(override: String, words: String) async throws {
        try folder.configure("ShutdownAfter 0s\n<SimulatedDaemon a>\nRunEvery 1s\n</SimulatedDaemon>")
        for command in ["run", "check", "simulate"] {
            let ended = try await Binary.run(command, file, "--set", override)
            #expect(ended.status == 78 && ended.output.isEmpty)
            #expect(ended.errorLines.count == 1)
            #expect(ended.errors.hasPrefix("--set " + words))
        }
    }

    @Test func everyBadOverrideIsSaid() async throws {
        let ended = try await Binary.run(
            "check", file, "--set", "foo/x=1", "--set", "foo/y=1", "--set", "foo/a/RunEvery=-1s")
        #expect(ended.status == 78 && ended.output.isEmpty)
        #expect(
            Set(ended.errorLines.map { $0.prefix(while: { $0 != ":" }) }) == [
                "--set foo/x", "--set foo/y", "--set foo/a/RunEvery",
            ])
        #expect(ended.errorLines.count == 3)
    }
}
