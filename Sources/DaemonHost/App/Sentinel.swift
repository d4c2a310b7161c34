import Daemons
import EventLoopServices
import Logging
import Scheduling
import Synchronization

/// What the watchdog's thread needs to know of an app: who has the loop, what to kill, and how long the grace is.
final class Sentinel: Sendable {
    private let current = Atomic<Int>(-1)
    private let since = Atomic<Int64>(0)
    private let daemons = Mutex(Daemons())
    /// The daemons whose runs have suspended, by index: one of these may have the loop when no other has.
    private let suspended = Mutex<Set<Int>>([])
    /// The instant for which the watchdog is set; 0 for none.
    private let expected = Atomic<Int64>(0)
    private let grace: Atomic<Int64>
    private let signals = Atomic<Int>(0)
    /// Why the app stops, as far as anybody has said it.
    private let reason = Mutex<StopReason?>(nil)
    private let watchdog: Watchdog

    /// - Parameter onOverstay: called on the watchdog's thread when the grace is over and the app is still there.
    init(log: Logger, grace: Nanoseconds, onOverstay: @escaping @Sendable (Overstay) -> Void) {
        let link = Link()
        self.grace = Atomic(grace.count)
        watchdog = Watchdog(
            onLate: { link.sentinel?.reportHeldLoop(log) },
            onOverstay: {
                guard let sentinel = link.sentinel else { return }
                sentinel.cutOffAll()
                onOverstay(sentinel.overstay)
            })
        link.set(self)
    }

    /// An app that is still there when its grace is over, as seen from outside.
    struct Overstay: Sendable {
        /// Why it stops.
        var reason: StopReason
        /// Whether a run is in progress.
        var isRunning: Bool
    }

    /// The watchdog's way back to the sentinel, which owns it.
    private final class Link: Sendable {
        private let reference = Mutex<Weak>(Weak())

        private struct Weak {
            weak var sentinel: Sentinel?
        }

        var sentinel: Sentinel? { reference.withLock { $0.sentinel } }

        func set(_ sentinel: Sentinel) {
            reference.withLock { $0.sentinel = sentinel }
        }
    }

    private struct Daemons {
        var present: [(name: String, cutOff: CutOff)] = []
        /// What daemons that are gone have left behind.
        var leftBehind: [CutOff] = []
    }

    /// A daemon was added. Its index is the next that there has not been, or that of one that is gone.
    func add(_ name: String, _ cutOff: CutOff, at index: Int) {
        daemons.withLock { daemons in
            guard index < daemons.present.count else { return daemons.present.append((name, cutOff)) }
            daemons.leftBehind.removeAll { $0.isEmpty }
            daemons.leftBehind.append(daemons.present[index].cutOff)
            daemons.present[index] = (name, cutOff)
        }
    }

    /// The daemon of that index has the loop from now on.
    @inline(__always)
    func enter(_ daemon: Int, at now: MonotonicTime) {
        since.store(now.nanoseconds, ordering: .relaxed)
        current.store(daemon, ordering: .relaxed)
    }

    /// The run that has the loop has ended.
    @inline(__always)
    func leave() {
        current.store(-1, ordering: .relaxed)
    }

    /// The run of that daemon has suspended.
    func leave(suspended daemon: Int) {
        leave()
        suspended.withLock { _ = $0.insert(daemon) }
    }

    /// The run of that daemon, which had suspended, has ended.
    func ended(_ daemon: Int) {
        suspended.withLock { _ = $0.remove(daemon) }
    }

    /// The daemon that has had the loop for at least so long.
    func holder(at now: MonotonicTime, for length: Nanoseconds) -> (name: String, time: Nanoseconds)? {
        let index = current.load(ordering: .relaxed)
        let time = Nanoseconds(now.nanoseconds - since.load(ordering: .relaxed))
        guard time >= length, let name = name(index) else { return nil }
        return (name, time)
    }

    private func name(_ index: Int) -> String? {
        daemons.withLock { $0.present.indices.contains(index) ? $0.present[index].name : nil }
    }

    /// The loop does something. To be told at the beginning of each turn.
    ///
    /// The watchdog is set anew at most once a second; so it notices after at most a second more than its patience.
    func loopIsBusy(at now: MonotonicTime) {
        let slack = expected.load(ordering: .relaxed) - (now.nanoseconds + Watchdog.patience)
        guard slack < 0 || slack > 1_000_000_000 else { return }
        expectLoop(within: .seconds(1), at: now)
    }

    /// The loop has nothing to do for so long, unless something happens. Where that is soon over, the watchdog stays
    /// as it is.
    func loopIsFree(for length: Nanoseconds, at now: MonotonicTime) {
        if length > .seconds(1) { expectLoop(within: length, at: now) }
    }

    private func expectLoop(within length: Nanoseconds, at now: MonotonicTime) {
        let delay = (length + Nanoseconds(Watchdog.patience)).count
        let isForEver = length == .forever
        expected.store(isForEver ? 0 : now.advanced(byNanoseconds: delay).nanoseconds, ordering: .relaxed)
        watchdog.expect(inNanoseconds: isForEver ? nil : delay)
    }

    /// The hard deadline comes so long from now, or never, and the grace that follows it is so long.
    func deadline(in length: Nanoseconds?, grace: Nanoseconds) {
        self.grace.store(grace.count, ordering: .relaxed)
        watchdog.limit(inNanoseconds: overstay(after: length ?? .forever))
    }

    /// A stop begins, and with it the grace.
    func stopBegins(_ new: StopReason) {
        reason.withLock { $0 = $0 ?? new }
        watchdog.limit(inNanoseconds: overstay(after: .zero))
    }

    /// A signal has come that stops the app, or ends its grace.
    /// - Returns: whether it is the first.
    func signalled() -> Bool {
        let isFirst = signals.add(1, ordering: .relaxed).oldValue == 0
        if isFirst {
            stopBegins(.signal)
        } else {
            watchdog.limit(inNanoseconds: 1_000_000_000)
        }
        return isFirst
    }

    /// The app is over.
    func close() {
        watchdog.close()
    }

    /// Cuts off whatever is in progress.
    func cutOffAll() {
        let all = daemons.withLock { $0.present.map(\.cutOff) + $0.leftBehind }
        for cutOff in all { cutOff.perform() }
    }

    private var overstay: Overstay {
        let isRunning = current.load(ordering: .relaxed) >= 0 || suspended.withLock { !$0.isEmpty }
        // The loop could not even say so where it was the deadline that came.
        return Overstay(reason: reason.withLock { $0 } ?? .deadline, isRunning: isRunning)
    }

    /// The end of the grace that begins after `length`, and a second for the loop to see it itself.
    private func overstay(after length: Nanoseconds) -> Int64? {
        let delay = length + Nanoseconds(grace.load(ordering: .relaxed)) + .seconds(1)
        return delay == .forever ? nil : delay.count
    }

    private func reportHeldLoop(_ log: Logger) {
        if let name = name(current.load(ordering: .relaxed)) {
            log.warning(
                "the daemon has held the loop for more than 5 s: nothing else can run until it lets go",
                metadata: [LogKey.daemon: "\(name)"])
            return
        }
        let names = suspended.withLock { $0 }.sorted().compactMap { name($0) }
        let suspects = names.isEmpty ? "" : " by one of \(names.prefix(5).joined(separator: ", "))"
        log.warning("the loop has been held\(suspects) for more than 5 s: nothing can run until it is free")
    }
}
