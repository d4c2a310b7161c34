import DaemonAppTesting
import Daemons
import DispatchReactor
import FoundationEssentials
import Logging
import Scheduling
import Testing

@testable import DaemonHost

/// The end of an app whose loop is held beyond its grace.
@Suite(.timeLimit(.minutes(5))) struct OverstayTests {
    private let fixture: StateFixture
    private let log = LogRecorder()
    private let gate = Gate()

    init() throws {
        fixture = try StateFixture()
    }

    /// Runs an app that has no grace until it is cut off.
    /// - Parameter stop: stops it, once a daemon holds the loop.
    /// - Returns: what is said then, and what is left in the state directory.
    private func cutOff(
        _ parameters: AppParameters = AppParameters(gracePeriod: .zero), _ stop: (DaemonApp) async -> Void
    ) async throws -> (line: ExitLine?, file: String) {
        let schedule = DaemonSchedule(DaemonParameters(runEvery: .seconds(3600)))
        let wanted = WantedDaemon(name: "holder", type: "Scripted", schedule: schedule) { [gate] in
            Scripted { context in
                context.log.info("holding")
                gate.pass()
                return .idle
            }
        }
        let (lines, line) = AsyncStream<ExitLine>.makeStream()
        let app = try DaemonApp(
            AppConfiguration(name: "test", parameters: parameters, daemons: [wanted]),
            on: DispatchReactor(), log: log.logger, state: try fixture.open()
        ) { line.yield($0) }
        async let record = app.runUntilStopped()
        await log.first { $0.message == "holding" }
        await stop(app)
        var iterator = lines.makeAsyncIterator()
        let said = await iterator.next()
        let file = try fixture.text("exit.json")
        gate.open()
        _ = await record
        return (said, file)
    }

    @Test func aSignalIsItsReason() async throws {
        let (line, file) = try await cutOff { $0.signalled() }
        let json = try #require(line?.json)
        #expect(json.hasPrefix(#"{"app":"test","reason":"signal","stopped":"2"#))
        #expect(file == json + "\n")
        // The run that is in progress is due again, at once.
        let times = json.split(separator: #"""#).filter { $0.hasPrefix("2") }
        #expect(times.count == 2 && times.first == times.last)
    }

    @Test func theDeadlineIsItsReasonWhereNothingElseWasSaid() async throws {
        // Late enough for the run to begin before: at the deadline none does any more.
        let parameters = AppParameters(shutdownAfter: .seconds(3), gracePeriod: .zero)
        let (line, file) = try await cutOff(parameters) { _ in }
        #expect(line?.json.hasPrefix(#"{"app":"test","reason":"deadline""#) ?? false)
        #expect(file == (line?.json ?? "") + "\n")
        #expect(line?.human.hasPrefix("test stopped: deadline; next due 2") ?? false)
    }

    @Test func whereTheRecordCannotBeWrittenThatIsSaid() async throws {
        let directory = try fixture.open()
        let exit = ExitLine(app: "test", Sentinel.Overstay(reason: .signal, isRunning: false), date: .now)
        for number in 1...StateDirectory.mostNames {
            let name = number == 1 ? "exit.json.new" : "exit.json.\(number).new"
            try fixture.makeFolder(name)
        }
        directory.writeExitInTime(exit, log: log.logger)
        #expect(log.messages(from: .error).count == 1)
        #expect(!fixture.exists("exit.json"))
        gate.open()
    }

    @Test func nothingIsWrittenWhenTheDirectoryMayBeAnothers() throws {
        let directory = try fixture.open()
        directory.unlock()
        try directory.writeExit(ExitLine(app: "test", .init(reason: .signal, isRunning: false), date: .now))
        #expect(!fixture.exists("exit.json"))
    }

    @Test func whatDoesNotEndIsNotWaitedFor() {
        let isDone = BoundedWork.run(atMost: .milliseconds(1)) { [gate] in gate.pass() }
        #expect(!isDone)
        gate.open()
        #expect(BoundedWork.run(atMost: .seconds(3600)) {})
    }
}
