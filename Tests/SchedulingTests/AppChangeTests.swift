import Scheduling
import Testing

/// An app is given other parameters while it runs; they still count from its start.
@Suite struct AppChangeTests {
    private func timeline(_ app: AppParameters, listens: Bool = false, every interval: Nanoseconds = 10.s) -> Timeline {
        let timeline = Timeline(app, listensForRequests: listens)
        timeline.add("a", .init(runEvery: interval))
        return timeline
    }

    @Test func aDeadlineThatHasPassedStops() {
        let timeline = timeline(.init(shutdownAfter: 100.s))
        timeline.pass(25.s)
        timeline.change(.init(shutdownAfter: 20.s))
        #expect(timeline.settle() == "stopping(deadline) stop(deadline)")
        #expect(timeline.record?.stopped == at(25.s))
        #expect(timeline.record?.next == at(30.s))
    }

    @Test func aDeadlineToComeCountsFromTheStart() {
        let timeline = timeline(.init())
        timeline.pass(25.s)
        timeline.change(.init(shutdownAfter: 35.s))
        #expect(timeline.pass(60.s) == "|5 a |5 stopping(deadline) stop(deadline)")
    }

    @Test func aDeadlineThatIsTakenAwayDoesNotCome() {
        let timeline = timeline(.init(shutdownAfter: 20.s))
        timeline.pass(5.s)
        timeline.change(.init())
        #expect(timeline.pass(40.s) == "|5 a |10 a |10 a |10 a")
        #expect(timeline.record == nil)
    }

    @Test func aShorterGapStopsAtOnceIfItIsThere() {
        let timeline = timeline(.init(shutdownIfIdle: 60.s), every: 50.s)
        timeline.pass(10.s)
        timeline.change(.init(shutdownIfIdle: 41.s))
        #expect(timeline.settle() == "")
        timeline.change(.init(shutdownIfIdle: 40.s))
        #expect(timeline.settle() == "stopping(idle) stop(idle)")
        #expect(timeline.record?.next == at(50.s))
    }

    @Test func aGapThatIsLongerKeepsTheAppAlive() {
        let timeline = timeline(.init(stayAliveFor: 5.s, shutdownIfIdle: 20.s), every: 50.s)
        timeline.pass(4.s)
        timeline.change(.init(stayAliveFor: 5.s, shutdownIfIdle: 60.s))
        #expect(timeline.pass(100.s) == "|46 a |50 a")
    }

    @Test func theQuietAfterTheLastRequestCountsByTheNewGap() {
        let timeline = timeline(.init(shutdownIfIdle: 300.s), listens: true, every: 1000.s)
        timeline.pass(100.s)
        timeline.hit()
        timeline.pass(10.s)
        timeline.change(.init(shutdownIfIdle: 30.s))
        #expect(timeline.pass(60.s) == "|20 stopping(idle) stop(idle)")
    }

    @Test func aLongerLifeBeginsAnew() {
        let timeline = timeline(.init(stayAliveFor: 20.s, shutdownIfIdle: 5.s), every: 100.s)
        timeline.pass(10.s)
        timeline.change(.init(stayAliveFor: 40.s, shutdownIfIdle: 5.s))
        #expect(timeline.pass(50.s) == "|30 stopping(idle) stop(idle)")
    }

    @Test func aShorterLifeEndsAtOnce() {
        let timeline = timeline(.init(stayAliveFor: 500.s, shutdownIfIdle: 5.s), every: 100.s)
        timeline.pass(10.s)
        timeline.change(.init(stayAliveFor: 3.s, shutdownIfIdle: 5.s))
        #expect(timeline.settle() == "stopping(idle) stop(idle)")
    }

    @Test func moreFloorsAreTakenAtOnceAndFewerOnlyAsTheyBecomeFree() {
        let timeline = Timeline(AppParameters(), listensForRequests: true)
        for name in ["a", "b", "c"] { timeline.add(name, .init(runEvery: 10.s), .open) }
        #expect(timeline.settle() == "a{")
        timeline.change(.init(concurrency: 3))
        #expect(timeline.settle() == "b{ c{")
        timeline.change(.init(concurrency: 1))
        for name in ["a", "b", "c"] { timeline.finish(name) }
        #expect(timeline.pass(10.s) == "|10 a{")
    }

    @Test(arguments: [3, 2] as [Int64])
    func aNumberOfRequestsThatWasAnsweredStops(limit: Int64) {
        let timeline = timeline(.init(), listens: true)
        for _ in 0..<3 { timeline.hit() }
        timeline.pass(1.s)
        timeline.change(.init(maximumRequests: 4))
        #expect(timeline.settle() == "")
        timeline.change(.init(maximumRequests: limit))
        #expect(timeline.settle() == "stopping(requests) stop(requests)")
    }

    @Test func theGraceOfAStopThatHasBegunStays() {
        let timeline = Timeline(.init(gracePeriod: 10.s))
        timeline.add("a", .init(runEvery: 10.s), .open)
        timeline.settle()
        timeline.stop(.operator)
        timeline.settle()
        timeline.change(.init(shutdownAfter: 1.s, gracePeriod: 100.s))
        #expect(timeline.pass(60.s) == "|10 stop(operator)")
    }

    @Test func aNewGraceIsThatOfTheStop() {
        let timeline = Timeline(.init(gracePeriod: 10.s))
        timeline.add("a", .init(runEvery: 10.s), .open)
        timeline.settle()
        timeline.change(.init(gracePeriod: 2.s))
        timeline.stop(.operator)
        #expect(timeline.pass(60.s) == "stopping(operator) a! |2 stop(operator)")
    }
}
