import Scheduling
import Testing

/// A run holds a floor from start to finish.
@Suite struct FloorTests {
    @Test(arguments: [
        (1, "a{ |2 }a b{ |2 }b c{"), (2, "a{ b{ |2 }a }b c{ |2 }c"), (3, "a{ b{ c{ |2 }a }b }c"),
        (99, "a{ b{ c{ |2 }a }b }c"),
        (0, "a{ |2 }a b{ |2 }b c{"),
    ])
    func soManyRunsShareTheFloors(concurrency: Int, line: String) {
        let timeline = Timeline(AppParameters(concurrency: concurrency))
        for name in ["a", "b", "c"] { timeline.add(name, .init(runEvery: 100.s), .taking(2.s)) }
        #expect(timeline.pass(4.s) == line)
    }

    @Test func aDaemonWithAFloorOfItsOwnWaitsForNobody() {
        let timeline = Timeline()
        timeline.add("a", .init(runEvery: 100.s), .taking(5.s))
        timeline.add("b", .init(runEvery: 100.s), .taking(5.s))
        timeline.add("own", .init(runEvery: 1.s, priority: -9, floor: .own), .taking(1.s))
        #expect(timeline.pass(5.s) == "a{ own{ |1 }own |1 own{ |1 }own |1 own{ |1 }a }own b{")
    }

    @Test func aFloorOfItsOwnHasNoRankAboveOthers() {
        let timeline = Timeline()
        timeline.add("own", .init(runEvery: 100.s, priority: 1, floor: .own))
        timeline.add("a", .init(runEvery: 100.s, priority: 2))
        timeline.add("own2", .init(runEvery: 100.s, priority: 3, floor: .own))
        #expect(timeline.settle() == "own2 a own")
    }

    @Test func aDaemonNeverHasTwoRunsAtOnce() {
        let timeline = Timeline(AppParameters(concurrency: 9))
        timeline.add("a", .init(runEvery: 1.s), .open)
        timeline.add("b", .init(runEvery: 1.s, floor: .own), .open)
        #expect(timeline.pass(9.s) == "a{ b{")
        timeline.wake("a")
        timeline.wake("b")
        #expect(timeline.pass(9.s) == "")
    }

    @Test func theFloorOfARemovedDaemonIsFreeWhenItsRunEnds() {
        let timeline = Timeline()
        timeline.add("a", .init(runEvery: 100.s), .taking(5.s))
        timeline.add("b", .init(runEvery: 100.s))
        timeline.settle()
        timeline.remove("a")
        #expect(timeline.pass(5.s) == "|5 }a b")
    }

    @Test func whoRunsOrIsPausedOrGoneWaitsForNoSharedFloor() {
        let timeline = Timeline()
        timeline.add("a", .init(runEvery: 100.s), .open)
        timeline.add("own", .init(runEvery: 100.s, floor: .own))
        timeline.settle()
        #expect(!timeline.isWaitingForSharedFloor)
        timeline.add("b", .init(runEvery: 100.s))
        timeline.settle()
        #expect(timeline.isWaitingForSharedFloor)
        timeline.pause("b")
        #expect(!timeline.isWaitingForSharedFloor)
        timeline.resume("b")
        timeline.settle()
        #expect(timeline.isWaitingForSharedFloor)
        timeline.remove("b")
        #expect(!timeline.isWaitingForSharedFloor)
        timeline.add("eager", .init(runEvery: 100.s, maximumWait: .zero))
        timeline.settle()
        #expect(timeline.isWaitingForSharedFloor)
        timeline.finish("a")
        timeline.settle()
        #expect(!timeline.isWaitingForSharedFloor)
    }
}
