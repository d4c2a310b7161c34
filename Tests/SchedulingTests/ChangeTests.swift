import Testing

@testable import Scheduling

/// A daemon is given other parameters while its app runs.
@Suite struct ChangeTests {
    let timeline = Timeline(AppParameters(), listensForRequests: true)

    struct Case {
        var name: String
        /// The interval before; the daemon is idle at 0, and is changed at 4 s.
        var before: DaemonParameters
        var after: DaemonParameters
        var interval: Nanoseconds
        var due: Nanoseconds
    }

    static let cases = [
        Case(
            name: "RunEvery shorter", before: .init(runEvery: 60.s), after: .init(runEvery: 10.s, maximumIdle: 20.s),
            interval: 20.s, due: 24.s),
        Case(
            name: "RunEvery shorter, due before that", before: .init(runEvery: 10.s), after: .init(runEvery: 8.s),
            interval: 8.s, due: 10.s),
        Case(
            name: "RunEvery longer: the interval grows, the due time stays", before: .init(runEvery: 10.s),
            after: .init(runEvery: 60.s), interval: 60.s, due: 10.s),
        Case(
            name: "MaximumIdle shorter", before: .init(runEvery: 10.s, increaseIdleBy: 50.s, maximumIdle: 100.s),
            after: .init(runEvery: 10.s, increaseIdleBy: 50.s, maximumIdle: 30.s), interval: 30.s, due: 34.s),
        Case(
            name: "MaximumIdle longer", before: .init(runEvery: 10.s, increaseIdleBy: 10.s, maximumIdle: 20.s),
            after: .init(runEvery: 10.s, increaseIdleBy: 10.s, maximumIdle: 90.s), interval: 20.s, due: 20.s),
        Case(
            name: "an interval within the new limits stays",
            before: .init(runEvery: 10.s, increaseIdleBy: 20.s, maximumIdle: 90.s),
            after: .init(runEvery: 15.s, increaseIdleBy: 1.s, maximumIdle: 40.s), interval: 30.s, due: 30.s),
        Case(
            name: "StartAfter says nothing any more", before: .init(runEvery: 10.s),
            after: .init(runEvery: 10.s, startAfter: 50.s), interval: 10.s, due: 10.s),
    ]

    @Test(arguments: cases.indices)
    func theIntervalIsBroughtWithinTheNewLimits(number: Int) {
        let rule = ChangeTests.cases[number]
        timeline.add("a", rule.before)
        timeline.pass(4.s)
        timeline.change("a", to: rule.after)
        let status = timeline.status("a")
        #expect(status?.interval == rule.interval, "\(rule.name)")
        #expect(status?.instant == at(rule.due), "\(rule.name)")
        let wait = at(rule.due) - timeline.now
        var gap = "|"
        gap.append(seconds: wait)
        #expect(timeline.pass(wait) == "\(gap) a", "\(rule.name)")
    }

    @Test func aRunInProgressGoesOnAndItsEndCountsByTheNewParameters() {
        timeline.add("a", .init(runEvery: 10.s), .open)
        timeline.pass(2.s)
        timeline.change("a", to: .init(runEvery: 3.s, increaseIdleBy: 1.s, maximumIdle: 5.s, minimumIdle: 2.s))
        #expect(timeline.status("a")?.phase == .running)
        #expect(timeline.status("a")?.instant == at(.zero))
        // The interval of 10 s has become 5 s, the longest there may be.
        #expect(timeline.finish("a").wait == 5.s)
        timeline.pass(5.s)
        #expect(timeline.finish("a", .worked()).wait == 2.s)
    }

    @Test func aReadyDaemonStaysReady() {
        timeline.add("hog", .init(runEvery: 100.s), .taking(10.s))
        timeline.add("a", .init(runEvery: 10.s))
        timeline.add("b", .init(runEvery: 10.s))
        timeline.pass(1.s)
        timeline.change("b", to: .init(runEvery: 50.s, priority: 1))
        #expect(timeline.status("b")?.phase == .ready)
        #expect(timeline.pass(9.s) == "|9 }hog b a")
    }

    @Test func aPausedDaemonStaysPaused() {
        timeline.add("a", .init(runEvery: 60.s))
        timeline.pass(1.s)
        timeline.pause("a")
        timeline.change("a", to: .init(runEvery: 5.s))
        #expect(timeline.status("a")?.pausedBy == .operator)
        #expect(timeline.pass(20.s) == "")
        timeline.resume("a")
        #expect(timeline.settle() == "a")
    }

    // MARK: Floors

    @Test func aRunThatGetsItsOwnFloorLeavesTheSharedOne() {
        timeline.add("a", .init(runEvery: 10.s), .open)
        timeline.add("b", .init(runEvery: 10.s), .open)
        #expect(timeline.pass(1.s) == "a{")
        timeline.change("a", to: .init(runEvery: 10.s, floor: .own))
        #expect(timeline.settle() == "b{")
        timeline.finish("a")
        timeline.finish("b")
        #expect(timeline.pass(20.s) == "|10 a{ b{")
    }

    @Test func aRunThatGetsTheSharedFloorHoldsIt() {
        timeline.add("a", .init(runEvery: 10.s, floor: .own), .open)
        timeline.add("b", .init(runEvery: 10.s, startAfter: 1.s), .open)
        timeline.settle()
        timeline.change("a", to: .init(runEvery: 10.s))
        #expect(timeline.pass(5.s) == "")
        #expect(timeline.explain("b") == .behind(since: at(1.s), holders: [timeline.id("a")], ahead: []))
        timeline.finish("a")
        #expect(timeline.settle() == "b{")
        timeline.finish("b")
        // Nothing is left of it: one floor, one run.
        #expect(timeline.pass(30.s) == "|10 a{")
    }

    @Test func twoRunsThatGetTheSharedFloorBothHoldIt() {
        for name in ["a", "b"] { timeline.add(name, .init(runEvery: 10.s, floor: .own), .open) }
        timeline.add("c", .init(runEvery: 10.s, startAfter: 1.s))
        timeline.settle()
        for name in ["a", "b"] { timeline.change(name, to: .init(runEvery: 10.s)) }
        timeline.pass(2.s)
        timeline.finish("a")
        #expect(timeline.settle() == "")
        timeline.finish("b")
        #expect(timeline.settle() == "c")
    }

    // MARK: RunTimeout

    @Test func aShorterTimeoutThatHasPassedCancelsAtOnce() {
        timeline.add("a", .init(runEvery: 10.s, runTimeout: 60.s), .open)
        timeline.pass(5.s)
        timeline.change("a", to: .init(runEvery: 10.s, runTimeout: 2.s))
        #expect(timeline.settle() == "a!")
        #expect(timeline.finish("a", .worked()).outcome == .failed)
    }

    @Test func aNewTimeoutCountsFromTheStartOfTheRun() {
        timeline.add("a", .init(runEvery: 10.s), .open)
        timeline.pass(5.s)
        timeline.change("a", to: .init(runEvery: 10.s, runTimeout: 8.s))
        #expect(timeline.pass(20.s) == "|3 a!")
    }

    @Test func aLongerTimeoutOrNoneTakesTheOldOneAway() {
        timeline.add("a", .init(runEvery: 10.s, runTimeout: 6.s), .open)
        timeline.add("b", .init(runEvery: 10.s, runTimeout: 6.s, floor: .own), .open)
        timeline.pass(5.s)
        timeline.change("a", to: .init(runEvery: 10.s, runTimeout: 9.s))
        timeline.change("b", to: .init(runEvery: 10.s, floor: .own))
        #expect(timeline.pass(30.s) == "|4 a!")
        #expect(timeline.finish("b", .worked()).outcome == .worked())
    }

    @Test func aRunThatWasCancelledHasFailedWhateverTheTimeoutIsNow() {
        timeline.add("a", .init(runEvery: 10.s, runTimeout: 2.s), .open)
        #expect(timeline.pass(3.s) == "a{ |2 a!")
        timeline.change("a", to: .init(runEvery: 10.s))
        #expect(timeline.settle() == "")
        #expect(timeline.finish("a", .worked()).outcome == .failed)
        timeline.pass(60.s)
        #expect(timeline.finish("a", .worked()).outcome == .worked())
    }

    // MARK: Failures

    @Test func aLowerFailureLimitCountsAtTheNextFailure() {
        timeline.add("a", .init(runEvery: 10.s, failureLimit: 5), .failing)
        timeline.pass(20.s)
        #expect(timeline.status("a")?.failures == 3)
        timeline.change("a", to: .init(runEvery: 10.s, failureLimit: 2))
        #expect(timeline.status("a")?.pausedBy == nil)
        #expect(timeline.pass(50.s) == "|10 a")
        #expect(timeline.status("a")?.pausedBy == .failures(4))
    }

    @Test func forgivenFailuresEndTheirPauseButNotThatOfAnOperator() {
        for name in ["a", "b"] { timeline.add(name, .init(runEvery: 10.s, failureLimit: 1), .failing) }
        timeline.pass(1.s)
        timeline.pause("b")
        timeline.pass(20.s)
        for name in ["a", "b"] { timeline.scheduler.forgiveFailures(timeline.id(name), at: timeline.now) }
        #expect(timeline.settle() == "a")
        #expect(timeline.status("b")?.pausedBy == .operator)
        #expect(timeline.status("b")?.failures == 0)
        timeline.resume("b")
        #expect(timeline.settle() == "b")
    }

    // MARK: Other keys

    @Test func quietIsWaitedForFromThenOn() {
        timeline.add("a", .init(runEvery: 10.s))
        timeline.pass(9.s)
        timeline.hit()
        timeline.change("a", to: .init(runEvery: 10.s, whenQuietFor: 5.s))
        #expect(timeline.pass(5.s) == "|5 a")
        timeline.pass(9.s)
        timeline.hit()
        #expect(timeline.pass(2.s) == "")
        timeline.change("a", to: .init(runEvery: 10.s))
        #expect(timeline.settle() == "a")
    }

    @Test func oneThatWaitsForQuietNeedsNoneAnyMore() {
        timeline.add("a", .init(runEvery: 10.s, whenQuietFor: 60.s))
        timeline.pass(9.s)
        timeline.hit()
        #expect(timeline.pass(9.s) == "")
        timeline.change("a", to: .init(runEvery: 10.s, whenQuietFor: 10.s))
        #expect(timeline.pass(5.s) == "|1 a")
    }

    @Test func jitterIsThatOfTheParameters() {
        timeline.add("a", .init(runEvery: 10.s), .open)
        timeline.settle()
        timeline.change("a", to: .init(runEvery: 10.s, jitter: Jitter(1)))
        #expect(timeline.finish("a").wait! > 10.s)
        // What jitter has lengthened is due after the interval at the latest.
        timeline.change("a", to: .init(runEvery: 10.s))
        #expect(timeline.status("a")?.instant == at(10.s))
    }

    @Test func nobodyIsChangedWhoIsGone() {
        timeline.add("a", .init(runEvery: 10.s))
        let id = timeline.id("a")
        timeline.remove("a")
        timeline.change("a", to: .init(runEvery: 1.s))
        timeline.scheduler.keep(id, at: timeline.now)
        timeline.scheduler.forgiveFailures(id, at: timeline.now)
        #expect(timeline.pass(20.s) == "")
        #expect(timeline.scheduler.snapshot(of: id) == nil)
    }

    // MARK: Membership

    @Test func oneThatWasToGoStaysAfterAll() {
        timeline.add("a", .init(runEvery: 10.s), .open)
        timeline.settle()
        timeline.remove("a")
        #expect(timeline.wake("a") == .removed)
        timeline.scheduler.keep(timeline.id("a"), at: timeline.now)
        #expect(timeline.wake("a") == .afterRun)
        #expect(timeline.finish("a").wait == .zero)
        #expect(timeline.settle() == "a{")
    }

    @Test func theOrderBecomesTheOneThatIsSaid() {
        timeline.add("hog", .init(runEvery: 100.s), .taking(5.s))
        timeline.settle()
        for name in ["a", "b", "c", "d"] { timeline.add(name, .init(runEvery: 100.s)) }
        timeline.scheduler.reorder(["d", "b"].map(timeline.id), at: timeline.now)
        timeline.add("e", .init(runEvery: 100.s))
        #expect(timeline.scheduler.identifiers.map(timeline.name) == ["d", "b", "hog", "a", "c", "e"])
        #expect(timeline.pass(5.s) == "|5 }hog d b a c e")
    }
}
