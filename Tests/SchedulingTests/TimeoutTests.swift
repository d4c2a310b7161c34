import Scheduling
import Testing

/// A run that takes longer than RunTimeout is cancelled and counts as failed.
@Suite struct TimeoutTests {
    let timeline = Timeline()

    /// Ends at the instant itself come first: equal is not longer.
    @Test(arguments: [
        (2.s, "a{ |2 }a", RunOutcome.worked()), (3.s, "a{ |3 }a", .worked()),
        (3.s + 1.ns, "a{ |3 a! |0.000000001 }a", .failed), (5.s, "a{ |3 a! |2 }a", .failed),
    ])
    func aRunThatTakesLongerFails(length: Nanoseconds, line: String, outcome: RunOutcome) {
        timeline.add("a", .init(runEvery: 10.s, runTimeout: 3.s), .taking(length, .worked()))
        #expect(timeline.pass(9.s) == line)
        #expect(timeline.finishes(of: "a").map(\.outcome) == [outcome])
    }

    @Test(arguments: [RunOutcome.worked(), .idle(), .failed, .done, .idle(next: at(5.s))])
    func itIsFailedWhateverItReturns(outcome: RunOutcome) {
        timeline.add("a", .init(runEvery: 10.s, increaseIdleBy: 1.s, runTimeout: 3.s, failureLimit: 2), .open)
        timeline.pass(4.s)
        let finish = timeline.finish("a", outcome)
        #expect(finish.outcome == .failed && finish.wait == 11.s && finish.next == at(15.s))
        #expect(timeline.status("a")?.failures == 1)
    }

    /// The driver may come late; what counts is how long the run took.
    @Test func itIsFailedAlsoIfNobodyLookedAtTheClock() {
        timeline.add("a", .init(runEvery: 10.s, runTimeout: 3.s), .open)
        timeline.settle()
        timeline.come(to: 2.s)
        let finish = timeline.scheduler.finished(
            timeline.id("a"), .worked(), at: at(4.s), jitter: &timeline.generator)
        #expect(finish.outcome == .failed)
    }

    /// It was asked to end, whatever the clock says.
    @Test func itIsFailedAlsoIfItEndsAtTheInstantOfItsCancellation() {
        timeline.add("a", .init(runEvery: 10.s, runTimeout: 3.s), .open)
        #expect(timeline.pass(3.s) == "a{ |3 a!")
        #expect(timeline.finish("a", .worked()).outcome == .failed)
    }

    @Test func itKeepsItsFloorUntilItHasEnded() {
        timeline.add("a", .init(runEvery: 10.s, runTimeout: 3.s), .taking(7.s))
        timeline.add("b", .init(runEvery: 60.s))
        #expect(timeline.pass(10.s) == "a{ |3 a! |4 }a b")
        #expect(timeline.waits(of: "a") == [10.s])
    }

    @Test func theNextRunIsMeasuredAnew() {
        timeline.add("a", .init(runEvery: 10.s, runTimeout: 3.s), .open)
        timeline.pass(4.s)
        timeline.finish("a")
        #expect(timeline.pass(10.s) == "|10 a{")
        timeline.pass(2.999999999.s)
        #expect(timeline.finish("a").outcome == .idle())
    }

    @Test func failuresByTimeoutCountTowardsFailureLimit() {
        timeline.add("a", .init(runEvery: 1.s, runTimeout: 1.s, failureLimit: 2), .taking(2.s))
        #expect(timeline.pass(60.s) == "a{ |1 a! |1 }a |1 a{ |1 a! |1 }a")
        #expect(timeline.status("a")?.pausedBy == .failures(2))
    }

    @Test func startsGoBeforeCancellationsOfTheirInstant() {
        timeline.add("a", .init(runEvery: 10.s, runTimeout: 3.s, floor: .own), .open)
        timeline.add("b", .init(runEvery: 10.s, startAfter: 3.s))
        #expect(timeline.pass(3.s) == "a{ |3 b a!")
    }

    @Test func aRunOfADaemonThatIsPausedOrRemovedIsCancelledToo() {
        timeline.add("a", .init(runEvery: 10.s, runTimeout: 3.s), .open)
        timeline.add("b", .init(runEvery: 10.s, runTimeout: 4.s, floor: .own), .open)
        timeline.settle()
        timeline.pause("a")
        timeline.remove("b")
        #expect(timeline.pass(5.s) == "|3 a! |1 b!")
        #expect(timeline.finish("b").outcome == .failed)
    }
}
