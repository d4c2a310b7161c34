import Scheduling
import Testing

/// What is in progress when the app stops has a grace to end.
@Suite struct GraceTests {
    @Test(arguments: [
        (grace: 3.s, line: "a{ b{ |2 stopping(deadline) a! b! |2 }a |1 }b stop(deadline)"),
        (grace: 9.s, line: "a{ b{ |2 stopping(deadline) a! b! |2 }a |1 }b stop(deadline)"),
        (grace: 2.5.s, line: "a{ b{ |2 stopping(deadline) a! b! |2 }a |0.5 stop(deadline)"),
        (grace: .zero, line: "a{ b{ |2 stopping(deadline) a! b! stop(deadline)"),
        (grace: .forever, line: "a{ b{ |2 stopping(deadline) a! b! |2 }a |1 }b stop(deadline)"),
    ])
    func runsInProgressHaveTheGraceToEnd(grace: Nanoseconds, line: String) {
        let timeline = Timeline(AppParameters(concurrency: 2, shutdownAfter: 2.s, gracePeriod: grace))
        timeline.add("a", .init(runEvery: 9.s), .taking(4.s))
        timeline.add("b", .init(runEvery: 9.s), .taking(5.s))
        timeline.add("c", .init(runEvery: 9.s))
        #expect(timeline.pass(99.s) == line)
    }

    @Test func theGraceIsThirtySecondsIfItIsNotGiven() {
        let timeline = Timeline()
        timeline.add("a", .init(runEvery: 1.s), .open)
        timeline.settle()
        timeline.stop(.operator)
        #expect(timeline.pass(99.s) == "stopping(operator) a! |30 stop(operator)")
    }

    @Test func requestsInProgressHaveTheGraceToo() {
        let timeline = Timeline(AppParameters(gracePeriod: 3.s), listensForRequests: true)
        timeline.request()
        timeline.request()
        timeline.stop(.signal)
        #expect(timeline.pass(2.s) == "stopping(signal)")
        timeline.respond()
        #expect(timeline.settle() == "")
        timeline.respond()
        #expect(timeline.settle() == "stop(signal)")
    }

    // MARK: The end of the grace

    @Test func aSecondSignalEndsTheGrace() {
        let timeline = Timeline()
        timeline.add("a", .init(runEvery: 1.s), .open)
        timeline.settle()
        timeline.stop(.signal)
        timeline.pass(2.s)
        timeline.endGrace()
        #expect(timeline.settle() == "stop(signal)")
    }

    @Test func aSecondSignalAtTheInstantOfTheFirst() {
        let timeline = Timeline()
        timeline.add("a", .init(runEvery: 1.s), .open)
        timeline.settle()
        timeline.stop(.signal)
        timeline.endGrace()
        #expect(timeline.settle() == "stopping(signal) a! stop(signal)")
    }

    @Test func withoutAStopThereIsNoGraceToEnd() {
        let timeline = Timeline()
        timeline.add("a", .init(runEvery: 1.s))
        timeline.endGrace()
        #expect(timeline.pass(1.s) == "a |1 a")
    }

    // MARK: During and after the stop

    @Test func runsAreCancelledOnceEach() {
        let timeline = Timeline(AppParameters(concurrency: 3))
        for name in ["a", "b", "c"] { timeline.add(name, .init(runEvery: 1.s), .open) }
        timeline.settle()
        timeline.finish("b", .done)
        timeline.stop(.signal)
        timeline.add("d", .init(runEvery: 1.s), .open)
        #expect(timeline.settle() == "stopping(signal) a! c!")
        #expect(timeline.pass(5.s) == "")
    }

    @Test func aRunThatEndsBeforeItIsCancelledIsNotCancelled() {
        let timeline = Timeline(AppParameters(concurrency: 3))
        for name in ["a", "b"] { timeline.add(name, .init(runEvery: 1.s), .open) }
        timeline.settle()
        timeline.stop(.signal)
        timeline.finish("a")
        #expect(timeline.settle() == "stopping(signal) b!")
    }

    @Test func afterTheStopNothingHappensAnyMore() {
        let timeline = Timeline()
        timeline.add("a", .init(runEvery: 1.s), .open)
        timeline.add("b", .init(runEvery: 1.s))
        timeline.settle()
        timeline.stop(.signal)
        timeline.endGrace()
        timeline.settle()
        #expect(timeline.scheduler.stopReason == .signal)
        timeline.finish("a")
        timeline.wake("b")
        timeline.stop(.operator)
        timeline.endGrace()
        #expect(timeline.pass(99.s) == "")
        #expect(timeline.alarm == .never)
        #expect(timeline.explain("b") == .stopping(.signal))
    }
}
