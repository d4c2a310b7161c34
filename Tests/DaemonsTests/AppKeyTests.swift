import DaemonHost
import Daemons
import Scheduling
import Testing
import ZConfig

/// The keys of `<DaemonApp>`.
@Suite struct AppKeyTests {
    @Test(arguments: [
        ("<DaemonApp>", "daemonapp"), ("<DaemonApp Foo>", "foo"), ("<daemonapp F\u{D6}\u{D6}/X>", "f\u{F6}\u{F6}/x"),
    ])
    func takesDefaults(tag: String, name: String) throws {
        let reading = try AppReading("\(tag)\n</DaemonApp>")
        #expect(reading.report == [])
        let app = try #require(reading.app)
        #expect(app.name == name)
        #expect(app.parameters == AppParameters())
        #expect(app.parameters.gracePeriod == .seconds(30))
        #expect(app.parameters.concurrency == 1)
        #expect(app.timerSlack == .milliseconds(10))
        #expect(app.controlSocket == nil)
        #expect(app.daemons.isEmpty)
    }

    @Test func readsEveryKey() throws {
        let reading = try AppReading(
            app: """
                StayAliveFor 15m
                ShutdownAfter 30m
                ShutdownIfIdle 1m
                GracePeriod 0s
                MaximumRequests 1000
                Concurrency 4
                TimerSlack 0s
                ControlSocket /run/foo.sock
                OnFailure /bin/tell somebody
                """)
        #expect(reading.report == [])
        let app = try #require(reading.app)
        #expect(
            app.parameters
                == AppParameters(
                    concurrency: 4, stayAliveFor: .minute * 15, shutdownAfter: .minute * 30, shutdownIfIdle: .minute,
                    gracePeriod: .zero,
                    maximumRequests: 1000))
        #expect(app.timerSlack == .zero)
        #expect(app.controlSocket == "/run/foo.sock")
        #expect(app.onFailure == "/bin/tell somebody")
    }

    @Test func tellsZeroFromNothing() throws {
        let app = try #require(try AppReading(app: "ShutdownAfter 0s\nShutdownIfIdle").app)
        #expect(app.parameters.shutdownAfter == .zero)
        #expect(app.parameters.shutdownIfIdle == .zero)
    }

    @Test func staysAtTheGreatestNumbers() throws {
        let reading = try AppReading(
            app:
                """
                Concurrency 99999999999999999999
                MaximumRequests 99999999999999999999
                StayAliveFor 999999999d
                ShutdownAfter 999999999d
                """
        )
        #expect(reading.report == [])
        #expect(reading.app?.parameters.concurrency == .max)
        #expect(reading.app?.parameters.maximumRequests == .max)
        #expect(reading.app?.parameters.stayAliveFor == .forever)
        #expect(reading.app?.parameters.shutdownAfter == .forever)
    }

    @Test(arguments: [
        ("Concurrency 0", "1 or more"), ("Concurrency -1", "1 or more"), ("MaximumRequests 0", "1 or more"),
        ("StayAliveFor -1s", "0s or more"),
        ("ShutdownAfter -1s", "0s or more"), ("ShutdownIfIdle -1s", "0s or more"), ("GracePeriod -1s", "0s or more"),
        ("TimerSlack -1s", "0s or more"),
    ])
    func refusesWhatIsOutOfRange(line: String, range: String) throws {
        let words = line.split(separator: " ").map(String.init)
        #expect(
            try AppReading(app: line).report == [
                "main.conf:2: conversion: \(words[0]) in <DaemonApp>: '\(words[1])' is out of range; "
                    + "it must be \(range)"
            ])
    }

    @Test(arguments: [
        "Concurrency x", "Concurrency 1.0", "Concurrency inf", "GracePeriod 10", "MaximumRequests 1k",
        "TimerSlack nans",
    ])
    func refusesWhatIsNoValue(line: String) throws {
        #expect(try AppReading(app: line).places == ["main.conf:2: conversion"])
    }

    @Test func tellsEverythingThatIsWrong() throws {
        let reading = try AppReading(
            """
            <DaemonApp>
              Concurrency 0
              <SimulatedDaemon a>
                Jitter 5
                RunEvery x
              </SimulatedDaemon>
              GracePeriod y
              RunEvery 5s
              <SimulatedDaemon b>
              </SimulatedDaemon>
              StayAlive 5m
            </DaemonApp>
            """)
        #expect(
            reading.places == [
                "main.conf:2: conversion", "main.conf:4: conversion", "main.conf:5: conversion",
                "main.conf:7: conversion",
                "main.conf:8: configuration", "main.conf:9: configuration", "main.conf:11: configuration",
            ])
    }

    // MARK: The file

    @Test(arguments: ["", "# nothing\n\n", "%define a b\n"])
    func needsAnApp(text: String) throws {
        let reading = try AppReading(text)
        #expect(reading.report == ["main.conf: configuration: there is no <DaemonApp> section"])
        #expect(reading.app == nil)
    }

    @Test(arguments: [
        "<DaemonAp/>", "<SimulatedDaemon/>", "<DaemonApp", "%include nope.conf", "RunEvery 5s", "</DaemonApp>",
    ])
    func tellsOnlyWhyThereIsNoApp(text: String) throws {
        #expect(try AppReading(text).errors.count == 1)
    }

    @Test func takesOneApp() throws {
        let reading = try AppReading("<DaemonApp a>\n</DaemonApp>\n<DaemonApp b>\nConcurrency 0\n</DaemonApp>")
        #expect(reading.places == ["main.conf:5: syntax"])
        #expect(reading.errors.first?.message == "too many instances of 'daemonapp' section")
    }

    @Test func refusesKeysOutsideTheApp() throws {
        #expect(
            try AppReading("Concurrency 1\n<DaemonApp/>").report == [
                "main.conf:1: configuration: 'Concurrency' is not a known key name"
            ])
    }
}
