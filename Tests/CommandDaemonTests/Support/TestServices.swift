import Daemons
import Dispatch
import EventLoopServices
import Synchronization

/// The services of a context on Dispatch, with real time.
final class TestServices: DaemonServices {
    private struct Calls {
        var last: UInt64 = 0
        var pending: [UInt64: DispatchWorkItem] = [:]
    }

    private let executor = DispatchQueue(label: "test executor")
    private let calls = Mutex(Calls())

    var now: MonotonicTime { MonotonicTime(nanoseconds: Int64(DispatchTime.now().uptimeNanoseconds)) }

    /// How many timed calls are still to come.
    var pendingCalls: Int { calls.withLock { $0.pending.count } }

    func wake(_ daemon: String) {}

    func call(at instant: MonotonicTime, _ action: @escaping @Sendable () -> Void) -> TimedCall {
        let identifier = calls.withLock { calls in
            calls.last += 1
            let identifier = calls.last
            let item = DispatchWorkItem { [self] in
                self.calls.withLock { _ = $0.pending.removeValue(forKey: identifier) }
                action()
            }
            calls.pending[identifier] = item
            executor.asyncAfter(deadline: DispatchTime(uptimeNanoseconds: UInt64(instant.nanoseconds)), execute: item)
            return identifier
        }
        return TimedCall(identifier: identifier)
    }

    func cancel(_ call: TimedCall) {
        calls.withLock { $0.pending.removeValue(forKey: call.identifier)?.cancel() }
    }

    func runBlocking(_ job: @escaping @Sendable () -> Void) {
        // A queue of its own gets a thread at once; the global queue is where tasks run, and would be blocked.
        DispatchQueue(label: "blocking").async(execute: job)
    }
}
