import Testing

@testable import Scheduling

/// The queues keep outdated entries, but never many.
@Suite struct QueueTests {
    @Test func aHeapGivesItsEntriesInOrder() {
        var random = SplitMix64(seed: 1)
        var daemons = ContiguousArray<DaemonState>()
        var heap = StampedHeap<Instant>()
        for slot in 0..<1000 {
            daemons.append(.waiting)
            let key = at(Int.random(in: 0..<200, using: &random).s)
            heap.insert(.init(key: key, slot: UInt32(slot), stamp: 0), among: daemons)
        }
        for slot in stride(from: 0, to: 1000, by: 3) { daemons[slot].stamp += 1 }
        var keys: [Instant] = []
        while let head = heap.firstCurrent(among: daemons) {
            #expect(!head.slot.isMultiple(of: 3))
            keys.append(head.key)
            heap.removeFirst()
        }
        #expect(keys.count == 666)
        #expect(keys == keys.sorted())
        #expect(heap.isEmpty)
    }

    @Test func outdatedEntriesAreClearedWhenTheyAreTheMajority() {
        var daemons = ContiguousArray(repeating: DaemonState.waiting, count: 10)
        var heap = StampedHeap<Instant>()
        for round in 0..<10_000 {
            let slot = round * 7 % 10
            daemons[slot].stamp += 1
            let entry = StampedHeap<Instant>.Entry(
                key: at((-round).s), slot: UInt32(slot), stamp: daemons[slot].stamp)
            heap.insert(entry, among: daemons)
            #expect(heap.entries.count <= 2 * 10 + 65)
        }
        // Of each daemon the last entry counts; the least key is the latest.
        var slots: [UInt32] = []
        while let head = heap.firstCurrent(among: daemons) {
            slots.append(head.slot)
            heap.removeFirst()
        }
        #expect(slots == (9990..<10_000).reversed().map { UInt32($0 * 7 % 10) })
    }

    /// Wakes, pauses and resumes by the thousand, of waiting and of ready daemons, with every kind of queue in use.
    @Test func theQueuesOfASchedulerStayBounded() {
        var scheduler = Scheduler(AppParameters(), listensForRequests: true)
        var jitter = SplitMix64(seed: 0)
        let hog = scheduler.add(DaemonParameters(runEvery: 1.s, runTimeout: .forever))
        _ = scheduler.next(at: .start)
        let ids = (0..<6).map { number in
            scheduler.add(
                DaemonParameters(
                    runEvery: 1000.s, maximumWait: number % 2 == 0 ? 2.s : nil, whenQuietFor: number < 3 ? 1.s : nil))
        }
        for round in 1...20_000 {
            let now = at(round.s)
            let id = ids[round % 6]
            scheduler.pause(id, at: now)
            _ = scheduler.next(at: now)
            scheduler.resume(id, at: now)
            scheduler.wake(id, at: now)
            if round % 5 == 0, scheduler.requestBegan(at: now) { scheduler.requestEnded(at: now) }
            _ = scheduler.next(at: now)
            if round % 7 == 0 {
                scheduler.finished(hog, .worked(next: now), at: now, jitter: &jitter)
                // Another takes the floor, and gives it back.
                while case .run(let id, _) = scheduler.next(at: now), id != hog {
                    scheduler.finished(id, .worked(next: now + 3.s), at: now, jitter: &jitter)
                }
            }
        }
        #expect(scheduler.entryCounts.allSatisfy { $0 <= 2 * 7 + 65 })
        #expect(scheduler.entryCounts.count == 15)
    }
    /// Daemons that will wait for quiet past their due time cost the idle decision once, not each time it is made.
    @Test func manyDaemonsThatWillWaitForQuietDoNotSlowTheDecision() {
        let count = 20_000
        var scheduler = Scheduler(AppParameters(shutdownIfIdle: 60.s), listensForRequests: true)
        var jitter = SplitMix64(seed: 0)
        let woken = scheduler.add(DaemonParameters(runEvery: 1000.s, startAfter: 1000.s))
        for _ in 0..<count {
            _ = scheduler.add(DaemonParameters(runEvery: 1000.s, startAfter: 100.s, whenQuietFor: 900.s))
        }
        _ = scheduler.add(DaemonParameters(runEvery: 1000.s, startAfter: 110.s))
        if scheduler.requestBegan(at: .start) { scheduler.requestEnded(at: .start) }
        #expect(scheduler.next(at: .start) == .wait(until: at(60.s)))
        for round in 0..<1000 {
            let now = at(70.s + .milliseconds(Int64(round)))
            scheduler.wake(woken, at: now)
            _ = scheduler.next(at: now)
            scheduler.finished(woken, .idle(), at: now, jitter: &jitter)
            _ = scheduler.next(at: now)
        }
        #expect(scheduler.next(at: at(80.s)) == .wait(until: at(110.s)))
        #expect(scheduler.waitingForQuiet.entries.count == count)
    }
}

extension QueueTests {
    /// Idle tasks behind a slow floor stay where they are while requests come and go.
    @Test func aRequestMovesNobodyWhoWaitsForAFloor() {
        let timeline = Timeline(listensForRequests: true)
        timeline.add("hog", .init(runEvery: 3.s, priority: 1), .taking(2.s))
        timeline.settle()
        for number in 0..<100 {
            timeline.add("idle\(number)", .init(runEvery: 1000.s, whenQuietFor: 0.5.s), .taking(2.s))
        }
        for _ in 0..<10 {
            timeline.pass(1.5.s)
            timeline.request()
            timeline.pass(2.s)
            timeline.respond()
            timeline.settle()
            #expect(timeline.scheduler.waitingForQuiet.entries.count == 0)
        }
        timeline.pass(0.5.s)
        #expect(timeline.scheduler.running == 1)
    }
}

extension DaemonState {
    static let waiting = DaemonState(instant: .start, interval: 1.s, parameters: 0, order: 0, generation: 0)
}

extension Scheduler {
    /// How many entries each of the queues has.
    var entryCounts: [Int] {
        [waiting.entries.count, waitingForQuiet.entries.count, timeouts.entries.count]
            + readyShared.entryCounts + readyOwn.entryCounts
    }
}

extension FloorQueue {
    var entryCounts: [Int] { plain.entryCounts + quiet.entryCounts }
}

extension ReadyQueue {
    var entryCounts: [Int] { [byRank.entries.count, byPatience.entries.count, overdue.entries.count] }
}
