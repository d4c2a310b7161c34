import DaemonHost
import Daemons
import Scheduling
import Testing
import ZConfig

/// The keys that every daemon has, and what they become.
@Suite struct ScheduleKeyTests {
    @Test func takesDefaults() throws {
        let reading = try AppReading(daemon: "RunEvery 30s")
        #expect(reading.report == [])
        let schedule = try #require(reading.schedule)
        #expect(schedule.parameters == DaemonParameters(runEvery: .seconds(30)))
        #expect(schedule.parameters.maximumIdle == .seconds(30))
        #expect(schedule.parameters.minimumIdle == .seconds(30))
        #expect(schedule.recordCount == nil)
        #expect(schedule.logLevel == nil)
        #expect(schedule.lockFile == nil)
        #expect(schedule.onFailure == nil)
    }

    @Test func readsEveryKey() throws {
        let reading = try AppReading(
            daemon: """
                runevery 1m
                INCREASEIDLEBY 10s
                MultiplyIdleBy 1.5
                MaximumIdle 2h
                MinimumIdle 1s
                Priority -7
                StartAfter 1m 30s
                Jitter 0.25
                RecordCount 10
                RunTimeout 5m
                MaximumWait 0s
                WhenQuietFor 2s
                Floor OWN
                FailureLimit 5
                OnFailure /bin/tell  somebody
                LockFile /run/a lock
                LogLevel Debug
                """)
        #expect(reading.report == [])
        let schedule = try #require(reading.schedule)
        #expect(
            schedule.parameters
                == DaemonParameters(
                    runEvery: .minute, increaseIdleBy: .seconds(10), multiplyIdleBy: Multiplier(millionths: 1_500_000),
                    maximumIdle: .hour * 2, minimumIdle: .seconds(1), priority: -7, startAfter: .seconds(90),
                    jitter: Jitter(0.25),
                    runTimeout: .minute * 5, maximumWait: .zero, whenQuietFor: .seconds(2), floor: .own, failureLimit: 5
                ))
        #expect(schedule.recordCount == 10)
        #expect(schedule.logLevel.map { "\($0)" } == "debug")
        #expect(schedule.lockFile == "/run/a lock")
        #expect(schedule.onFailure == "/bin/tell  somebody")
    }

    /// P·M³ + 3·I
    @Test func derivesMaximumIdle() throws {
        let reading = try AppReading(daemon: "RunEvery 30s\nIncreaseIdleBy 10s\nMultiplyIdleBy 2")
        #expect(reading.parameters?.maximumIdle == .seconds(270))
    }

    @Test(arguments: [
        ("0.25s", 250_000_000), ("1h 30m", 5_400_000_000_000), ("0.000000001s", 1), ("0.0000000005s", 1),
        ("1s 2s", 2_000_000_000),
        ("1w", 604_800_000_000_000), ("106751d", 9_223_286_400_000_000_000), ("999999999d", Int64.max),
        ("1e12s", Int64.max),
    ])
    func readsRunEvery(text: String, count: Int64) throws {
        let reading = try AppReading(daemon: "RunEvery \(text)")
        #expect(reading.report == [])
        #expect(reading.parameters?.runEvery == Nanoseconds(count))
        #expect(reading.parameters?.minimumIdle == Nanoseconds(count))
    }

    @Test(arguments: [
        ("1", 1_000_000), ("1.0000004", 1_000_000), ("1.0000006", 1_000_001), ("2.5", 2_500_000), ("1e300", Int64.max),
        ("1e13", Int64.max), ("1_0", 10_000_000), ("1.7976931348623157e308", Int64.max),
    ])
    func readsMultiplyIdleBy(text: String, millionths: Int64) throws {
        let reading = try AppReading(daemon: "RunEvery 1s\nMultiplyIdleBy \(text)")
        #expect(reading.report == [])
        #expect(reading.parameters?.multiplyIdleBy.millionths == millionths)
    }

    @Test(arguments: [
        ("0", 0), ("-1", -1), ("+1_000", 1000), ("999999999999999999", 999_999_999_999_999_999),
        ("9223372036854775807", Int64.max), ("-9223372036854775808", Int64.min),
    ])
    func readsPriority(text: String, priority: Int64) throws {
        #expect(try AppReading(daemon: "RunEvery 1s\nPriority \(text)").parameters?.priority == priority)
    }

    @Test(arguments: [
        ("Jitter 1", Jitter(1)), ("Jitter 0", .none), ("Jitter -0.0", .none), ("Jitter 1e-400", .none),
        ("Jitter 0.5", Jitter(0.5)),
    ])
    func readsJitter(line: String, jitter: Jitter) throws {
        #expect(try AppReading(daemon: "RunEvery 1s\n\(line)").parameters?.jitter == jitter)
    }

    /// Numbers that no counter reaches are as good as the greatest one.
    @Test func staysAtTheGreatestNumbers() throws {
        let reading = try AppReading(
            daemon: """
                RunEvery 999999999d
                IncreaseIdleBy 999999999d
                MultiplyIdleBy 1e300
                RecordCount 99999999999999999999
                FailureLimit 99999999999999999999
                RunTimeout 999999999d
                MaximumWait 999999999d
                WhenQuietFor 999999999d
                StartAfter 999999999d
                """)
        #expect(reading.report == [])
        #expect(reading.schedule?.recordCount == .max)
        #expect(reading.parameters?.failureLimit == .max)
        #expect(reading.parameters?.maximumIdle == .forever)
        #expect(reading.parameters?.startAfter == .forever)
    }

    @Test(arguments: [
        ("trace", "trace"), ("DEBUG", "debug"), ("Info", "info"), ("notice", "notice"), ("warning", "warning"),
        ("error", "error"),
        ("critical", "critical"),
    ])
    func readsLogLevel(text: String, level: String) throws {
        #expect(try AppReading(daemon: "RunEvery 1s\nLogLevel \(text)").schedule?.logLevel.map { "\($0)" } == level)
    }
}
