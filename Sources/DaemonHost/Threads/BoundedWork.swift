import CLinux
import EventLoopServices
import Glibc
import Scheduling

/// Does what may block for ever, such as writing to a disk that does not answer, and waits for it only so long.
enum BoundedWork {
    /// Does something on a thread of its own.
    /// - Returns: whether it was done in time; if not, it may be done later.
    @discardableResult
    static func run(atMost patience: Nanoseconds, _ body: @escaping @Sendable () -> Void) -> Bool {
        let done = Event()
        let hasBegun = DetachedThread.start(named: "daemonapp-late") {
            body()
            clinux_event_signal(done.descriptor)
        }
        guard hasBegun else { return false }
        clinux_event_await(done.descriptor, patience.count)
        return clinux_event_take(done.descriptor) > 0
    }

    /// A counter that is there for as long as one of the two threads needs it.
    private final class Event: Sendable {
        let descriptor = clinux_event()

        deinit {
            Glibc.close(descriptor)
        }
    }
}
