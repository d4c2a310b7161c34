import Testing

@testable import Scheduling

/// A hundred thousand daemons.
@Suite struct ScaleTests {
    /// Each is idle every so many seconds, for an hour of virtual time.
    @Test func aHundredThousandDaemonsRunAsOftenAsTheyShould() {
        let count = 100_000
        let intervals = (0..<count).map { 900 + $0 % 2700 }
        var scheduler = Scheduler(AppParameters(shutdownAfter: 3600.s))
        scheduler.reserveCapacity(count)
        for interval in intervals { _ = scheduler.add(DaemonParameters(runEvery: interval.s)) }
        var runs = ContiguousArray(repeating: 0, count: count)
        var jitter = SplitMix64(seed: 0)
        var now = Instant.start
        var isInOrder = true
        var last = (now: now, index: -1)
        var record: ExitRecord?
        while record == nil {
            switch scheduler.next(at: now) {
            case .run(let id, let due):
                // All have one priority and run when they are due: in the order in which they were added.
                isInOrder = isInOrder && due == now && (last.now < now || last.index < id.index)
                last = (now, id.index)
                runs[id.index] += 1
                scheduler.finished(id, .idle(), at: now, jitter: &jitter)
            case .stop(let end): record = end
            case .beginStop, .cancel: continue
            case .wait(let instant): now = instant
            }
        }
        #expect(isInOrder)
        #expect(runs.elementsEqual(intervals.map { 3599 / $0 + 1 }))
        #expect(runs.reduce(0, +) > 200_000)
        #expect(record == ExitRecord(reason: .deadline, stopped: at(3600.s), next: at(3600.s)))
    }

    @Test func aDaemonTakesAtMostAHundredBytes() {
        let state = MemoryLayout<DaemonState>.stride
        let waiting = MemoryLayout<StampedHeap<Instant>.Entry>.stride
        let waitingForQuiet = MemoryLayout<StampedHeap<Nanoseconds>.Entry>.stride
        let ready = MemoryLayout<StampedHeap<Rank>.Entry>.stride
        let patience = MemoryLayout<StampedHeap<Patience>.Entry>.stride
        let overdue = MemoryLayout<StampedHeap<OverdueRank>.Entry>.stride
        #expect(state == 40)
        // It waits, for its due time or for quiet; or runs, with a timeout.
        #expect(state + waiting == 56 && waitingForQuiet == waiting)
        // It is ready, with a MaximumWait or past it.
        #expect(state + ready + patience <= 100)
        #expect(state + overdue <= 100)
    }
}
