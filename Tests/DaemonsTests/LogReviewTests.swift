import DaemonHost
import Daemons
import Scheduling
import SystemPackage
import Testing

/// What is allowed in the sections of the log and will hardly do what is meant.
@Suite struct LogReviewTests {
    /// What is said about the sections of the log, which begin at line 1, in an app `foo` with two daemons, of which
    /// `mail` is a seed.
    private static func warnings(_ sections: String) throws -> [String] {
        let seed = DaemonType(
            "Seed", description: "Wants something.", settings: { _, _ in NoSettings() },
            templates: { _ in
                [DaemonTemplate(name: "queue", schedule: DaemonSchedule(DaemonParameters(runEvery: .minute)))]
            }
        ) { _ in SimulatedDaemon() }
        let daemons = """
            <DaemonApp foo>
            <SimulatedDaemon Cleanup>
            RunEvery 10s
            </SimulatedDaemon>
            <Seed mail>
            RunEvery 10s
            </Seed>
            </DaemonApp>
            """
        let reading = try AppReading("\(sections)\n\(daemons)\n", types: [SimulatedDaemon.type, seed])
        #expect(reading.report == [])
        let app = try #require(reading.app)
        return ConfigurationReview.warnings(for: app, stateDirectory: nil).map(\.description)
    }

    @Test(arguments: [
        ("cleanup", true), ("CLEANUP", true), ("foo", true), ("mail", true), ("mail/alice", true), ("mail.alice", true),
        ("cleanup/alice", false), ("mailer", false), ("foo.cleanup", false),
    ])
    func loggersThatNameNobody(name: String, isSomebody: Bool) throws {
        let warnings = try LogReviewTests.warnings("<logger>\n\nname \(name)\n</logger>")
        #expect(warnings.count == (isSomebody ? 0 : 1))
        #expect(
            warnings.allSatisfy { $0.hasPrefix("main.conf:3: warning: name in <logger>: there is no daemon '\(name)'") }
        )
    }

    @Test(arguments: [
        ("/nowhere/log/file", "/nowhere/log: No such file or directory"),
        ("/dev/null/file", "/dev/null: Not a directory"), ("/tmp/file", nil), ("nowhere/file", "nowhere: No such"),
        // It is there already.
        ("/dev/null", nil), ("file", nil), ("STDERR", nil),
    ])
    func directoriesOfLogs(path: String, problem: String?) throws {
        let file = "<logfile>\npath \(path)\n</logfile>"
        let warnings = try LogReviewTests.warnings("<eventlog>\n\(file)\n</eventlog>\n")
        #expect(warnings.count == (problem == nil ? 0 : 1))
        let start = "main.conf:3: warning: path in <logfile>: \(problem ?? "")"
        #expect(warnings.allSatisfy { $0.hasPrefix(start) })
    }
}
