import Testing

@testable import Scheduling

/// What ends an app whatever the schedule says.
@Suite struct HardStopTests {
    @Test func aDeadlineOfZeroStopsAtOnce() {
        let timeline = Timeline(AppParameters(shutdownAfter: .zero))
        timeline.add("a", .init(runEvery: 1.s))
        #expect(timeline.settle() == "stopping(deadline) stop(deadline)")
        #expect(timeline.record == ExitRecord(reason: .deadline, stopped: .start, next: .start))
    }

    @Test func theDeadlineMayBeLessThanStayAliveFor() {
        let timeline = Timeline(AppParameters(stayAliveFor: 100.s, shutdownAfter: 2.s))
        timeline.add("a", .init(runEvery: 1.s))
        #expect(timeline.pass(9.s) == "a |1 a |1 stopping(deadline) stop(deadline)")
    }

    @Test func whatEndsAtTheInstantOfTheStopHasEnded() {
        let timeline = Timeline(AppParameters(shutdownAfter: 2.s, gracePeriod: 3.s))
        timeline.add("a", .init(runEvery: 9.s), .taking(2.s))
        #expect(timeline.pass(9.s) == "a{ |2 }a stopping(deadline) stop(deadline)")
    }

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

    @Test(arguments: [StopReason.signal, .operator])
    func onASignalOrAnOperatorsWordNothingMoreStarts(reason: StopReason) {
        let timeline = Timeline()
        timeline.add("a", .init(runEvery: 1.s), .taking(5.s))
        timeline.add("b", .init(runEvery: 1.s))
        timeline.pass(2.s)
        timeline.stop(reason)
        let name = reason.rawValue
        #expect(timeline.pass(9.s) == "stopping(\(name)) a! |3 }a stop(\(name))")
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

    @Test func requestsAreRefusedFromTheBeginningOfAStopOn() {
        let timeline = Timeline(AppParameters(shutdownAfter: 5.s), listensForRequests: true)
        timeline.come(to: 4.s)
        #expect(timeline.request())
        timeline.come(to: 5.s)
        #expect(!timeline.request())  // nobody has asked the scheduler for anything at 5 yet
        #expect(timeline.settle() == "stopping(deadline)")
        #expect(!timeline.request())
        timeline.respond()
        #expect(timeline.settle() == "stop(deadline)")
        #expect(!timeline.request())
    }

    // MARK: MaximumRequests

    @Test func soManyAnswersStopTheApp() {
        let timeline = Timeline(AppParameters(maximumRequests: 2), listensForRequests: true)
        timeline.add("a", .init(runEvery: 1.s))
        timeline.settle()
        for _ in 0..<3 { #expect(timeline.request()) }
        timeline.respond()
        #expect(timeline.settle() == "")
        timeline.respond()
        #expect(!timeline.request())
        #expect(timeline.pass(4.s) == "stopping(requests)")
        timeline.respond()
        #expect(timeline.settle() == "stop(requests)")
        #expect(timeline.record?.next == at(4.s))
    }

    @Test func answersDuringAnotherStopDoNotChangeItsReason() {
        let timeline = Timeline(AppParameters(maximumRequests: 2), listensForRequests: true)
        timeline.request()
        timeline.request()
        timeline.stop(.signal)
        timeline.settle()
        timeline.respond()
        timeline.respond()
        #expect(timeline.settle() == "stop(signal)")
    }

    // MARK: The first reason

    @Test func theFirstReasonStaysAndSoDoesItsGrace() {
        let timeline = Timeline(AppParameters(shutdownAfter: 4.s, gracePeriod: 10.s))
        timeline.add("a", .init(runEvery: 1.s), .open)
        timeline.pass(2.s)
        timeline.stop(.operator)
        timeline.pass(1.s)
        timeline.stop(.signal)
        #expect(timeline.pass(20.s) == "|9 stop(operator)")
    }

    /// Told in the order of their instant, the first of them counts.
    @Test(arguments: [
        (deadline: 5.s as Nanoseconds?, told: [StopReason.signal, .operator], reason: StopReason.deadline),
        (deadline: nil, told: [.signal, .operator], reason: .signal),
        (deadline: nil, told: [.operator], reason: .operator),
        (deadline: nil, told: [], reason: .requests),
    ])
    func atOneInstantTheDeadlineComesFirstAndThenWhoeverIsHeard(
        deadline: Nanoseconds?, told: [StopReason], reason: StopReason
    ) {
        let timeline = Timeline(
            AppParameters(shutdownAfter: deadline, shutdownIfIdle: .zero, maximumRequests: 1), listensForRequests: true)
        timeline.request()
        timeline.come(to: 5.s)
        for reason in told { timeline.stop(reason) }
        timeline.respond()
        timeline.settle()
        #expect(timeline.record?.reason == reason)
    }

    @Test func theDeadlineGoesBeforeIdleness() {
        let timeline = Timeline(AppParameters(stayAliveFor: 5.s, shutdownAfter: 5.s, shutdownIfIdle: 1.s))
        timeline.add("a", .init(runEvery: 60.s))
        #expect(timeline.pass(9.s) == "a |5 stopping(deadline) stop(deadline)")
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
