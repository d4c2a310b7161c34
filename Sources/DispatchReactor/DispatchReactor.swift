public import EventLoopServices

/// The default reactor, which needs nothing but the toolchain.
///
/// Its loop has a thread of its own, which sleeps in the kernel until the first timed call is due or another thread
/// brings work: between due times nothing wakes. Descriptors are watched by Dispatch sources, which hand what they see
/// to the loop.
///
/// The reactor is its own executor: an actor that holds either keeps the loop alive. When the last reference goes, the
/// loop ends, and timed calls that are still pending are forgotten.
public final class DispatchReactor: Reactor, SerialExecutor {
    let loop: Loop

    /// A reactor with a loop that is ready for work.
    public init() {
        loop = Loop()
        unsafe loop.start(UnownedSerialExecutor(ordinary: self))
    }

    deinit {
        loop.close()
    }

    public var now: MonotonicTime { Loop.now }

    public var executor: any SerialExecutor { self }

    public func call(at instant: MonotonicTime, _ action: @escaping @Sendable () -> Void) -> TimedCall {
        loop.add(at: instant, action)
    }

    public func cancel(_ call: TimedCall) {
        loop.cancel(call)
    }

    // MARK: SerialExecutor

    public func enqueue(_ job: consuming ExecutorJob) {
        loop.enqueue(UnownedJob(job))
    }

    public func asUnownedSerialExecutor() -> UnownedSerialExecutor {
        unsafe UnownedSerialExecutor(ordinary: self)
    }

    public func checkIsolated() {
        precondition(loop.isCurrent, "this does not run on the reactor's loop")
    }
}
