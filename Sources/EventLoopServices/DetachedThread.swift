import CLinux
import Glibc

/// Threads of one's own: for a loop, and for what must not be on it.
package enum DetachedThread {
    /// Starts a detached thread that runs `body` and ends with it.
    ///
    /// All signals are blocked in it, so that they are taken where the process wants them.
    /// - Parameter name: at most 15 bytes, which is what the system keeps.
    /// - Returns: whether the system had a thread to give.
    @discardableResult
    package static func start(named name: String, _ body: @escaping @Sendable () -> Void) -> Bool {
        let start = unsafe Unmanaged.passRetained(ThreadStart(name: name, body: body))
        var attributes = pthread_attr_t()
        unsafe pthread_attr_init(&attributes)
        defer { unsafe pthread_attr_destroy(&attributes) }
        unsafe pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))

        // A thread inherits the mask of the one that starts it.
        var all = sigset_t()
        var previous = sigset_t()
        unsafe sigfillset(&all)
        unsafe pthread_sigmask(SIG_SETMASK, &all, &previous)
        defer { unsafe pthread_sigmask(SIG_SETMASK, &previous, nil) }

        var thread = pthread_t()
        let status = unsafe pthread_create(
            &thread, &attributes,
            { argument in
                let start = unsafe Unmanaged<ThreadStart>.fromOpaque(argument!).takeRetainedValue()
                unsafe clinux_name_thread(start.name)
                start.body()
                return nil
            }, unsafe start.toOpaque())
        if status != 0 { unsafe start.release() }
        return status == 0
    }
}

private final class ThreadStart: Sendable {
    /// At most 15 bytes, which is what the system keeps.
    let name: String
    let body: @Sendable () -> Void

    init(name: String, body: @escaping @Sendable () -> Void) {
        self.name = name
        self.body = body
    }
}
