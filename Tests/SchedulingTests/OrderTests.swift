import Scheduling
import Testing

/// Who runs next: MaximumWait, then Priority, then due time, then the order in which the daemons were started.
@Suite struct OrderTests {
    let timeline = Timeline()

    /// Keeps the shared floor up to an instant, so that who comes after it is chosen by rank.
    private func hold(_ length: Nanoseconds) {
        timeline.add("hog", .init(runEvery: 1000.s, priority: .max), .taking(length))
    }

    @Test func priorityGoesBeforeDueTimeAndDueTimeBeforeOrder() {
        hold(10.s)
        timeline.add("late", .init(runEvery: 100.s, priority: 1, startAfter: 2.s))
        timeline.add("low", .init(runEvery: 100.s, priority: -1))
        timeline.add("first", .init(runEvery: 100.s, priority: 1, startAfter: 1.s))
        timeline.add("second", .init(runEvery: 100.s, priority: 1, startAfter: 1.s))
        timeline.add("top", .init(runEvery: 100.s, priority: 2, startAfter: 9.s))
        #expect(timeline.pass(10.s) == "hog{ |10 }hog top first second late low")
    }

    @Test func prioritiesAreWholeIntegers() {
        hold(1.s)
        for (name, priority) in [("d", Int64.min), ("b", 1), ("c", 0), ("a", .max)] {
            timeline.add(name, .init(runEvery: 100.s, priority: priority))
        }
        #expect(timeline.pass(1.s) == "hog{ |1 }hog a b c d")
    }

    @Test func whoeverIsAddedLaterComesLastInTheOrder() {
        hold(5.s)
        timeline.add("a", .init(runEvery: 100.s, startAfter: 5.s))
        timeline.add("b", .init(runEvery: 100.s, startAfter: 5.s))
        timeline.pass(1.s)
        timeline.remove("a")
        timeline.add("c", .init(runEvery: 100.s, startAfter: 4.s))
        #expect(timeline.pass(4.s) == "|4 }hog b c")
    }

    @Test(arguments: [
        (2.s, "low high"), (2.s + 1.ns, "high low"), (1.ns, "low high"), (Nanoseconds.forever, "high low"),
    ])
    func whoHasWaitedAsLongAsMaximumWaitGoesFirst(maximumWait: Nanoseconds, line: String) {
        hold(2.s)
        timeline.add("high", .init(runEvery: 100.s, priority: 9))
        timeline.add("low", .init(runEvery: 100.s, maximumWait: maximumWait))
        #expect(timeline.pass(2.s) == "hog{ |2 }hog " + line)
    }

    @Test func ofThoseEarliestDueGoesFirstThenPriorityThenOrder() {
        hold(10.s)
        for (name, priority, due) in [("d", Int64(9), 3), ("a", 1, 1), ("c", 3, 2), ("b", 4, 2), ("c2", 3, 2)] {
            timeline.add(name, .init(runEvery: 99.s, priority: priority, startAfter: due.s, maximumWait: 5.s))
        }
        timeline.add("high", .init(runEvery: 99.s, priority: 10))
        #expect(timeline.pass(10.s) == "hog{ |10 }hog a b c c2 d high")
    }

    @Test func patienceEndsWhileAnotherRuns() {
        timeline.add("hog", .init(runEvery: 9.s, minimumIdle: .zero, priority: 9), .taking(1.s, .worked()))
        timeline.add("low", .init(runEvery: 9.s, maximumWait: 1.5.s))
        #expect(timeline.pass(2.s) == "hog{ |1 }hog hog{ |1 }hog low hog{")
    }

    @Test func patienceCountsFromTheDueTimeThatCountsNow() {
        timeline.add("hog", .init(runEvery: 9.s, minimumIdle: .zero, priority: 9), .taking(1.s, .worked()))
        timeline.add("low", .init(runEvery: 9.s, startAfter: 8.s, maximumWait: 1.s))
        timeline.pass(2.5.s)
        timeline.wake("low")
        #expect(timeline.pass(1.5.s) == "|0.5 }hog hog{ |1 }hog low hog{")
    }

    @Test func aRunOfNoLengthTakesPartInTheNextChoice() {
        timeline.add(
            "a", .init(runEvery: 9.s, minimumIdle: .zero, priority: 1), .returning(.worked(), .worked(), .idle()))
        timeline.add("b", .init(runEvery: 9.s))
        #expect(timeline.settle() == "a a a b")
    }
}
