import Testing

@testable import Scheduling

/// The outcome of a run decides the wait.
@Suite struct WaitTests {
    /// 10 s, growing by half and 1 s up to 20 s; 4 s after work.
    static let parameters = DaemonParameters(
        runEvery: 10.s, increaseIdleBy: 1.s, multiplyIdleBy: Multiplier(1.5), maximumIdle: 20.s, minimumIdle: 4.s)

    struct Case: CustomTestStringConvertible {
        var testDescription: String
        var outcomes: [RunOutcome]
        var waits: [Nanoseconds?]

        init(_ description: String, _ outcomes: [RunOutcome], _ waits: [Nanoseconds?]) {
            testDescription = description
            self.outcomes = outcomes
            self.waits = waits
        }
    }

    @Test(arguments: [
        Case("worked", [.worked(), .worked()], [4.s, 4.s]),
        Case("idle", [.idle(), .idle(), .idle()], [16.s, 20.s, 20.s]),
        Case("failed waits as idle", [.failed, .failed, .failed], [16.s, 20.s, 20.s]),
        Case(
            "work sets the interval back to RunEvery, not to MinimumIdle", [.idle(), .worked(), .idle()],
            [16.s, 4.s, 16.s]),
        Case(
            "failures and idle runs lengthen one interval", [.failed, .idle(), .worked(), .failed],
            [16.s, 20.s, 4.s, 16.s]),
        Case("done", [.idle(), .done], [16.s, nil]),
    ])
    func theOutcomeDecidesTheWait(_ example: Case) {
        let timeline = Timeline()
        timeline.add("a", WaitTests.parameters, Runs(length: .zero, outcomes: example.outcomes))
        timeline.pass(60.s)
        #expect(Array(timeline.waits(of: "a").prefix(example.waits.count)) == example.waits)
    }

    @Test func theProposalsDaemonWaitsLongerEachTime() {
        let timeline = Timeline()
        timeline.add("a", .init(runEvery: 30.s, increaseIdleBy: 10.s, maximumIdle: 120.s))
        timeline.pass(840.s)
        #expect(timeline.waits(of: "a") == [40, 50, 60, 70, 80, 90, 100, 110, 120, 120, 120].map(\.s))
    }

    @Test func aDoneDaemonIsRemovedAndTheWaitIsNull() {
        let timeline = Timeline()
        timeline.add("a", .init(runEvery: 1.s), .returning(.done))
        timeline.pass(5.s)
        let finish = timeline.finishes(of: "a")
        #expect(finish == [RunFinish(outcome: .done, wait: nil, next: nil, isPausedByFailures: false)])
        #expect(timeline.scheduler.daemonCount == 0)
    }

    @Test(arguments: [
        (3.ns, 1.5, 5.ns),  // 4.5: away from zero
        (3.ns, 1.1, 3.ns),  // 3.3
        (5.ns, 1.1, 6.ns),  // 5.5
        (5.ns, 1.099999, 5.ns),  // 5.499995
        (1_000_000.ns, 1.000001, 1_000_001.ns),
        (1_000_000.ns, 1.0000004, 1_000_000.ns),  // the factor is rounded to a millionth when it is read
        (1_000_000.ns, 1.0000006, 1_000_001.ns),
    ])
    func productsAreRoundedToTheNearest(length: Nanoseconds, factor: Double, product: Nanoseconds) {
        #expect(Multiplier(factor).applied(to: length) == product)
    }

    /// The exact value of the number counts, which seldom is the decimal that was written.
    @Test(
        arguments: [
            (1.0000285, 1_000_028), (1.0000005, 1_000_001), (1.5000005, 1_500_001), (2, 2_000_000),
            (9_007_199_254.740993, 9_007_199_254_740_993), (9_223_372_036_854.775, 9_223_372_036_854_775_391),
            (1e15, .max),
        ] as [(Double, Int64)])
    func factorsAreRoundedOnceToAMillionth(factor: Double, millionths: Int64) {
        #expect(Multiplier(factor).millionths == millionths)
    }

    @Test func theProductIsRoundedBeforeTheSum() {
        let parameters = DaemonParameters(
            runEvery: 3.ns, increaseIdleBy: 1.ns, multiplyIdleBy: Multiplier(1.5), maximumIdle: 100.ns)
        #expect(parameters.lengthened(3.ns) == 6.ns)
        #expect(parameters.lengthened(6.ns) == 10.ns)
    }

    @Test(arguments: [
        (10.s, 0.s, 1.0, 10.s),
        (30.s, 10.s, 1.0, 60.s),
        (5.s, 7.s, 2.0, 61.s),
        (1.ns, 0.ns, 1.1, 1.ns),  // 1.331, rounded once
        (2.ns, 0.ns, 1.1, 3.ns),  // 2.662: rounded after each step it would be 2
        (1.s, Nanoseconds.forever, 1.0, .forever),
        (1.s, 0.s, 1e300, .forever),
    ])
    func maximumIdleIsTheThirdStepIfItIsNotGiven(
        runEvery: Nanoseconds, increase: Nanoseconds, factor: Double, maximum: Nanoseconds
    ) {
        let parameters = DaemonParameters(
            runEvery: runEvery, increaseIdleBy: increase, multiplyIdleBy: Multiplier(factor))
        #expect(parameters.maximumIdle == maximum)
        #expect(parameters.minimumIdle == runEvery)
    }

    @Test func startAfterDelaysTheFirstRunOnly() {
        let timeline = Timeline()
        timeline.add("a", .init(runEvery: 2.s, startAfter: 3.s))
        #expect(timeline.pass(7.s) == "|3 a |2 a |2 a")
    }

    @Test(arguments: [0.ns, (-5).s, Nanoseconds(.min)])
    func anIntervalOfLessThanANanosecondIsTakenAsOne(runEvery: Nanoseconds) {
        let parameters = DaemonParameters(runEvery: runEvery, multiplyIdleBy: Multiplier(2))
        #expect(parameters.runEvery == 1.ns)
        #expect(parameters.minimumIdle == 1.ns && parameters.maximumIdle == 8.ns)
    }
}
