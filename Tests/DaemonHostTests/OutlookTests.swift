import DaemonAppTesting
import DaemonHost
import Daemons
import Scheduling
import Testing

/// What an app says of the next minutes, and of who is to be told of failures.
@Suite(.timeLimit(.minutes(5))) struct OutlookTests {
    @Test func theFirstThatIsDueIsNext() async throws {
        let types = [Scripted.type("First") { _ in .idle }, Scripted.type("Second") { _ in .idle }]
        let test = try TestApp([], [("First", ["RunEvery 1h"]), ("Second", ["RunEvery 1m"])], types)
        await test.advance(by: .seconds(2))
        #expect(await test.app.outlook() == AppOutlook(next: .init(daemon: "second", wait: .seconds(58))))
        await test.app.pause("second")
        #expect(await test.app.outlook() == AppOutlook(next: .init(daemon: "first", wait: .seconds(3598))))
        await test.app.pause("first")
        #expect(await test.app.outlook() == AppOutlook())
        await test.stop()
    }

    @Test func whatRunsIsNamed() async throws {
        let types = (0..<7).map { Scripted.busy("Busy\($0)", for: .seconds(60)) }
        let test = try TestApp([], (0..<7).map { ("Busy\($0)", ["RunEvery 1m", "Floor own"]) }, types)
        await test.advance(by: .seconds(1))
        let outlook = await test.app.outlook()
        #expect(outlook.runningCount == 7)
        #expect(outlook.running == (0..<5).map { "busy\($0)" })
        #expect(outlook.next == nil)
        await test.stop()
    }

    @Test func theDaemonsOwnOnFailureGoesBeforeThatOfTheApp() async throws {
        let types = [Scripted.type("One") { _ in throw Refusal() }, Scripted.type("Two") { _ in .idle }]
        let test = try TestApp(
            ["OnFailure /bin/app it"],
            [("One", ["RunEvery 1s", "OnFailure /bin/own", "FailureLimit 2"]), ("Two", ["RunEvery 1s"])], types)
        await test.advance(by: .zero)
        #expect(await test.app.failureRule(of: "one") == FailureRule(command: "/bin/own", limit: 2, isPaused: false))
        #expect(await test.app.failureRule(of: "two") == FailureRule(command: "/bin/app it"))
        await test.advance(by: .seconds(5))
        #expect(await test.app.failureRule(of: "one")?.isPaused == true)
        #expect(await test.app.failureRule(of: "three") == nil)
        await test.stop()
    }
}
