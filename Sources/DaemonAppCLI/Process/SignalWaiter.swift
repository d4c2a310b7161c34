import Glibc

/// Takes the signals that stop the app, on the thread that waits for them.
struct SignalWaiter {
    private var set = sigset_t()

    /// Blocks SIGTERM and SIGINT in this thread and all that it will start, and ignores SIGPIPE.
    init() {
        unsafe sigemptyset(&set)
        unsafe sigaddset(&set, SIGTERM)
        unsafe sigaddset(&set, SIGINT)
        unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
        signal(SIGPIPE, SIG_IGN)
    }

    /// Waits for one of the signals.
    func wait() {
        var set = set
        var number: CInt = 0
        while unsafe sigwait(&set, &number) != 0 {}
    }
}
