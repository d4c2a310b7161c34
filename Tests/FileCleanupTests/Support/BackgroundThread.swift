import CLinux
import Glibc

/// A thread for what takes its time: it leaves the threads of tests to other tests, and the processors to whoever wants
/// them more.
final class BackgroundThread: Sendable {
    private let thread: pthread_t

    init(_ body: @escaping @Sendable () -> Void) {
        var thread = pthread_t()
        let argument = unsafe Unmanaged.passRetained(Body(body))
        unsafe pthread_create(
            &thread, nil,
            { pointer in
                setpriority(__priority_which_t(0), id_t(clinux_thread_id()), 19)
                unsafe Unmanaged<Body>.fromOpaque(pointer!).takeRetainedValue().body()
                return nil
            }, unsafe argument.toOpaque())
        self.thread = thread
    }

    /// Waits for its end.
    func join() {
        _ = pthread_join(thread, nil)
    }

    /// Does something on such a thread. What is expected is for the test's own task: it would not be known here.
    static func run<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            let thread = BackgroundThread { continuation.resume(with: Swift.Result(catching: body)) }
            pthread_detach(thread.thread)
        }
    }

    private final class Body: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) {
            self.body = body
        }
    }
}
