import Scheduling
import Testing

/// A paused daemon is not started until somebody resumes it.
@Suite struct PauseTests {
    let timeline = Timeline()

    @Test func aWaitingDaemonKeepsItsDueTimeAndInterval() {
        timeline.add("a", .init(runEvery: 10.s, increaseIdleBy: 5.s))
        timeline.pass(5.s)
        #expect(timeline.pause("a"))
        #expect(timeline.pass(5.s) == "")
        timeline.resume("a")
        #expect(timeline.pass(5.s) == "|5 a")
        #expect(timeline.waits(of: "a") == [15.s, 20.s])
    }

    @Test func itIsReadyAtOnceIfItsTimeHasPassed() {
        timeline.add("a", .init(runEvery: 10.s))
        timeline.pass(5.s)
        timeline.pause("a")
        timeline.pass(35.s)
        #expect(timeline.resume("a"))
        #expect(timeline.status("a")?.phase == .ready)
        #expect(timeline.status("a")?.instant == at(10.s))
        #expect(timeline.pass(10.s) == "a |10 a")
    }

    @Test func aRunGoesOnToItsEnd() {
        timeline.add("a", .init(runEvery: 10.s), .taking(3.s))
        timeline.pass(1.s)
        timeline.pause("a")
        #expect(timeline.pass(40.s) == "|2 }a")
        timeline.resume("a")
        #expect(timeline.settle() == "a{")
    }

    @Test func aReadyDaemonKeepsItsDueTime() {
        timeline.add("hog", .init(runEvery: 60.s), .taking(10.s))
        timeline.add("a", .init(runEvery: 20.s))
        timeline.add("b", .init(runEvery: 60.s, startAfter: 1.s))
        timeline.pass(5.s)
        timeline.pause("a")
        timeline.pass(1.s)
        timeline.resume("a")
        #expect(timeline.pass(5.s) == "|4 }hog a b")
    }

    @Test func aReadyDaemonThatIsPausedWaitsForNoFloor() {
        timeline.add("hog", .init(runEvery: 60.s), .taking(10.s))
        timeline.add("a", .init(runEvery: 20.s))
        timeline.pass(5.s)
        timeline.pause("a")
        #expect(timeline.pass(20.s) == "|5 }hog")
    }

    @Test func soManyFailuresInARowPause() {
        timeline.add("a", .init(runEvery: 10.s, failureLimit: 3), .failing)
        #expect(timeline.pass(60.s) == "a |10 a |10 a")
        #expect(timeline.finishes(of: "a").map(\.isPausedByFailures) == [false, false, true])
        #expect(timeline.status("a")?.pausedBy == .failures(3))
    }

    @Test(arguments: [RunOutcome.idle(), .worked()])
    func successSetsTheCountBack(outcome: RunOutcome) {
        timeline.add(
            "a", .init(runEvery: 1.s, failureLimit: 2),
            .returning(.failed, outcome, .failed, outcome, .failed, .failed))
        #expect(timeline.pass(10.s) == "a |1 a |1 a |1 a |1 a |1 a")
    }

    @Test func resumeSetsTheCountBackAlsoWithoutAPause() {
        timeline.add("a", .init(runEvery: 10.s, failureLimit: 2), .failing)
        timeline.settle()
        timeline.resume("a")
        #expect(timeline.status("a")?.failures == 0)
        #expect(timeline.pass(60.s) == "|10 a |10 a")
        timeline.resume("a")
        #expect(timeline.pass(60.s) == "a |10 a")
    }

    @Test func anOperatorsPauseOfADaemonPausedByFailuresEndsWithItToo() {
        timeline.add("a", .init(runEvery: 10.s, failureLimit: 1), .failing)
        timeline.settle()
        timeline.pause("a")
        timeline.pause("a")
        #expect(timeline.status("a")?.pausedBy == .failures(1))
        timeline.resume("a")
        #expect(timeline.status("a")?.pausedBy == nil)
        #expect(timeline.pass(10.s) == "|10 a")
    }

    @Test func aDaemonResumedTwiceRunsOnce() {
        timeline.add("a", .init(runEvery: 10.s))
        timeline.pass(1.s)
        timeline.pause("a")
        timeline.pass(10.s)
        timeline.resume("a")
        timeline.resume("a")
        #expect(timeline.settle() == "a")
    }

    @Test func aDaemonThatIsGoneIsNeitherPausedNorResumed() {
        timeline.add("a", .init(runEvery: 10.s))
        timeline.remove("a")
        #expect(!timeline.pause("a"))
        #expect(!timeline.resume("a"))
    }
}
