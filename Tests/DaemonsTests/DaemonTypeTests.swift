import DaemonHost
import Daemons
import Scheduling
import Testing
import ZConfig

/// The daemons of an app: their kinds, their names, their order.
@Suite struct DaemonTypeTests {
    private static let word = Key("Word", .string, default: "Hello", description: "What to say.")
    private static let times = Key("Times", .integer, required: true, range: .atLeastOne, description: "How often.")

    private static let greeter = DaemonType(
        "Greeter", floor: .own, description: "Says hello.", keys: [word, times]
    ) { section, errors in
        let word = errors.read(word, section)
        let times = errors.read(times, section)
        return word.flatMap { word in times.map { [word, "\($0)"] } }
    } make: { _ in
        SimulatedDaemon()
    }

    @Test func keepsTheOrderOfTheFile() throws {
        let reading = try AppReading(
            """
            <DaemonApp>
              <SimulatedDaemon Zebra>
                RunEvery 1s
              </SimulatedDaemon>
              <Greeter>
                RunEvery 2s
                Times 3
              </Greeter>
              <simulateddaemon \u{C4}FFCHEN>
                RunEvery 3s
              </simulateddaemon>
            </DaemonApp>
            """, types: [DaemonTypeTests.greeter, SimulatedDaemon.type])
        #expect(reading.report == [])
        let daemons = reading.app?.daemons ?? []
        #expect(daemons.map(\.name) == ["zebra", "greeter", "\u{E4}ffchen"])
        #expect(daemons.map(\.type) == ["SimulatedDaemon", "Greeter", "SimulatedDaemon"])
        #expect(daemons.map(\.schedule.parameters.runEvery) == [.seconds(1), .seconds(2), .seconds(3)])
        #expect(daemons.map(\.schedule.parameters.floor) == [.shared, .own, .shared])
    }

    @Test(arguments: [
        ("Times 1\nRunEvery 1s", []), ("RunEvery 1s", ["2: configuration"]),
        ("", ["2: configuration", "2: configuration"]),
        ("Times 0\nRunEvery 0s", ["3: conversion", "4: conversion"]),
        ("Times x\nRunEvery x", ["3: conversion", "4: conversion"]),
        ("Times 1\nRunEvery 1s\nFloor sharde", ["5: conversion"]),
    ])
    func readsItsOwnKeys(lines: String, places: [String]) throws {
        let text = "<DaemonApp>\n<Greeter>\n\(lines)\n</Greeter>\n</DaemonApp>"
        let reading = try AppReading(text, types: [DaemonTypeTests.greeter])
        #expect(reading.places == places.map { "main.conf:\($0)" })
        #expect(reading.app?.daemons.count == (places.isEmpty ? 1 : 0))
    }

    // MARK: Names

    /// An app of sections with these tags, each four lines long; the first begins at line 2.
    private static func reading(_ tags: String...) throws -> AppReading {
        let sections = tags.map { tag in
            let own = tag.hasPrefix("Greeter") ? "Times 1" : "# nothing"
            return "<\(tag)>\nRunEvery 1s\n\(own)\n</\(tag.prefix { $0 != " " })>\n"
        }
        let text = "<DaemonApp>\n\(sections.joined())</DaemonApp>"
        return try AppReading(text, types: [greeter, SimulatedDaemon.type])
    }

    @Test(arguments: [
        ("SimulatedDaemon", "SimulatedDaemon", "simulateddaemon"),
        ("SimulatedDaemon SimulatedDaemon", "SimulatedDaemon", "simulateddaemon"),
        ("Greeter", "SimulatedDaemon Greeter", "greeter"),
        ("SimulatedDaemon", "Greeter SimulatedDaemon", "simulateddaemon"),
        // Names that only look the same are too alike for whoever has to type them.
        ("Greeter \u{E4}", "Greeter a\u{308}", "a\u{308}"),
    ])
    func refusesTwoOfOneName(first: String, second: String, name: String) throws {
        let reading = try DaemonTypeTests.reading(first, second)
        #expect(reading.places == ["main.conf:6: configuration"])
        #expect(reading.errors.first?.message.hasPrefix("there is a daemon '\(name)' already") == true)
    }

    @Test func refusesTwoThatAreNamedAlike() throws {
        let reading = try DaemonTypeTests.reading("SimulatedDaemon a", "Greeter A")
        #expect(
            reading.report == [
                "main.conf:9: syntax: section names must not be re-used within the same container:'a'"
            ])
    }

    @Test func takesOneWithoutANameOfEachType() throws {
        let reading = try DaemonTypeTests.reading("SimulatedDaemon", "Greeter", "Greeter other")
        #expect(reading.report == [])
        #expect(reading.app?.daemons.map(\.name) == ["simulateddaemon", "greeter", "other"])
    }

    // MARK: Kinds

    @Test func refusesKindsOfOneName() {
        #expect(throws: ConfigurationError.self) { try AppSchema([SimulatedDaemon.type, SimulatedDaemon.type]) }
    }

    @Test(arguments: ["RunEvery", "runevery", "LogLevel"])
    func refusesAKeyOfTheSchedule(name: String) {
        let kind = DaemonType(
            "Bad", description: "Declares a key twice.", keys: [Key(name, .string, description: "Taken.")]
        ) { _, _ in
            true
        } make: { _ in
            SimulatedDaemon()
        }
        #expect(throws: ConfigurationError.self) { try AppSchema([kind]) }
    }

    @Test func namesTheNearestKind() throws {
        #expect(
            try AppReading("<DaemonApp>\n<SimulateDaemon/>\n</DaemonApp>").report == [
                "main.conf:2: syntax: unknown type name: 'simulatedaemon'; did you mean 'SimulatedDaemon'?"
            ])
    }

    // MARK: Overrides

    @Test func readsOverrides() throws {
        let lines = "RunEvery 1m\nMaximumIdle 2m"
        let reading = try AppReading(
            daemon: lines,
            overrides: ["daemonapp/a/RunEvery=90s", "DaemonApp/SimulatedDaemon/Jitter=0.5", "daemonapp/Concurrency=3"])
        #expect(reading.report == [])
        #expect(reading.parameters?.runEvery == .seconds(90))
        #expect(reading.parameters?.jitter == Jitter(0.5))
        #expect(reading.app?.parameters.concurrency == 3)
    }

    @Test(arguments: [
        ("daemonapp/a/RunEvery=0s", "RunEvery in <SimulatedDaemon a>: '0s' is out of range; it must be more than 0s"),
        ("daemonapp/a/MaximumIdle=1s", "MaximumIdle must be at least RunEvery"),
        ("daemonapp/a/MinimumIdle=61s", "MinimumIdle must be at most"),
        ("daemonapp/Concurrency=0", "Concurrency in <DaemonApp>: '0' is out of range; it must be 1 or more"),
        ("daemonapp/a/Jitter=x", "Jitter in <SimulatedDaemon a>: 'x' is not a number"),
    ])
    func tellsWhatIsWrongWithOverrides(override: String, message: String) throws {
        let path = override.prefix { $0 != "=" }
        let report = try AppReading(daemon: "RunEvery 1m\nMaximumIdle 2m", overrides: [override]).report
        #expect(report.count == 1)
        #expect(report.first?.hasPrefix("--set \(path): conversion: \(message)") == true, "\(report)")
    }

    /// Where an override breaks a relation, the line of the other key is told.
    @Test func comparesOverridesWithTheFile() throws {
        let reading = try AppReading(
            daemon: "RunEvery 1m\nMaximumIdle 2m\nMinimumIdle 1s", overrides: ["daemonapp/a/RunEvery=5m"])
        #expect(reading.report == ["main.conf:4: conversion: MaximumIdle must be at least RunEvery"])
    }
}
