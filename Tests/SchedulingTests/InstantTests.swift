import Scheduling
import Testing

/// The order of things at one instant.
@Suite struct InstantTests {
    @Test func finishesComeBeforeStartsInTheOrderInWhichTheRunsStarted() {
        let timeline = Timeline(AppParameters(concurrency: 2))
        timeline.add("a", .init(runEvery: 3.s), .taking(3.s))
        timeline.add("b", .init(runEvery: 3.s, startAfter: 1.s), .taking(2.s))
        timeline.add("c", .init(runEvery: 9.s, startAfter: 3.s))
        #expect(timeline.pass(3.s) == "a{ |1 b{ |2 }a }b c")
    }

    @Test func aFinishComesBeforeAWake() {
        let timeline = Timeline()
        timeline.add("a", .init(runEvery: 10.s, increaseIdleBy: 5.s), .taking(3.s))
        timeline.come(to: 3.s)
        #expect(timeline.wake("a") == .due)
        #expect(timeline.waits(of: "a") == [15.s])
        #expect(timeline.settle() == "a{")
    }

    @Test func aRequestTakesTheQuietBeforeTheStarts() {
        let timeline = Timeline()
        timeline.add("sweep", .init(runEvery: 5.s, whenQuietFor: .zero))
        timeline.settle()
        timeline.come(to: 5.s)
        timeline.request()
        #expect(timeline.settle() == "")
    }

    @Test func aWakeComesBeforeTheStarts() {
        let timeline = Timeline()
        timeline.add("low", .init(runEvery: 5.s))
        timeline.add("high", .init(runEvery: 50.s, priority: 1))
        timeline.settle()
        timeline.come(to: 5.s)
        timeline.wake("high")
        #expect(timeline.settle() == "high low")
    }

    @Test func theStartsComeBeforeTheIdleDecision() {
        let timeline = Timeline(AppParameters(stayAliveFor: 5.s, shutdownIfIdle: 1.s))
        timeline.add("a", .init(runEvery: 4.s), .taking(1.s))
        #expect(timeline.pass(5.s) == "a{ |1 }a |4 a{")
    }

    /// A second event at an instant at which all is done already.
    @Test func anInstantMayBeVisitedAgain() {
        let timeline = Timeline(AppParameters(stayAliveFor: 1.s, shutdownIfIdle: 20.s))
        timeline.add("a", .init(runEvery: 10.s))
        timeline.pass(10.s)
        timeline.wake("a")
        #expect(timeline.settle() == "a")
        timeline.wake("a")
        #expect(timeline.settle() == "a")
        timeline.pause("a")
        #expect(timeline.settle() == "stopping(idle) stop(idle)")
    }
}
