import DaemonAppTesting
import Daemons
import Logging
import Scheduling
import Testing

/// What the system did that was once built from the proposal, restated for our rules: as an app runs it, on the manual
/// clock.
@Suite(.timeLimit(.minutes(5))) struct PeakCasesTests {
    private let worker = Scripted.type { _ in .worked() }

    @Test func fallingPriority() async throws {
        let daemons = (1...5).map { ("Scripted d\($0)", ["RunEvery 100s", "Priority \($0)"]) }
        let test = try TestApp([], daemons, [worker])
        await test.advance(by: .zero)
        #expect(test.runs == ["0 d5 worked", "0 d4 worked", "0 d3 worked", "0 d2 worked", "0 d1 worked"])
        await test.stop()
    }

    @Test(arguments: [
        (1, 2, "0 pong,0 ping,1 ping,2 pong,2 ping,3 ping"),
        (2, 1, "0 ping,0 pong,1 ping,2 ping,2 pong,3 ping"),
    ])
    func pingPong(ping: Int, pong: Int, expected: String) async throws {
        let test = try TestApp(
            ["ShutdownAfter 4s"],
            [
                ("Scripted ping", ["RunEvery 1s", "Priority \(ping)"]),
                ("Scripted pong", ["RunEvery 2s", "Priority \(pong)"]),
            ], [worker])
        await test.advance(by: .seconds(10))
        #expect(test.runs == expected.split(separator: ",").map { "\($0) worked" })
        let record = await test.exitRecord
        #expect(record.reason == .deadline)
        #expect(record.stopped.sinceStart == .seconds(4))
    }

    @Test func roundRobin() async throws {
        let names = ["a", "b", "c", "d", "e"]
        let test = try TestApp(
            [], names.map { ("Busy \($0)", ["RunEvery 5s"]) }, [Scripted.busy("Busy", for: .seconds(1))])
        await test.advance(by: .seconds(50))
        #expect(
            test.runs.map { $0.split(separator: " ")[1] }.prefix(25) == (0..<25).map { Substring(names[$0 % 5]) }[...])
        await test.stop()
    }

    @Test func backoff() async throws {
        let runs = Counter()
        let type = Scripted.type { _ in [7, 8].contains(runs.next()) ? .worked() : .idle }
        let keys = ["RunEvery 5s", "MinimumIdle 1s", "MaximumIdle 150s", "MultiplyIdleBy 2", "IncreaseIdleBy 7s"]
        let test = try TestApp([], [("Scripted", keys)], [type])
        await test.advance(by: .seconds(800))
        let waits = test.log.records.compactMap { $0.metadata["wait"] }
        #expect(waits.prefix(10) == ["17", "41", "89", "150", "150", "150", "1", "1", "17", "41"])
        await test.stop()
    }

    @Test func theWaitCountsFromTheEnd() async throws {
        let test = try TestApp([], [("Busy", ["RunEvery 5s"])], [Scripted.busy("Busy", for: .seconds(2))])
        await test.advance(by: .seconds(20))
        #expect(test.runs == ["2 busy worked", "9 busy worked", "16 busy worked"])
        await test.stop()
    }

    @Test func endlessWorkStarvesAllButThePatient() async throws {
        let types = [Scripted.busy("Busy", for: .seconds(1)), worker]
        let endless = ("Busy endless", ["RunEvery 1s", "MinimumIdle 0s", "Priority 1"])
        let test = try TestApp(
            [],
            [
                endless, ("Scripted starved", ["RunEvery 1s"]),
                ("Scripted patient", ["RunEvery 10s", "MaximumWait 3s"]),
            ],
            types)
        await test.advance(by: .seconds(8))
        #expect(test.runs.filter { !$0.contains("endless") } == ["3 patient worked"])
        await test.stop()
    }

    @Test func oneLeavesOneThrowsTheOthersGoOn() async throws {
        let leaving = Counter()
        let test = try TestApp(
            [],
            [
                ("Leaver", ["RunEvery 1s"]), ("Thrower", ["RunEvery 1s", "IncreaseIdleBy 1s"]),
                ("Scripted", ["RunEvery 2s"]),
            ],
            [
                Scripted.type("Leaver") { _ in leaving.next() == 2 ? .done : .worked() },
                Scripted.type("Thrower") { _ in throw Refusal() }, worker,
            ])
        await test.advance(by: .seconds(4))
        #expect(test.runs.filter { $0.contains("leaver") } == ["0 leaver worked", "1 leaver done"])
        #expect(test.runs.filter { $0.contains("thrower") } == ["0 thrower failed", "2 thrower failed"])
        #expect(
            test.runs.filter { $0.contains("scripted") } == [
                "0 scripted worked", "2 scripted worked", "4 scripted worked",
            ])
        #expect(test.log.messages(from: .error).first == "run 1 failed: refused; next run in 2s")
        await test.stop()
    }
}
