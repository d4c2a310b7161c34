import Scheduling
import Testing

/// Runs that were missed follow one another at once.
@Suite struct CatchUpTests {
    let timeline = Timeline(AppParameters(), listensForRequests: true)

    private func add(_ catchUp: Int, _ behaviour: Runs, _ parameters: DaemonParameters = .init(runEvery: 10.s)) {
        timeline.add("a", DaemonSnapshot(parameters, instant: .start, catchUp: catchUp), behaviour)
    }

    @Test(arguments: [Runs.idle, .working])
    func soManyMoreRunsAreMadeAndThenTheIntervalCounts(behaviour: Runs) {
        add(2, behaviour)
        #expect(timeline.pass(15.s) == "a a a |10 a")
    }

    @Test func theIntervalOfIdleRunsGrowsMeanwhile() {
        add(2, .idle, .init(runEvery: 10.s, increaseIdleBy: 5.s, maximumIdle: 100.s))
        timeline.settle()
        #expect(timeline.waits(of: "a") == [.zero, .zero, 25.s])
    }

    @Test func aNamedNextRunComesAfterThem() {
        add(1, .returning(.idle(next: at(4.s)), .idle(next: at(4.s)), .idle()))
        #expect(timeline.pass(4.s) == "a a |4 a")
    }

    @Test func othersTakeTurns() {
        add(2, .taking(1.s))
        timeline.add("b", .init(runEvery: 10.s), .taking(1.s))
        #expect(timeline.pass(4.s) == "a{ |1 }a b{ |1 }b a{ |1 }a a{ |1 }a")
    }

    @Test func aRunThatIsAskedForIsOneOfThem() {
        add(2, .open)
        timeline.settle()
        timeline.wake("a")
        timeline.finish("a")
        timeline.settle()
        timeline.finish("a")
        timeline.settle()
        #expect(timeline.finish("a").wait == 10.s)
    }

    @Test func aPauseKeepsThem() {
        add(1, .open)
        timeline.settle()
        timeline.pause("a")
        timeline.finish("a")
        #expect(timeline.pass(5.s) == "")
        timeline.resume("a")
        #expect(timeline.settle() == "a{")
        #expect(timeline.finish("a").wait == 10.s)
    }

    @Test func failuresCountAndPause() {
        add(9, .failing, .init(runEvery: 10.s, failureLimit: 3))
        #expect(timeline.pass(100.s) == "a a a")
        #expect(timeline.status("a")?.pausedBy == .failures(3))
    }

    @Test func whoTakesTheSlotOfOneThatIsGoneHasNoneOfItsRuns() {
        add(5, .open)
        timeline.settle()
        timeline.finish("a", .done)
        timeline.add("b", .init(runEvery: 10.s))
        #expect(timeline.id("b").index == timeline.id("a").index)
        #expect(timeline.pass(5.s) == "b")
    }
}
