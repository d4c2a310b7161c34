import Scheduling
import Testing

/// A daemon may name its next run itself.
@Suite struct NamedNextTests {
    @Test(arguments: [
        ("between the finish and MaximumIdle", 13.s, 13.s),
        ("MinimumIdle does not hold it up", 11.s, 11.s),
        ("the finish itself", 10.s, 10.s),
        ("before the finish", 3.s, 10.s),
        ("before the start of the app", Nanoseconds(.min), 10.s),
        ("at MaximumIdle", 30.s, 30.s),
        ("later than MaximumIdle", 31.s, 30.s),
        ("never", .forever, 30.s),
    ])
    func theNextRunIsAsNamed(_ description: String, named: Nanoseconds, due: Nanoseconds) {
        for outcome in [RunOutcome.worked(next: at(named)), .idle(next: at(named))] {
            let timeline = Timeline()
            timeline.add("a", .init(runEvery: 5.s, maximumIdle: 20.s, minimumIdle: 4.s, startAfter: 10.s), .open)
            timeline.pass(10.s)
            let finish = timeline.finish("a", outcome)
            #expect(finish.next == at(due))
            #expect(finish.wait == due + (-10).s)
        }
    }

    @Test func theIntervalChangesAsForTheOutcome() {
        let timeline = Timeline()
        timeline.add(
            "a", .init(runEvery: 5.s, increaseIdleBy: 1.s, maximumIdle: 20.s),
            .returning(.idle(next: at(1.s)), .idle(next: at(2.s)), .idle(), .worked(next: at(12.s)), .idle()))
        timeline.pass(12.s)
        #expect(timeline.waits(of: "a") == [1.s, 1.s, 8.s, 2.s, 6.s])
    }

    @Test func aNamedInstantIsNotJittered() {
        let timeline = Timeline()
        timeline.add("a", .init(runEvery: 5.s, jitter: Jitter(1)), .returning(.idle(next: at(3.s))))
        timeline.settle()
        #expect(timeline.waits(of: "a") == [3.s])
        var untouched = SplitMix64(seed: 0)
        #expect(timeline.generator.next() == untouched.next())
    }

    @Test func aWakeGoesBeforeANamedInstant() {
        let timeline = Timeline()
        timeline.add("a", .init(runEvery: 5.s, maximumIdle: 20.s), .open)
        timeline.settle()
        timeline.finish("a", .idle(next: at(20.s)))
        timeline.pass(2.s)
        #expect(timeline.wake("a") == .due)
        #expect(timeline.settle() == "a{")
        timeline.wake("a")
        #expect(timeline.finish("a", .idle(next: at(20.s))).wait == .zero)
    }

    @Test func aRunPastItsTimeoutNamesNothing() {
        let timeline = Timeline()
        timeline.add("a", .init(runEvery: 5.s, maximumIdle: 20.s, runTimeout: 1.s), .open)
        timeline.pass(2.s)
        #expect(timeline.finish("a", .worked(next: at(3.s))).next == at(7.s))
    }
}
