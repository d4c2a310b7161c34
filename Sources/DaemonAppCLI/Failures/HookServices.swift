import DaemonHost
import Daemons
import EventLoopServices

/// What programs that run beside the schedule rest on: the loop's clock, which goes on when the app has stopped, and
/// threads of their own.
struct HookServices: DaemonServices {
    let reactor: any Reactor
    private let pool = BlockingPool(limit: 2)

    init(_ reactor: any Reactor) {
        self.reactor = reactor
    }

    var now: MonotonicTime { reactor.now }

    /// Nothing of theirs is ever due.
    func wake(_ daemon: String) {}

    func call(at instant: MonotonicTime, _ action: @escaping @Sendable () -> Void) -> TimedCall {
        reactor.call(at: instant, action)
    }

    func cancel(_ call: TimedCall) {
        reactor.cancel(call)
    }

    func runBlocking(_ job: @escaping @Sendable () -> Void) {
        pool.run(job)
    }
}
