import Scheduling
import Testing

/// Somebody asks for a run now.
@Suite struct WakeTests {
    let timeline = Timeline()

    @Test func aWaitingDaemonIsDueNowAndItsIntervalIsTheBase() {
        timeline.add("a", .init(runEvery: 10.s, increaseIdleBy: 5.s))
        timeline.pass(7.s)
        #expect(timeline.wake("a") == .due)
        #expect(timeline.wake("a") == .alreadyReady)
        #expect(timeline.pass(15.s) == "a |15 a")
    }

    @Test func aReadyDaemonIsUnchanged() {
        timeline.add("hog", .init(runEvery: 100.s), .taking(30.s))
        timeline.add("a", .init(runEvery: 10.s, increaseIdleBy: 5.s))
        timeline.pass(29.s)
        #expect(timeline.wake("a") == .alreadyReady)
        #expect(timeline.status("a")?.instant == .start)
    }

    @Test func aDaemonIsReadyFromItsDueTimeOn() {
        timeline.add("a", .init(runEvery: 10.s, increaseIdleBy: 5.s))
        timeline.come(to: 15.s)
        #expect(timeline.wake("a") == .alreadyReady)
        timeline.settle()
        #expect(timeline.waits(of: "a") == [15.s, 20.s])
    }

    @Test(arguments: [RunOutcome.idle(), .worked(), .failed, .idle(next: at(3.s))])
    func aDaemonWokenWhileItRunsIsDueAtTheFinish(outcome: RunOutcome) {
        timeline.add("a", .init(runEvery: 10.s, increaseIdleBy: 5.s), .open)
        timeline.pass(2.s)
        #expect(timeline.wake("a") == .afterRun)
        #expect(timeline.wake("a") == .afterRun)
        let finish = timeline.finish("a", outcome)
        #expect(finish.wait == .zero && finish.next == at(2.s))
        #expect(timeline.status("a")?.interval == 10.s)
        #expect(timeline.settle() == "a{")
        // The wake is used up.
        #expect(timeline.finish("a").wait == 15.s)
    }

    @Test func aFailureCountsAlsoIfTheDaemonWasWoken() {
        timeline.add("a", .init(runEvery: 10.s, failureLimit: 3), .open)
        timeline.settle()
        timeline.wake("a")
        timeline.finish("a", .failed)
        #expect(timeline.status("a")?.failures == 1)
    }

    @Test func aDaemonThatIsDoneStaysRemoved() {
        timeline.add("a", .init(runEvery: 10.s), .open)
        timeline.settle()
        timeline.wake("a")
        #expect(timeline.finish("a", .done).next == nil)
        #expect(timeline.pass(20.s) == "stopping(done) stop(done)")
        #expect(timeline.wake("a") == .removed)
    }

    @Test func aWakeOfAPausedDaemonIsIgnored() {
        timeline.add("a", .init(runEvery: 10.s))
        timeline.pass(1.s)
        timeline.pause("a")
        #expect(timeline.wake("a") == .paused)
        timeline.resume("a")
        #expect(timeline.pass(9.s) == "|9 a")
    }

    @Test func aDaemonWokenAndThenPausedWhileItRunsStaysPaused() {
        timeline.add("a", .init(runEvery: 10.s, increaseIdleBy: 5.s), .open)
        timeline.settle()
        timeline.wake("a")
        timeline.pause("a")
        #expect(timeline.wake("a") == .paused)
        #expect(timeline.finish("a").wait == 15.s)
        timeline.resume("a")
        #expect(timeline.pass(15.s) == "|15 a{")
        // The wake before the pause is forgotten.
        #expect(timeline.finish("a").wait == 20.s)
    }

    @Test func aWakeHoldsIfThePauseEndsBeforeTheRunDoes() {
        timeline.add("a", .init(runEvery: 10.s), .open)
        timeline.settle()
        timeline.wake("a")
        timeline.pause("a")
        timeline.resume("a")
        #expect(timeline.finish("a").wait == .zero)
    }

    @Test func aDaemonPausedByItsLastFailureIsNotWoken() {
        timeline.add("a", .init(runEvery: 10.s, failureLimit: 1), .open)
        timeline.settle()
        timeline.wake("a")
        let finish = timeline.finish("a", .failed)
        #expect(finish.isPausedByFailures && finish.wait == 10.s)
        #expect(timeline.pass(20.s) == "")
    }

    @Test func aDaemonAboutToBeRemovedIsNotWoken() {
        timeline.add("a", .init(runEvery: 10.s), .open)
        timeline.settle()
        timeline.remove("a")
        #expect(timeline.wake("a") == .removed)
        #expect(timeline.finish("a").next == nil)
    }

    @Test func duringTheGraceOfAStopAWakeMakesADaemonDue() {
        timeline.add("long", .init(runEvery: 10.s), .taking(8.s))
        timeline.add("a", .init(runEvery: 60.s, startAfter: 60.s))
        timeline.pass(5.s)
        timeline.stop(.signal)
        #expect(timeline.wake("a") == .due)
        #expect(timeline.pass(9.s) == "stopping(signal) long! |3 }long stop(signal)")
        #expect(timeline.record?.next == at(8.s))
    }
}
