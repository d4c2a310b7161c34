import EventLoopServices
import Synchronization

extension ReactorConformance {
    private static let millisecond: Int64 = 1_000_000

    func checkOrder() async throws {
        let reactor = make()
        let log = EventLog<Int>()
        let start = reactor.now
        // Number, and its instant in milliseconds from now.
        for (number, delay) in [(3, 20), (1, 10), (4, 20), (0, -5), (5, 30), (2, 10)] as [(Int, Int64)] {
            _ = reactor.call(at: start.advanced(byNanoseconds: delay * Self.millisecond)) { log.add(number) }
        }
        await passTime(reactor, .milliseconds(30))
        await log.wait(for: 6)
        try require(log.events == [0, 1, 2, 3, 4, 5], "the calls ran in the order \(log.events)")
    }

    func checkLateness() async throws {
        let reactor = make()
        let log = EventLog<MonotonicTime>()
        let start = reactor.now
        let wanted = [-1, 0, 1, 5, 25].map { start.advanced(byNanoseconds: $0 * Self.millisecond) }
        let isAsking = Atomic(true)
        let ranWithin = Atomic(false)
        _ = reactor.call(at: start) {
            isAsking.store(true, ordering: .relaxed)
            _ = reactor.call(at: start) {
                if isAsking.load(ordering: .relaxed) { ranWithin.store(true, ordering: .relaxed) }
            }
            isAsking.store(false, ordering: .relaxed)
        }
        for instant in wanted { _ = reactor.call(at: instant) { log.add(reactor.now) } }
        await passTime(reactor, .milliseconds(25))
        await log.wait(for: wanted.count)
        try require(!ranWithin.load(ordering: .relaxed), "a call ran within the call that asked for it")
        for (instant, ran) in zip(wanted, log.events) {
            try require(ran >= instant, "a call ran \(instant.nanoseconds(since: ran)) ns early")
            let late = ran.nanoseconds(since: max(instant, start))
            try require(late < 5_000 * Self.millisecond, "a call ran \(late / Self.millisecond) ms late")
        }
    }

    func checkCancel() async throws {
        let reactor = make()
        let log = EventLog<Int>()
        let start = reactor.now
        let calls = (0..<100).map { number in
            reactor.call(at: start.advanced(byNanoseconds: 10 * Self.millisecond)) { log.add(number) }
        }
        for (number, call) in calls.enumerated() where !number.isMultiple(of: 2) {
            reactor.cancel(call)
            reactor.cancel(call)
        }
        await passTime(reactor, .milliseconds(10))
        await log.wait(for: 50)
        for call in calls { reactor.cancel(call) }
        _ = reactor.call(at: reactor.now) { log.add(-1) }
        await passTime(reactor, .zero)
        await log.wait(for: 51)
        let expected = (0..<100).filter { $0.isMultiple(of: 2) } + [-1]
        try require(log.events == expected, "of 100 calls, every second one cancelled, \(log.events) ran")
    }

    func checkThreads() async throws {
        let reactor = make()
        let log = EventLog<Int>()
        let overlap = Overlap()
        await withTaskGroup { [passTime] group in
            for worker in 0..<8 {
                group.addTask {
                    for number in 0..<200 {
                        _ = reactor.call(at: reactor.now) { overlap.during { log.add(worker * 200 + number) } }
                        reactor.cancel(reactor.call(at: .distantFuture) { log.add(-1) })
                        if number.isMultiple(of: 50) { await passTime(reactor, .zero) }
                    }
                }
            }
        }
        await passTime(reactor, .zero)
        await log.wait(for: 1600)
        try require(overlap.most == 1, "calls ran beside one another")
        try require(Set(log.events) == Set(0..<1600), "of 1,600 calls \(Set(log.events).count) different ones ran")
    }
}

/// Counts how many are inside at the same time.
private final class Overlap: Sendable {
    private let inside = Atomic(0)
    private let greatest = Atomic(0)

    var most: Int { greatest.load(ordering: .relaxed) }

    func during(_ body: () -> Void) {
        greatest.max(inside.add(1, ordering: .relaxed).newValue, ordering: .relaxed)
        body()
        inside.subtract(1, ordering: .relaxed)
    }
}
