import Scheduling
import Testing

/// What an app leaves behind for whoever starts it again: the earliest instant at which a daemon could have started.
@Suite struct ExitRecordTests {
    private func next(_ timeline: Timeline) -> Nanoseconds? {
        timeline.stop(.signal)
        timeline.pass(60.s)
        return timeline.record?.next?.sinceStart
    }

    @Test func theEarliestDueTime() {
        let timeline = Timeline()
        timeline.add("a", .init(runEvery: 10.s))
        timeline.add("b", .init(runEvery: 7.s))
        timeline.pass(1.s)
        #expect(next(timeline) == 7.s)
    }

    @Test func notBeforeTheStop() {
        let timeline = Timeline()
        timeline.add("a", .init(runEvery: 99.s), .taking(6.s))
        timeline.add("b", .init(runEvery: 7.s))
        timeline.pass(1.s)
        #expect(next(timeline) == 6.s)
    }

    @Test func aRunThatWasCutOffCountsAsDueThen() {
        let timeline = Timeline()
        timeline.add("a", .init(runEvery: 99.s), .open)
        timeline.add("b", .init(runEvery: 99.s, startAfter: 50.s))
        timeline.pass(1.s)
        #expect(next(timeline) == 31.s)
    }

    @Test func pausedAndRemovedDaemonsDoNotCount() {
        let timeline = Timeline(AppParameters(concurrency: 9))
        for name in ["paused", "removed"] { timeline.add(name, .init(runEvery: 3.s), .open) }
        for name in ["pausedBefore", "removedBefore"] { timeline.add(name, .init(runEvery: 3.s)) }
        timeline.add("a", .init(runEvery: 40.s))
        timeline.pass(1.s)
        timeline.pause("paused")
        timeline.remove("removed")
        timeline.pause("pausedBefore")
        timeline.remove("removedBefore")
        #expect(next(timeline) == 40.s)
    }

    @Test func whereNobodyCanStartThereIsNone() {
        let timeline = Timeline()
        timeline.add("a", .init(runEvery: 3.s))
        timeline.add("b", .init(runEvery: .forever))
        timeline.settle()
        timeline.pause("a")
        #expect(next(timeline) == nil)
        #expect(next(Timeline(listensForRequests: true)) == nil)
    }

    @Test(arguments: [(4.s, 10.s), (8.s, 12.s), (Nanoseconds.forever, nil as Nanoseconds?)])
    func theWaitForQuietCounts(quiet: Nanoseconds, expected: Nanoseconds?) {
        let timeline = Timeline(listensForRequests: true)
        timeline.add("sweep", .init(runEvery: 10.s, whenQuietFor: quiet))
        timeline.pass(4.s)
        timeline.hit()
        timeline.pass(1.s)
        #expect(next(timeline) == expected)
    }

    @Test func soItDoesForARunThatWasCutOff() {
        let timeline = Timeline(AppParameters(gracePeriod: 1.s), listensForRequests: true)
        timeline.add("sweep", .init(runEvery: 10.s, whenQuietFor: 5.s), .open)
        timeline.pass(3.s)
        timeline.hit()
        #expect(next(timeline) == 8.s)
    }

    @Test func aRequestThatIsCutOffHasNotEnded() {
        let timeline = Timeline(AppParameters(gracePeriod: 1.s), listensForRequests: true)
        timeline.add("sweep", .init(runEvery: 10.s, whenQuietFor: 5.s))
        timeline.settle()
        timeline.request()
        #expect(next(timeline) == 10.s)
    }

    @Test func daemonsAddedDuringTheStopCount() {
        let timeline = Timeline()
        timeline.add("a", .init(runEvery: 99.s), .taking(6.s))
        timeline.pass(1.s)
        timeline.stop(.signal)
        timeline.add("b", .init(runEvery: 9.s, startAfter: 20.s))
        #expect(timeline.pass(9.s) == "stopping(signal) a! |5 }a stop(signal)")
        #expect(timeline.record?.next == at(21.s))
    }
}
