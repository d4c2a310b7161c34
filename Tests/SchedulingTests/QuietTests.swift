import Scheduling
import Testing

/// A daemon with WhenQuietFor starts only when there has been no request for so long.
@Suite struct QuietTests {
    let timeline = Timeline(listensForRequests: true)

    init() {
        timeline.add("sweep", .init(runEvery: 10.s, priority: 9, whenQuietFor: 2.s))
    }

    @Test func whereNoRequestHasEndedYetItIsQuiet() {
        #expect(timeline.settle() == "sweep")
    }

    @Test func itDoesNotStartWhileTheFirstRequestIsInFlight() {
        timeline.request()
        #expect(timeline.pass(5.s) == "")
        timeline.respond()
        #expect(timeline.pass(5.s) == "|2 sweep")
    }

    @Test(arguments: [(7.s, "|3 sweep"), (8.s, "|2 sweep"), (8.s + 1.ns, "|2 sweep"), (9.s, "|2 sweep")])
    func itStartsAtTheInstantAtWhichTheQuietIsLongEnough(end: Nanoseconds, line: String) {
        timeline.come(to: end)
        timeline.hit()
        #expect(timeline.pass(4.s) == line)
    }

    @Test func aRequestStartsTheWaitAgain() {
        timeline.come(to: 9.s)
        for _ in 0..<5 {
            timeline.hit()
            #expect(timeline.pass(1.5.s) == "")
        }
        #expect(timeline.pass(0.5.s) == "|0.5 sweep")
    }

    @Test func itIsQuietOnlyWhenTheLastOfThemHasEnded() {
        timeline.come(to: 9.s)
        timeline.request()
        timeline.request()
        timeline.pass(3.s)
        timeline.respond()
        #expect(timeline.pass(3.s) == "")
        timeline.respond()
        #expect(timeline.pass(3.s) == "|2 sweep")
    }

    @Test func whenQuietForZeroIsWhenNoRequestIsInFlight() {
        timeline.add("zero", .init(runEvery: 10.s, whenQuietFor: .zero))
        timeline.request()
        #expect(timeline.pass(1.s) == "")
        timeline.respond()
        #expect(timeline.settle() == "zero")
    }

    @Test func itIsPassedOverAlsoPastItsMaximumWait() {
        timeline.add("eager", .init(runEvery: 10.s, priority: 9, maximumWait: .zero, whenQuietFor: 5.s))
        timeline.add("plain", .init(runEvery: 10.s))
        timeline.settle()
        timeline.come(to: 9.s)
        timeline.request()
        #expect(timeline.pass(11.s) == "|1 plain |10 plain")
        timeline.respond()
        #expect(timeline.pass(10.s) == "|2 sweep |3 eager |5 plain")
    }

    @Test func itKeepsItsPlace() {
        timeline.add("hog", .init(runEvery: 99.s, startAfter: 9.s), .taking(5.s))
        timeline.add("younger", .init(runEvery: 99.s, priority: 9, startAfter: 11.s))
        timeline.settle()
        timeline.come(to: 9.s)
        timeline.hit()
        #expect(timeline.pass(5.s) == "hog{ |5 }hog sweep younger")
        #expect(timeline.finishes(of: "sweep").count == 2)
    }

    @Test func aRequestTakesTheQuietFromWhoWaitsForAFloor() {
        timeline.add("hog", .init(runEvery: 99.s, startAfter: 9.s), .taking(5.s))
        timeline.add("plain", .init(runEvery: 99.s, startAfter: 12.s))
        timeline.settle()
        timeline.come(to: 13.5.s)
        timeline.hit()
        #expect(timeline.pass(3.s) == "|0.5 }hog plain |1.5 sweep")
    }

    @Test func whoNeedsLessQuietGoesFirst() {
        timeline.add("long", .init(runEvery: 10.s, priority: 99, whenQuietFor: 3.s))
        timeline.add("short", .init(runEvery: 10.s, whenQuietFor: 1.s))
        timeline.settle()
        timeline.come(to: 10.s)
        timeline.hit()
        #expect(timeline.pass(4.s) == "|1 short |1 sweep |1 long")
    }

    @Test func aWakeMakesItDueButNotQuiet() {
        timeline.pass(5.s)
        timeline.hit()
        #expect(timeline.wake("sweep") == .due)
        #expect(timeline.wake("sweep") == .alreadyReady)
        timeline.pass(1.s)
        #expect(timeline.wake("sweep") == .alreadyReady)
        #expect(timeline.pass(9.s) == "|1 sweep")
    }

    @Test func pausedAndRemovedWhileItWaitsForQuiet() {
        timeline.add("other", .init(runEvery: 10.s, whenQuietFor: 2.s))
        timeline.settle()
        timeline.come(to: 10.s)
        timeline.hit()
        timeline.pass(1.s)
        timeline.pause("sweep")
        timeline.remove("other")
        #expect(timeline.pass(2.s) == "")
        timeline.resume("sweep")
        #expect(timeline.settle() == "sweep")
    }

    @Test func theAppIsWokenNeitherBeforeNorWhileARequestIsInFlight() {
        timeline.settle()
        timeline.come(to: 10.s)
        timeline.request()
        timeline.settle()
        #expect(timeline.alarm == .never)
        timeline.respond()
        timeline.settle()
        #expect(timeline.alarm == at(12.s))
    }

    /// The daemon is ready and has its quiet when a request of the same instant takes it: its start is at 8 + 15.
    @Test(arguments: Floor.allCases)
    func whoHasLostItsQuietMakesAnInstant(floor: Floor) {
        let timeline = Timeline(AppParameters(shutdownIfIdle: 10.s), listensForRequests: true)
        timeline.add("sweep", .init(runEvery: 8.s, whenQuietFor: 15.s, floor: floor))
        timeline.come(to: 8.s)
        timeline.hit()
        #expect(timeline.pass(16.s) == "|15 sweep")
    }
}
