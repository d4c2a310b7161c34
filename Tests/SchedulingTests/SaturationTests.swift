import Scheduling
import Testing

/// Sums and products past Int64 stay at its greatest value; such an instant never comes.
@Suite struct SaturationTests {
    static let huge = Nanoseconds(.max - 1)

    @Test(arguments: [
        DaemonParameters(runEvery: .forever), .init(runEvery: huge), .init(runEvery: 1.s, increaseIdleBy: .forever),
        .init(runEvery: 1.s, multiplyIdleBy: Multiplier(millionths: .max), maximumIdle: .forever),
        .init(runEvery: huge, jitter: Jitter(1)), .init(runEvery: 1.s, increaseIdleBy: huge, jitter: Jitter(1)),
    ])
    func anEndlessWaitNeverEnds(parameters: DaemonParameters) {
        let timeline = Timeline()
        timeline.add("a", parameters)
        timeline.add("b", .init(runEvery: 10.s, maximumIdle: .forever, startAfter: 5.s), .failing)
        timeline.pass(5.s)
        timeline.wake("a")
        timeline.settle()
        let finishes = timeline.finishes(of: "a")
        #expect(finishes.count == 2)
        #expect(finishes[1].next == .never || finishes[1].next == at(.forever))
        #expect(finishes[1].wait == .forever)
    }

    @Test func endlessLimitsOfADaemon() {
        let timeline = Timeline(listensForRequests: true)
        let parameters = DaemonParameters(
            runEvery: 10.s, increaseIdleBy: .forever, multiplyIdleBy: Multiplier(1e300), maximumIdle: 20.s,
            runTimeout: .forever, maximumWait: .forever, whenQuietFor: .forever, failureLimit: .max)
        timeline.add("a", parameters, .open)
        timeline.add("b", .init(runEvery: 9.s, startAfter: .forever))
        #expect(timeline.pass(100.s) == "a{")
        #expect(timeline.finish("a", .failed).wait == 20.s)
        timeline.hit()
        #expect(timeline.pass(100.s) == "")
        #expect(timeline.explain("a") == .waitingForQuiet(since: at(120.s), until: .never))
        timeline.stop(.signal)
        timeline.settle()
        #expect(timeline.record?.next == nil)
    }

    @Test func endlessLimitsOfAnApp() {
        let timeline = Timeline(
            AppParameters(
                concurrency: .max, stayAliveFor: .forever, shutdownAfter: .forever, shutdownIfIdle: .forever,
                gracePeriod: .forever, maximumRequests: .max),
            listensForRequests: true)
        timeline.add("a", .init(runEvery: .forever), .open)
        timeline.settle()
        timeline.hit()
        timeline.settle()
        #expect(timeline.alarm == .never)
        timeline.stop(.operator)
        #expect(timeline.settle() == "stopping(operator) a!")
        #expect(timeline.alarm == .never)
        timeline.endGrace()
        #expect(timeline.settle() == "stop(operator)")
        #expect(timeline.record?.next == at(.zero))
    }

    /// The schedule goes on at the far end of time.
    @Test func nearTheEndOfTime() {
        let timeline = Timeline(AppParameters(shutdownIfIdle: 1.s))
        timeline.add("a", .init(runEvery: 10.s))
        timeline.pause("a")
        let late = at(Nanoseconds(.max - 5_000_000_000))
        var scheduler = Scheduler(AppParameters())
        let id = scheduler.add(.init(runEvery: 3.s, runTimeout: 9.s, maximumWait: 9.s), at: late)
        #expect(scheduler.next(at: late) == .run(id, due: late))
        #expect(scheduler.next(at: late) == .wait(until: .never))
        var generator = SplitMix64(seed: 0)
        #expect(scheduler.finished(id, .worked(), at: late, jitter: &generator).next == late + 3.s)
        #expect(scheduler.next(at: late + 3.s) == .run(id, due: late + 3.s))
        #expect(scheduler.finished(id, .worked(), at: late + 3.s, jitter: &generator).next == .never)
        #expect(scheduler.next(at: late + 4.s) == .wait(until: .never))
    }

    @Test(arguments: [
        (Nanoseconds(.max) + 1.ns, Nanoseconds.forever), (huge + 1.ns, .forever), (huge + .zero, huge),
        (.seconds(9_223_372_037), .forever), (.seconds(9_223_372_036), Nanoseconds(9_223_372_036_000_000_000)),
        (.milliseconds(.max), .forever), (Nanoseconds(1 << 62) * 2, .forever), (.forever * 0, .zero),
    ])
    func sumsAndProducts(result: Nanoseconds, expected: Nanoseconds) {
        #expect(result == expected)
    }

    @Test func instants() {
        #expect(Instant.never - at(3.s) == .forever)
        #expect(at(5.s) - at(3.s) == 2.s)
        #expect(Instant.never + 1.s == .never)
        #expect(at(.forever) == .never)
    }

    @Test(arguments: [0.5, 1, -3, -.infinity, .nan] as [Double])
    func factorsBelowOneAreOne(factor: Double) {
        #expect(Multiplier(factor) == .one)
    }

    @Test func factorsThatDoNotFitAreTheGreatest() {
        #expect(Multiplier(.infinity).millionths == .max)
        #expect(Multiplier(1e13).millionths == .max)
        #expect(Multiplier(9e12).millionths == 9_000_000_000_000_000_000)
    }
}
