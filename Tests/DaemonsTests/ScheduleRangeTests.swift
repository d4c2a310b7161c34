import DaemonHost
import Testing
import ZConfig

/// Values that the keys of a daemon refuse.
@Suite struct ScheduleRangeTests {
    /// What a datatype refuses, at the line of the key.
    @Test(arguments: [
        "IncreaseIdleBy 5", "IncreaseIdleBy -", "MultiplyIdleBy x", "MultiplyIdleBy 1,5", "MaximumIdle 2M",
        "MinimumIdle nans", "Priority 1.0",
        "Priority", "StartAfter 1h30m", "Jitter 10%", "RecordCount ten", "RecordCount 1e3", "RunTimeout 5 m",
        "RunTimeout 1000000000d",
        "MaximumWait infs", "WhenQuietFor 1ms", "Floor shred", "Floor", "FailureLimit 0x5", "LogLevel verbose",
    ])
    func refusesWhatIsNoValue(line: String) throws {
        #expect(try AppReading(daemon: "RunEvery 1s\n\(line)").places == ["main.conf:4: conversion"])
    }

    @Test(arguments: [
        ("IncreaseIdleBy -1s", "0s or more"), ("MultiplyIdleBy 0.5", "a finite number, 1 or more"),
        ("MultiplyIdleBy 0.9999999", "a finite number, 1 or more"),
        ("MultiplyIdleBy inf", "a finite number, 1 or more"),
        ("MultiplyIdleBy nan", "a finite number, 1 or more"), ("MultiplyIdleBy -2", "a finite number, 1 or more"),
        ("MultiplyIdleBy 1e400", "a finite number, 1 or more"), ("MaximumIdle -1s", "0s or more"),
        ("MinimumIdle -1s", "0s or more"),
        ("Priority 123456789012345678901234567890", "a number of at most 18 digits"),
        ("Priority -9223372036854775809", "a number of at most 18 digits"), ("StartAfter -0.1s", "0s or more"),
        ("Jitter 1.0000001", "a number from 0 to 1"), ("Jitter -0.1", "a number from 0 to 1"),
        ("Jitter nan", "a number from 0 to 1"),
        ("Jitter inf", "a number from 0 to 1"), ("RecordCount 0", "1 or more"),
        ("RecordCount -99999999999999999999", "1 or more"),
        ("RunTimeout 0s", "more than 0s"), ("RunTimeout", "more than 0s"), ("RunTimeout -1s", "more than 0s"),
        ("MaximumWait -1s", "0s or more"), ("WhenQuietFor -1h", "0s or more"), ("FailureLimit 0", "1 or more"),
        ("FailureLimit -1", "1 or more"), ("OnFailure", "a program and its arguments"),
    ])
    func refusesWhatIsOutOfRange(line: String, range: String) throws {
        let words = line.split(separator: " ").map(String.init)
        let value = words.count > 1 ? words[1] : ""
        #expect(
            try AppReading(daemon: "RunEvery 1s\n\(line)").report == [
                "main.conf:4: conversion: \(words[0]) in <SimulatedDaemon a>: '\(value)' is out of range; "
                    + "it must be \(range)"
            ])
    }

    @Test(arguments: ["0s", "", "-1s", "0.0000000004s", "-999999999d", "1s 0s"])
    func refusesRunEveryOfNoTime(text: String) throws {
        let reading = try AppReading(daemon: "# a\nRunEvery \(text)\nMaximumIdle 0s\nMinimumIdle 5m")
        #expect(reading.places == ["main.conf:4: conversion"])
        #expect(reading.app?.daemons.isEmpty == true)
    }

    // MARK: Keys together

    @Test(arguments: [
        ("RunEvery 1m\nMaximumIdle 59s", 4, "MaximumIdle must be at least RunEvery"),
        ("MaximumIdle 59.999999999s\n\nRunEvery 1m", 3, "MaximumIdle must be at least RunEvery"),
        ("RunEvery 1m\nMaximumIdle 0s", 4, "MaximumIdle must be at least RunEvery"),
        ("RunEvery 1m\n\nMinimumIdle 61s", 5, "MinimumIdle must be at most RunEvery"),
        ("MinimumIdle 1.000000001s\nRunEvery 1s", 3, "MinimumIdle must be at most RunEvery"),
    ])
    func comparesWithRunEvery(lines: String, line: Int, message: String) throws {
        #expect(try AppReading(daemon: lines).report == ["main.conf:\(line): conversion: \(message)"])
    }

    @Test func tellsBothComparisons() throws {
        let reading = try AppReading(daemon: "MaximumIdle 59s\nMinimumIdle 61s\nRunEvery 1m\nJitter 2")
        #expect(reading.places == ["main.conf:3: conversion", "main.conf:4: conversion", "main.conf:6: conversion"])
    }

    @Test(arguments: [
        "RunEvery 1m\nMaximumIdle 1m", "RunEvery 1m\nMinimumIdle 1m", "RunEvery 1m\nMinimumIdle 0s",
        "RunEvery 999999999d\nMaximumIdle 106752d", "RunEvery 0.0000000005s\nMaximumIdle 0.000000001s",
        "RunEvery 1m\nMinimumIdle 1s\nMaximumIdle 1m",
    ])
    func takesWhatIsJustRight(lines: String) throws {
        #expect(try AppReading(daemon: lines).report == [])
    }

    // MARK: RunEvery is missing

    @Test(arguments: [
        "", "MaximumIdle 0s", "MinimumIdle 5m", "Interval 5s", "# RunEvery 5s", "MaximumIdle 1s\nJitter 2",
    ])
    func needsRunEvery(lines: String) throws {
        let reading = try AppReading(daemon: lines)
        let message = "no values for 'RunEvery'; 1 required in <SimulatedDaemon a>"
        #expect(reading.report.first == "main.conf:2: configuration: \(message)")
        #expect(reading.report.count == 1 + (lines.contains("Jitter") || lines.contains("Interval") ? 1 : 0))
        #expect(reading.app?.daemons.isEmpty == true)
    }

    @Test func needsRunEveryOfAnEmptySection() throws {
        #expect(
            try AppReading("<DaemonApp>\n\n<SimulatedDaemon/>\n</DaemonApp>").report == [
                "main.conf:3: configuration: no values for 'RunEvery'; 1 required in <SimulatedDaemon>"
            ])
    }

    /// One error, where it is there in a way.
    @Test(arguments: [
        "RunEvry 5s", "RunEvery=5s", "RunEvery: 5s", "RunEvery 5", "RunEvery $nope", "RunEvry $nope",
        "%Include defaults.conf",
    ])
    func doesNotMissRunEvery(line: String) throws {
        let reading = try AppReading(daemon: line)
        #expect(reading.errors.count == 1)
        #expect(reading.errors.first?.position?.line == 3)
    }

    @Test(arguments: ["RunEvery 5m  # often", "Jitter 0.1 # a little", "Priority 5 #", "Floor own # alone"])
    func explainsApparentComments(line: String) throws {
        let reading = try AppReading(daemon: line.hasPrefix("RunEvery") ? line : "\(line)\nRunEvery 1s")
        #expect(reading.places == ["main.conf:3: conversion"])
        #expect(reading.report.first?.contains("ZConfig has no comments at the end of a line") == true)
    }
}
