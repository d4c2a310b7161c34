import Testing

@testable import Scheduling

/// The app stops when the schedule has a gap that makes staying pointless.
@Suite struct IdleStopTests {
    @Test(arguments: [
        (gap: 10.s, line: "a stopping(idle) stop(idle)"),  // equal is enough
        (gap: 10.s + 1.ns, line: "a |10 a"),
        (gap: 9.s, line: "a stopping(idle) stop(idle)"),
        (gap: .zero, line: "a stopping(idle) stop(idle)"),
        (gap: nil as Nanoseconds?, line: "a |10 a"),
    ])
    func theGapHasToBeAsLongAsShutdownIfIdle(gap: Nanoseconds?, line: String) {
        let timeline = Timeline(AppParameters(shutdownIfIdle: gap))
        timeline.add("a", .init(runEvery: 10.s))
        #expect(timeline.pass(15.s) == line)
    }

    @Test func theProposalsAppStopsInTheFirstGapAfterStayAliveFor() {
        let timeline = Timeline(AppParameters(stayAliveFor: 900.s, shutdownAfter: 1800.s, shutdownIfIdle: 60.s))
        timeline.add("mail-queues", .init(runEvery: 300.s))
        timeline.add("session-cleanup", .init(runEvery: 300.s))
        timeline.add("collective", .init(runEvery: 30.s, increaseIdleBy: 10.s, maximumIdle: 120.s))
        timeline.pass(3600.s)
        #expect(timeline.record == ExitRecord(reason: .idle, stopped: at(900.s), next: at(960.s)))
    }

    /// The gap is measured from the instant of the decision on.
    @Test(arguments: [
        (stayAliveFor: 3.s, line: "a |3 stopping(idle) stop(idle)"),
        (stayAliveFor: 5.s, line: "a |5 stopping(idle) stop(idle)"),
        (stayAliveFor: 5.s + 1.ns, line: "a |10 a stopping(idle) stop(idle)"),
        (stayAliveFor: 10.s, line: "a |10 a stopping(idle) stop(idle)"),
        (stayAliveFor: 12.s, line: "a |10 a |2 stopping(idle) stop(idle)"),
    ])
    func notBeforeStayAliveForButAtIt(stayAliveFor: Nanoseconds, line: String) {
        let timeline = Timeline(AppParameters(stayAliveFor: stayAliveFor, shutdownIfIdle: 5.s))
        timeline.add("a", .init(runEvery: 10.s))
        #expect(timeline.pass(15.s) == line)
    }

    @Test func itIsDecidedAfterTheStartsOfItsInstant() {
        let timeline = Timeline(AppParameters(stayAliveFor: 5.s, shutdownIfIdle: 5.s))
        timeline.add("a", .init(runEvery: 5.s), .taking(1.s))
        timeline.add("b", .init(runEvery: 100.s))
        #expect(timeline.pass(20.s) == "a{ |1 }a b |5 a{ |1 }a stopping(idle) stop(idle)")
    }

    @Test func notWhileARunIsInProgress() {
        let timeline = Timeline(AppParameters(shutdownIfIdle: 5.s))
        timeline.add("a", .init(runEvery: 100.s), .taking(20.s))
        timeline.add("own", .init(runEvery: 100.s, floor: .own))
        #expect(timeline.pass(60.s) == "a{ own |20 }a stopping(idle) stop(idle)")
    }

    @Test func wherePausedDaemonsAreLeftTheGapIsInfinite() {
        let timeline = Timeline(AppParameters(shutdownIfIdle: .forever))
        timeline.add("a", .init(runEvery: 1.s))
        timeline.pass(3.s)
        timeline.pause("a")
        #expect(timeline.settle() == "stopping(idle) stop(idle)")
        #expect(timeline.record?.next == nil)
    }

    @Test func aPauseLeavesAGap() {
        let timeline = Timeline(AppParameters(shutdownIfIdle: 5.s))
        timeline.add("a", .init(runEvery: 1.s))
        timeline.add("b", .init(runEvery: 10.s))
        timeline.pass(2.5.s)
        timeline.pause("a")
        #expect(timeline.settle() == "stopping(idle) stop(idle)")
        #expect(timeline.record?.next == at(10.s))
    }

    @Test func theRemovalOfAWaitingDaemonLeavesAGap() {
        let timeline = Timeline(AppParameters(shutdownIfIdle: 5.s))
        timeline.add("a", .init(runEvery: 1.s))
        timeline.add("b", .init(runEvery: 10.s))
        timeline.pass(6.s)
        timeline.remove("a")
        #expect(timeline.pass(9.s) == "|4 b stopping(idle) stop(idle)")
    }

    @Test func aResumedDaemonClosesTheGap() {
        let timeline = Timeline(AppParameters(stayAliveFor: 2.s, shutdownIfIdle: 5.s))
        timeline.add("a", .init(runEvery: 4.s))
        timeline.pause("a")
        timeline.pass(1.s)
        timeline.resume("a")
        #expect(timeline.pass(9.s) == "a |4 a |4 a")
    }

    // MARK: Done

    @Test(arguments: [nil, 1.s, Nanoseconds.forever])
    func whereNoDaemonIsLeftTheAppIsDone(gap: Nanoseconds?) {
        let timeline = Timeline(AppParameters(stayAliveFor: 3.s, shutdownIfIdle: gap))
        timeline.add("a", .init(runEvery: 1.s), .returning(.done))
        #expect(timeline.pass(9.s) == "a |3 stopping(done) stop(done)")
        #expect(timeline.record?.next == nil)
    }

    @Test func anAppThatNeverHadADaemonIsDoneAtStayAliveFor() {
        #expect(Timeline().settle() == "stopping(done) stop(done)")
        #expect(Timeline(AppParameters(stayAliveFor: 2.s)).pass(5.s) == "|2 stopping(done) stop(done)")
    }

    @Test func theRemovalOfTheLastDaemonMakesTheAppDone() {
        let timeline = Timeline()
        timeline.add("a", .init(runEvery: 10.s), .taking(3.s))
        timeline.pass(1.s)
        timeline.remove("a")
        #expect(timeline.pass(9.s) == "|2 }a stopping(done) stop(done)")
    }

    @Test func aPausedDaemonIsStillLeft() {
        let timeline = Timeline()
        timeline.add("a", .init(runEvery: 10.s))
        timeline.pause("a")
        #expect(timeline.pass(99.s) == "")
        timeline.remove("a")
        #expect(timeline.settle() == "stopping(done) stop(done)")
    }

    @Test func whereAGatewayListensTheAppIsNotDone() {
        #expect(Timeline(listensForRequests: true).pass(1000.s) == "")
    }

    // MARK: Requests

    @Test func whereAGatewayListensTheGapCountsFromTheStartOrTheLastRequest() {
        let timeline = Timeline(AppParameters(shutdownIfIdle: 10.s), listensForRequests: true)
        timeline.pass(9.s)
        timeline.request()
        timeline.pass(3.s)
        timeline.respond()
        #expect(timeline.pass(20.s) == "|10 stopping(idle) stop(idle)")
        #expect(
            Timeline(AppParameters(shutdownIfIdle: 10.s), listensForRequests: true).pass(20.s)
                == "|10 stopping(idle) stop(idle)")
    }

    @Test func bothTheScheduleAndTheRequestsHaveToBeIdle() {
        let timeline = Timeline(AppParameters(shutdownIfIdle: 10.s), listensForRequests: true)
        timeline.add("a", .init(runEvery: 25.s))
        timeline.pass(4.s)
        timeline.hit()
        // At 14 the requests have been quiet for 10 s, and the next run is 11 s away.
        #expect(timeline.pass(40.s) == "|10 stopping(idle) stop(idle)")
        #expect(timeline.record?.next == at(25.s))
    }

    @Test func atTheEndOfTheQuietTheGapMayBeTooShort() {
        let timeline = Timeline(AppParameters(shutdownIfIdle: 10.s), listensForRequests: true)
        timeline.add("a", .init(runEvery: 23.s))
        timeline.pass(4.s)
        timeline.hit()
        #expect(timeline.pass(40.s) == "|19 a stopping(idle) stop(idle)")
    }

    @Test func whereNoGatewayListensRequestsStillCount() {
        let timeline = Timeline(AppParameters(shutdownIfIdle: 10.s))
        timeline.add("a", .init(runEvery: 9.s, maximumIdle: 60.s), .returning(.idle(), .idle(next: at(60.s))))
        timeline.pass(8.s)
        timeline.hit()
        #expect(timeline.pass(40.s) == "|1 a |9 stopping(idle) stop(idle)")
    }

    @Test func aRequestInFlightKeepsTheApp() {
        let timeline = Timeline(AppParameters(shutdownIfIdle: 1.s), listensForRequests: true)
        timeline.request()
        #expect(timeline.pass(100.s) == "")
    }

    // MARK: Quiet

    /// The request ends at 5; what needs q of quiet and is due at 10 can start at 5 + q.
    @Test(arguments: [
        (quiet: 3.s, line: "|5 sweep |10 sweep stopping(idle) stop(idle)"),  // at 15 the next run is only 5 s away
        (quiet: 14.s, line: "|14 sweep stopping(idle) stop(idle)"),
        (quiet: 20.s, line: "|10 stopping(idle) stop(idle)"),
        (quiet: .forever, line: "|10 stopping(idle) stop(idle)"),
    ])
    func theWaitForQuietIsPartOfTheGap(quiet: Nanoseconds, line: String) {
        let timeline = Timeline(AppParameters(shutdownIfIdle: 10.s), listensForRequests: true)
        timeline.add("sweep", .init(runEvery: 10.s, whenQuietFor: quiet))
        timeline.pass(5.s)
        timeline.hit()
        #expect(timeline.pass(40.s) == line)
    }
}
