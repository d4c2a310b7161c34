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
}
