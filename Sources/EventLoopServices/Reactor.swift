/// What an app asks of an event loop: the time, calls at a time, and an executor for its actor.
///
/// Everything a reactor runs, timed calls and jobs of its executor alike, runs one after the other, in no
/// particular thread but never two at once. Its methods may be called from any thread.
///
/// A reactor need not watch descriptors: those that can also conform to ``DescriptorWatching``. `DaemonAppTesting` ships
/// the conformance suite that every reactor has to pass.
public protocol Reactor: AnyObject, Sendable {
    /// The present instant of a monotonic clock, which setting the wall clock does not move.
    var now: MonotonicTime { get }

    /// The executor on which timed calls run; an actor that names it shares their isolation.
    ///
    /// The executor keeps its reactor alive, or is the reactor.
    var executor: any SerialExecutor { get }

    /// Runs `action` on the executor once, at `instant` or as soon after it as the loop is free; never earlier.
    ///
    /// Calls for the same instant run in the order in which they were asked for. An instant that has passed means
    /// the loop's next turn: the action never runs within this call.
    /// - Returns: a handle for ``cancel(_:)``.
    func call(at instant: MonotonicTime, _ action: @escaping @Sendable () -> Void) -> TimedCall

    /// Forgets a timed call. After it returns on the executor, the action does not run any more; elsewhere it may
    /// be running just now. A call that has run or was cancelled before is ignored.
    func cancel(_ call: TimedCall)
}

/// A call that a reactor was asked for and that has not been cancelled.
public struct TimedCall: Sendable, Hashable {
    /// The reactor's own number for it, never used twice.
    public let identifier: UInt64

    /// A handle with the reactor's own number.
    public init(identifier: UInt64) {
        self.identifier = identifier
    }
}
