import Testing

@testable import Scheduling

/// Daemons come and go.
@Suite struct MembershipTests {
    let timeline = Timeline(AppParameters(), listensForRequests: true)

    @Test func aDaemonAddedLaterIsDueStartAfterFromThen() {
        timeline.pass(5.s)
        timeline.add("a", .init(runEvery: 10.s, startAfter: 2.s))
        timeline.add("b", .init(runEvery: 10.s))
        #expect(timeline.pass(15.s) == "b |2 a |8 b |2 a")
    }

    @Test func removedWhileItWaitsOrIsReady() {
        timeline.add("hog", .init(runEvery: 100.s), .taking(5.s))
        timeline.add("ready", .init(runEvery: 10.s))
        timeline.add("waiting", .init(runEvery: 10.s, startAfter: 3.s))
        timeline.pass(1.s)
        timeline.remove("ready")
        timeline.remove("waiting")
        #expect(timeline.pass(50.s) == "|4 }hog")
        #expect(timeline.scheduler.daemonCount == 1)
    }

    @Test func removedWhileItRunsItGoesWhenTheRunEnds() {
        timeline.add("a", .init(runEvery: 10.s), .open)
        timeline.settle()
        timeline.remove("a")
        timeline.remove("a")
        #expect(timeline.scheduler.daemonCount == 1)
        #expect(timeline.scheduler.identifiers == [timeline.id("a")])
        let finish = timeline.finish("a", .worked())
        #expect(finish == RunFinish(outcome: .worked(), wait: nil, next: nil, isPausedByFailures: false))
        #expect(timeline.scheduler.daemonCount == 0)
        #expect(timeline.pass(50.s) == "")
    }

    @Test func anIdentifierIsNeverGivenToAnother() {
        timeline.add("a", .init(runEvery: 10.s))
        timeline.settle()
        let stale = timeline.id("a")
        timeline.remove("a")
        timeline.add("a", .init(runEvery: 20.s, failureLimit: 1))
        #expect(timeline.id("a") != stale)
        #expect(timeline.id("a").index == stale.index)
        let wake = timeline.scheduler.wake(stale, at: timeline.now)
        let isPaused = timeline.scheduler.pause(stale, at: timeline.now)
        let isResumed = timeline.scheduler.resume(stale, at: timeline.now)
        timeline.scheduler.remove(stale, at: timeline.now)
        let explanation = timeline.scheduler.explain(stale, at: timeline.now)
        #expect(wake == .removed && !isPaused && !isResumed && explanation == .removed)
        #expect(timeline.scheduler.parameters(of: stale) == nil)
        #expect(timeline.pass(20.s) == "a |20 a")
    }

    @Test func aNewDaemonInheritsNothingFromTheOneBefore() {
        timeline.add("a", .init(runEvery: 10.s, runTimeout: 1.s, failureLimit: 1), .open)
        timeline.pass(2.s)
        timeline.wake("a")
        timeline.remove("a")
        timeline.finish("a", .failed)
        timeline.add("b", .init(runEvery: 10.s), .open)
        #expect(timeline.pass(5.s) == "b{")
        #expect(timeline.finish("b").wait == 10.s)
        #expect(timeline.status("b")?.failures == 0)
    }

    @Test func daemonsAreListedInTheOrderOfTheirStart() {
        for name in ["a", "b", "c"] { timeline.add(name, .init(runEvery: 10.s)) }
        timeline.remove("b")
        timeline.add("d", .init(runEvery: 10.s))
        #expect(timeline.scheduler.identifiers.map(timeline.name) == ["a", "c", "d"])
    }

    @Test func whenTheNumbersOfTheOrderRunOutTheDaemonsAreNumberedAnew() {
        timeline.add("hog", .init(runEvery: 100.s), .taking(5.s))
        timeline.settle()
        timeline.add("a", .init(runEvery: 100.s, startAfter: 2.s))
        timeline.scheduler.nextOrder = .max - 1
        timeline.add("b", .init(runEvery: 100.s, startAfter: 2.s))
        timeline.pass(2.s)
        timeline.add("c", .init(runEvery: 100.s))
        #expect(timeline.scheduler.nextOrder == 4)
        timeline.add("d", .init(runEvery: 100.s))
        #expect(timeline.pass(3.s) == "|3 }hog a b c d")
    }

    @Test func setsOfParametersAreKeptOnce() {
        var table = ParameterTable()
        let one = DaemonParameters(runEvery: 1.s), two = DaemonParameters(runEvery: 2.s)
        #expect(table.number(for: one) == 0)
        #expect(table.number(for: one) == 0)
        #expect(table.number(for: two) == 1)
        table.release(0)
        #expect(table.number(for: one) == 0)
        table.release(0)
        table.release(0)
        // Nobody has it any more: the number is free.
        #expect(table.number(for: DaemonParameters(runEvery: 3.s)) == 0)
        #expect(table.number(for: one) == 2)
        #expect(table[1] == two)
    }
}
