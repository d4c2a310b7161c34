import Dispatch
public import EventLoopServices
import Synchronization

/// A reactor whose clock stands still until a test moves it.
///
/// Jobs of its executor run as soon as they come, one after the other, on a thread of the reactor's own. Timed calls
/// run only when ``advance(by:)`` brings the clock to them. Between two of them all jobs are run that there are, and
/// what a daemon does by its context's `blocking` ends: a test sees what would happen if computing took no time.
///
/// ```swift
/// let reactor = ManualReactor()
/// let app = try DaemonApp(configuration, on: reactor, log: log)
/// let record = Task.immediate { await app.runUntilStopped() }
/// await reactor.advance(by: .seconds(60))
/// ```
///
/// What else a daemon waits for, such as a program, the reactor does not see: the test waits for it before it moves the
/// clock.
public final class ManualReactor: Reactor, ActivityTracking, SerialExecutor {
    private struct State {
        var now = MonotonicTime(nanoseconds: 0)
        var calls = TimedCallQueue()
        /// Jobs that have come and activities that have begun, and have not ended.
        var activities = 0
        var targets: [Target] = []
    }

    /// An instant to which the clock is to be moved, and who waits for it.
    private struct Target {
        let instant: MonotonicTime
        let continuation: CheckedContinuation<Void, Never>
    }

    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "daemonapp.manual-reactor")

    /// A reactor at the origin of its clock.
    public init() {}

    public var now: MonotonicTime { state.withLock { $0.now } }

    public var executor: any SerialExecutor { self }

    /// The number of timed calls that are pending.
    public var pendingCalls: Int { state.withLock { $0.calls.count } }

    public func call(at instant: MonotonicTime, _ action: @escaping @Sendable () -> Void) -> TimedCall {
        state.withLock { $0.calls.add(at: instant, action) }
    }

    public func cancel(_ call: TimedCall) {
        state.withLock { $0.calls.cancel(call) }
    }

    // MARK: The clock

    /// Moves the clock on by so much, from one timed call to the next, and runs all that there is to run.
    public func advance(by length: Duration) async {
        await advance(to: now.advanced(by: length))
    }

    /// Moves the clock on to an instant; one that has passed leaves it where it is, and runs what is due.
    public func advance(to instant: MonotonicTime) async {
        await withCheckedContinuation { continuation in
            state.withLock { $0.targets.append(Target(instant: instant, continuation: continuation)) }
            queue.async { self.step() }
        }
    }

    /// Moves the clock on by so much and runs nothing: what the code that runs just now takes so long for. Calls that
    /// have become due meanwhile are late.
    public func pass(_ length: Duration) {
        state.withLock { $0.now = $0.now.advanced(by: length) }
    }

    private enum Step {
        case call(@Sendable () -> Void)
        case arrived(CheckedContinuation<Void, Never>)
        case none
    }

    /// Makes timed calls up to the first target, as long as nothing goes on.
    private func step() {
        while true {
            switch state.withLock({ nextStep(&$0) }) {
            case .call(let action): action()
            case .arrived(let continuation): continuation.resume()
            case .none: return
            }
        }
    }

    private func nextStep(_ state: inout State) -> Step {
        guard state.activities == 0, let target = state.targets.first else { return .none }
        if let first = state.calls.first, let action = state.calls.popDue(at: max(target.instant, state.now)) {
            state.now = max(state.now, first)
            return .call(action)
        }
        state.now = max(state.now, target.instant)
        state.targets.removeFirst()
        return .arrived(target.continuation)
    }

    // MARK: Activities

    public func activityBegan() {
        state.withLock { $0.activities += 1 }
    }

    public func activityEnded() {
        state.withLock { $0.activities -= 1 }
        queue.async { self.step() }
    }

    // MARK: SerialExecutor

    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        activityBegan()
        queue.async { [self] in
            unsafe job.runSynchronously(on: asUnownedSerialExecutor())
            activityEnded()
        }
    }

    public func asUnownedSerialExecutor() -> UnownedSerialExecutor {
        unsafe UnownedSerialExecutor(ordinary: self)
    }

    public func checkIsolated() {
        dispatchPrecondition(condition: .onQueue(queue))
    }
}
