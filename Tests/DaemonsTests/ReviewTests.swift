import DaemonHost
import Daemons
import Scheduling
import SystemPackage
import Testing

/// What is allowed in a configuration and will hardly do what is meant.
@Suite struct ReviewTests {
    private static func warnings(_ text: String, state: FilePath? = nil) throws -> [String] {
        let slow = DaemonType("Slow", floor: .own, description: "May take long.") { SimulatedDaemon() }
        let needy = DaemonType(
            "Needy", description: "Needs something."
        ) { _, _ in
            NoSettings()
        } requirements: { _ in
            [Requirement("RunEvery") { "it is not there" }, Requirement("Priority") { nil }]
        } make: { _ in
            SimulatedDaemon()
        }
        let reading = try AppReading(text, types: [SimulatedDaemon.type, slow, needy])
        #expect(reading.report == [])
        let app = try #require(reading.app)
        return ConfigurationReview.warnings(for: app, stateDirectory: state).map(\.description)
    }

    @Test func findsNothingWhereAllIsWell() throws {
        let text = """
            <DaemonApp>
              ShutdownAfter 1h
              <SimulatedDaemon a>
                RunEvery 10s
                IncreaseIdleBy 10s
                MaximumIdle 2m
              </SimulatedDaemon>
              <Slow b>
                RunEvery 10s
              </Slow>
            </DaemonApp>
            """
        #expect(try ReviewTests.warnings(text) == [])
    }

    @Test func anAppThatDoesNotLiveSoLong() throws {
        #expect(
            try ReviewTests.warnings("<DaemonApp>\nShutdownAfter 1m\nStayAliveFor 2m\n</DaemonApp>") == [
                "main.conf:3: warning: StayAliveFor (2m) is longer than the app lives: ShutdownAfter is 1m"
            ])
    }

    /// The waits of 20 s, 30 s … 70 s begin after 0, 20, 50, 90, 140, 200 s.
    @Test(arguments: [("200s", false), ("201s", true)])
    func intervalsThatAreNeverReached(deadline: String, isReached: Bool) throws {
        let text = """
            <DaemonApp>
            ShutdownAfter \(deadline)
            <SimulatedDaemon a>
            RunEvery 10s
            IncreaseIdleBy 10s
            MaximumIdle 70s
            </SimulatedDaemon>
            </DaemonApp>
            """
        let warnings = try ReviewTests.warnings(text)
        #expect(warnings.isEmpty == isReached)
        #expect(
            warnings.allSatisfy { $0.hasPrefix("main.conf:6: warning: MaximumIdle (1m 10s) of 'a' is never reached") })
        // Who keeps its state reaches it in another life.
        #expect(try ReviewTests.warnings(text, state: "/tmp") == [])
    }

    @Test func daemonsThatNeverRunOrOnce() throws {
        let text = """
            <DaemonApp>
            ShutdownAfter 1m
            <SimulatedDaemon a>
            RunEvery 10s
            StartAfter 1m
            </SimulatedDaemon>
            <SimulatedDaemon b>
            RunEvery 1m
            </SimulatedDaemon>
            </DaemonApp>
            """
        let warnings = try ReviewTests.warnings(text)
        #expect(warnings.count == 2)
        #expect(warnings[0].hasPrefix("main.conf:5: warning: 'a' never runs: StartAfter (1m)"))
        #expect(warnings[1].hasPrefix("main.conf:8: warning: 'b' runs only once: RunEvery (1m)"))
    }

    @Test(arguments: [
        ("", true), ("RunTimeout 11s", true), ("RunTimeout 10s", false), ("Floor own", false),
    ])
    func slowOnesOnASharedFloor(line: String, isSlow: Bool) throws {
        let floor = line.hasPrefix("Floor") ? "" : "Floor shared"
        let text = """
            <DaemonApp>
            <SimulatedDaemon quick>
            RunEvery 10s
            </SimulatedDaemon>
            <Slow slow>
            RunEvery 1h
            \(floor)
            \(line)
            </Slow>
            </DaemonApp>
            """
        let warnings = try ReviewTests.warnings(text)
        #expect(warnings.count == (isSlow ? 1 : 0))
        #expect(warnings.allSatisfy { $0.hasPrefix("main.conf:7: warning: runs of 'slow' may take") })
        let roomy = text.replacing("<DaemonApp>\n", with: "<DaemonApp>\nConcurrency 2\n")
        #expect(try ReviewTests.warnings(roomy) == [])
    }

    @Test func whatIsNeededAndNotThere() throws {
        let text = """
            <DaemonApp>
            StateDirectory /nowhere/state
            ControlSocket /nowhere/socket
            <Needy a>
            Priority 1
            RunEvery 1s
            LockFile /nowhere/lock
            </Needy>
            </DaemonApp>
            """
        #expect(
            try ReviewTests.warnings(text, state: "/nowhere/state") == [
                "main.conf:2: warning: StateDirectory /nowhere/state: No such file or directory",
                "main.conf:3: warning: ControlSocket /nowhere/socket cannot be made: /nowhere: No such file or directory",
                "main.conf:6: warning: RunEvery in <Needy a>: it is not there",
                "main.conf:7: warning: LockFile in <Needy a>: /nowhere: No such file or directory",
            ])
    }
}
