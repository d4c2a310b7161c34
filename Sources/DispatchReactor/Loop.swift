import CLinux
import EventLoopServices
import Glibc
import Synchronization

/// The loop of a reactor: runs jobs, actions and timed calls, one after the other, on one thread.
///
/// ```
///  another thread ── job, action ──▶ waiting ──┐
///       ── signal, only if the loop sleeps ──▶ eventfd
///                                              ▼
///  sleep until the first timed call ──▶ take what waits and what is due ──▶ run it ──┐
///         ▲                                                                          │
///         └───────────────────────────── nothing left ───────────────────────────────┘
/// ```
final class Loop: Sendable {
    private enum Work {
        case job(UnownedJob)
        case action(@Sendable () -> Void)
    }

    private struct State {
        var waiting: [Work] = []
        var calls = TimedCallQueue()
        /// Whether the thread sleeps, or is about to, and has to be woken for work.
        var isAsleep = false
        var isClosed = false
    }

    private let state = Mutex(State())
    private let event = clinux_event()
    private let thread = Atomic<UInt>(0)

    deinit {
        Glibc.close(event)
    }

    /// The instant of CLOCK_MONOTONIC.
    static var now: MonotonicTime { MonotonicTime(nanoseconds: clinux_monotonic()) }

    /// Whether the caller is what the loop runs just now.
    var isCurrent: Bool { thread.load(ordering: .relaxed) == UInt(pthread_self()) }

    /// Begins to run; jobs see `executor` as the one they are on.
    func start(_ executor: UnownedSerialExecutor) {
        // A thread of a Dispatch queue would make Dispatch look after it, once a second.
        let isStarted = DetachedThread.start(named: "daemonapp-loop") { [self] in unsafe run(executor) }
        precondition(isStarted, "the system has no thread for the reactor's loop")
    }

    /// Ends the loop after what it does now; what waits and is pending is forgotten.
    func close() {
        change { $0.isClosed = true }
    }

    // MARK: Work, from any thread

    func enqueue(_ job: UnownedJob) {
        change { $0.waiting.append(.job(job)) }
    }

    func enqueue(_ action: @escaping @Sendable () -> Void) {
        change { $0.waiting.append(.action(action)) }
    }

    func add(at instant: MonotonicTime, _ action: @escaping @Sendable () -> Void) -> TimedCall {
        change { $0.calls.add(at: instant, action) }
    }

    func cancel(_ call: TimedCall) {
        state.withLock { $0.calls.cancel(call) }
    }

    /// Changes the state and, if the loop sleeps, wakes it.
    private func change<Result: Sendable>(_ body: (inout sending State) -> Result) -> Result {
        let (result, wasAsleep) = state.withLock { state in
            let result = body(&state)
            let wasAsleep = state.isAsleep
            state.isAsleep = false
            return (result, wasAsleep)
        }
        if wasAsleep { clinux_event_signal(event) }
        return result
    }

    // MARK: The thread

    private enum Turn {
        case work([Work])
        case sleep(until: MonotonicTime)
        case end
    }

    private func run(_ executor: UnownedSerialExecutor) {
        thread.store(UInt(pthread_self()), ordering: .relaxed)
        while true {
            switch nextTurn() {
            case .work(let all):
                for work in all {
                    switch work {
                    case .job(let job): unsafe job.runSynchronously(on: executor)
                    case .action(let action): action()
                    }
                }
                runDueCalls()
            case .sleep(let instant): sleep(until: instant)
            case .end:
                thread.store(0, ordering: .relaxed)
                return
            }
        }
    }

    /// What the thread does next. Calls that become due while others run wait for the next turn.
    private func nextTurn() -> Turn {
        state.withLock { state in
            if state.isClosed {
                state.calls.removeAll()
                return .end
            }
            let first = state.calls.first
            if state.waiting.isEmpty, let first = first ?? .some(.distantFuture), first > Loop.now {
                state.isAsleep = true
                return .sleep(until: first)
            }
            defer { state.waiting.removeAll(keepingCapacity: true) }
            return .work(state.waiting)
        }
    }

    private func runDueCalls() {
        let now = Loop.now
        while let action = state.withLock({ $0.calls.popDue(at: now) }) { action() }
    }

    private func sleep(until instant: MonotonicTime) {
        let isForEver = instant == .distantFuture
        clinux_event_await(event, isForEver ? -1 : max(instant.nanoseconds(since: Loop.now), 0))
        let wasWoken = state.withLock { state in
            defer { state.isAsleep = false }
            return !state.isAsleep
        }
        if wasWoken { _ = clinux_event_take(event) }
    }
}
