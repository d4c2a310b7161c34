import Scheduling
import Testing

/// Cases that any system built from the proposal has to get right.
@Suite struct PeakCasesTests {
    @Test func daemonsDueAtOnceRunByFallingPriority() {
        let timeline = Timeline()
        for priority in 1...5 {
            timeline.add("p\(priority)", .init(runEvery: 1.s, priority: Int64(priority)))
        }
        #expect(timeline.settle() == "p5 p4 p3 p2 p1")
    }

    @Test(arguments: [
        (
            ping: Int64(1), pong: Int64(2),
            line: "pong ping |1 ping |1 pong ping |1 ping |1 stopping(deadline) stop(deadline)"
        ),
        (ping: 2, pong: 1, line: "ping pong |1 ping |1 ping pong |1 ping |1 stopping(deadline) stop(deadline)"),
    ])
    func theDeadlineGoesBeforeARunThatIsDueAtIt(ping: Int64, pong: Int64, line: String) {
        let timeline = Timeline(AppParameters(shutdownAfter: 4.s))
        timeline.add("ping", .init(runEvery: 1.s, priority: ping), .working)
        timeline.add("pong", .init(runEvery: 2.s, priority: pong), .working)
        #expect(timeline.pass(10.s) == line)
        #expect(timeline.record?.next == at(4.s))
    }

    @Test func daemonsOfOnePriorityTakeTurns() {
        let timeline = Timeline()
        for name in ["a", "b", "c", "d", "e"] { timeline.add(name, .init(runEvery: 5.s), .taking(1.s)) }
        let round = "a{ |1 }a b{ |1 }b c{ |1 }c d{ |1 }d e{ |1 }e"
        #expect(timeline.pass(5.s) == round)
        for _ in 2...5 { #expect(timeline.pass(6.s) == "|1 " + round) }
    }

    @Test func theIntervalGrowsByFactorAndSumUpToItsMaximum() {
        let timeline = Timeline()
        let parameters = DaemonParameters(
            runEvery: 5.s, increaseIdleBy: 7.s, multiplyIdleBy: Multiplier(2), maximumIdle: 150.s, minimumIdle: 1.s)
        let idle = RunOutcome.idle(), worked = RunOutcome.worked()
        timeline.add("a", parameters, .returning(idle, idle, idle, idle, idle, idle, worked, worked, idle))
        timeline.pass(616.s)
        #expect(timeline.waits(of: "a") == [17, 41, 89, 150, 150, 150, 1, 1, 17, 41].map(\.s))
    }

    @Test func theWaitCountsFromTheEndOfARun() {
        let timeline = Timeline()
        timeline.add("a", .init(runEvery: 5.s), .taking(2.s))
        #expect(timeline.pass(14.s) == "a{ |2 }a |5 a{ |2 }a |5 a{")
    }

    @Test(arguments: [(nil as Nanoseconds?, 0), (3.s, 2)])
    func endlessWorkOfHighPriorityStarvesWhoHasNoMaximumWait(maximumWait: Nanoseconds?, runs: Int) {
        let timeline = Timeline()
        timeline.add("hog", .init(runEvery: 5.s, minimumIdle: .zero, priority: 1), .taking(1.s, .worked()))
        timeline.add("low", .init(runEvery: 2.s, maximumWait: maximumWait))
        timeline.pass(9.s)
        #expect(timeline.finishes(of: "low").count == runs)
    }

    @Test func aDaemonThatEndsItselfLeavesAndTheOtherGoesOn() {
        let timeline = Timeline()
        timeline.add("a", .init(runEvery: 1.s), .returning(.idle(), .done))
        timeline.add("b", .init(runEvery: 1.s))
        #expect(timeline.pass(3.s) == "a b |1 a b |1 b |1 b")
        #expect(timeline.explain("a") == .removed)
    }

    @Test func aDaemonThatThrowsWaitsAsIfIdleAndTheOtherGoesOn() {
        let timeline = Timeline()
        timeline.add("a", .init(runEvery: 1.s, increaseIdleBy: 1.s), .failing)
        timeline.add("b", .init(runEvery: 1.s))
        #expect(timeline.pass(5.s) == "a b |1 b |1 a b |1 b |1 b |1 a b")
        #expect(timeline.waits(of: "a") == [2, 3, 4].map(\.s))
    }
}
