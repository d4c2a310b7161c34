import CLinux
import Glibc

/// Takes the signals that tell the app something, on the main thread.
///
/// All threads block these signals, so that they wait for the main thread. But a library may have a thread that
/// unblocks all signals while it waits for something, and the system gives the signal to it when the main thread is
/// just doing something else. So the signals have a handler, which sends them on.
struct SignalWaiter {
    private var set = sigset_t()

    /// Blocks SIGTERM, SIGINT, SIGHUP and SIGUSR1 in this thread and all that it will start, and ignores SIGPIPE
    /// and SIGXFSZ. For the main thread.
    init() {
        unsafe sigemptyset(&set)
        for number in [SIGTERM, SIGINT, SIGHUP, SIGUSR1] {
            unsafe sigaddset(&set, number)
            signal(number) { clinux_signal_main_thread($0) }
        }
        unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
        signal(SIGPIPE, SIG_IGN)
        // A file that may not grow is an error like any other.
        signal(SIGXFSZ, SIG_IGN)
    }

    /// Waits for one of the signals.
    /// - Returns: its number.
    func wait() -> CInt {
        var set = set
        var number: CInt = 0
        while unsafe sigwait(&set, &number) != 0 {}
        return number
    }
}
