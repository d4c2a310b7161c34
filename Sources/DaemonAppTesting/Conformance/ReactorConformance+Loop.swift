import CLinux
import EventLoopServices
import Glibc
import Synchronization

extension ReactorConformance {
    func checkIsolation() async throws {
        let reactor = make()
        let actor = LoopActor(reactor)
        let log = EventLog<Int>()
        _ = reactor.call(at: reactor.now) {
            log.add(actor.assumeIsolated { $0.count() })
        }
        await passTime(reactor, .zero)
        await log.wait(for: 1)
        await actor.suspendAndCount()
        let count = await actor.count()
        try require(count == 3, "the actor was entered \(count) times instead of 3")
    }

    func checkEnd() async throws {
        var reactor: (any Reactor)? = make()
        weak let held = reactor
        let log = EventLog<Int>()
        let token = Token(log)
        if let reactor {
            _ = reactor.call(at: .distantFuture) { [token] in _ = token }
            _ = reactor.call(at: reactor.now) { log.add(1) }
            await passTime(reactor, .zero)
        }
        await log.wait(for: 1)
        reactor = nil
        _ = consume token
        // The pending call was the last to hold the token, and goes with the reactor.
        await log.wait(for: 2)
        try require(held == nil, "the reactor is still there though nobody holds it")
    }

    func checkRest() async throws {
        let reactor = make()
        let log = EventLog<(thread: CInt, switches: Int)>()
        let start = reactor.now
        for delay in [50_000_000, 650_000_000] as [Int64] {
            _ = reactor.call(at: start.advanced(byNanoseconds: delay)) {
                log.add((clinux_thread_id(), clinux_thread_voluntary_switches()))
            }
        }
        await passTime(reactor, .milliseconds(650))
        await log.wait(for: 2)
        let (before, after) = (log.events[0], log.events[1])
        // A loop that has moved to another thread was not at rest on the first one.
        guard before.thread == after.thread else { return }
        let switches = after.switches - before.switches
        // One is the sleep itself; a few may be locks that other threads held.
        try require(switches <= 8, "in 600 ms without a call the loop's thread slept \(switches) times")
    }

    func checkDescriptors() async throws {
        let reactor = make()
        guard let watching = reactor as? any DescriptorWatching else { return }
        var ends: [CInt] = [-1, -1]
        try require(unsafe pipe(&ends) == 0, "no pipe could be had")
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        let (reading, writing) = (ends[0], ends[1])
        let log = EventLog<UInt8>()
        let cancelled = EventLog<Int>()
        let watch = watching.watch(reading, for: .reading, onCancel: { cancelled.add(1) }) {
            var byte: UInt8 = 0
            // One byte at a time: what is left is reported again.
            if unsafe read(reading, &byte, 1) == 1 { log.add(byte) }
        }
        for byte in [1, 2, 3] as [UInt8] {
            _ = unsafe withUnsafeBytes(of: byte) { unsafe write(writing, $0.baseAddress, 1) }
        }
        await log.wait(for: 3)
        try require(log.events == [1, 2, 3], "the bytes 1, 2, 3 arrived as \(log.events)")
        watch.cancel()
        watch.cancel()
        await cancelled.wait(for: 1)
        let writable = EventLog<Int>()
        let second = watching.watch(writing, for: .writing, onCancel: { cancelled.add(2) }) { writable.add(1) }
        await writable.wait(for: 2)
        second.cancel()
        await cancelled.wait(for: 2)
        try require(cancelled.events == [1, 2], "the ends of two watches were told as \(cancelled.events)")
        close(reading)
        close(writing)
    }
}

/// An actor on a reactor's executor.
private actor LoopActor {
    private nonisolated let executor: any SerialExecutor
    private let reactor: any Reactor
    private var entries = 0

    init(_ reactor: any Reactor) {
        self.reactor = reactor
        executor = reactor.executor
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    func count() -> Int {
        executor.checkIsolated()
        entries += 1
        return entries
    }

    /// Leaves the executor and comes back.
    func suspendAndCount() async {
        await Task.detached {}.value
        _ = count()
    }
}

/// Adds an event when nobody holds it any more.
private final class Token: Sendable {
    private let log: EventLog<Int>

    init(_ log: EventLog<Int>) {
        self.log = log
    }

    deinit {
        log.add(2)
    }
}
