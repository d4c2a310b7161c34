import EventLoopServices
import Glibc
import Synchronization

/// Threads for what blocks: directory scans, locks, libraries without an asynchronous interface.
///
/// A thread is started when a job finds none idle, up to a limit; beyond it jobs wait in line. Idle threads wait on a
/// futex and cost nothing.
package final class BlockingPool: Sendable {
    private let state = Mutex(State())
    private let limit: Int
    private let semaphore = PosixSemaphore()

    private struct State {
        var jobs: [@Sendable () -> Void] = []
        var idle = 0
        var threads = 0
        var isClosed = false
    }

    /// A pool of at most so many threads.
    package init(limit: Int = 64) {
        self.limit = limit
    }

    /// Runs a job on one of the threads.
    package func run(_ job: @escaping @Sendable () -> Void) {
        let needsThread = state.withLock { state in
            state.jobs.append(job)
            guard state.jobs.count > state.idle, state.threads < limit else { return false }
            state.threads += 1
            return true
        }
        semaphore.signal()
        if needsThread, !DetachedThread.start(named: "daemonapp-block", { self.work() }) {
            // The threads there are do the job; without any, this one does.
            let isAlone = state.withLock { state in
                state.threads -= 1
                return state.threads == 0
            }
            if isAlone, let job = takeJob() { job() }
        }
    }

    /// Lets the threads end when the jobs are done.
    func close() {
        let threads = state.withLock { state in
            state.isClosed = true
            return state.threads
        }
        for _ in 0..<threads { semaphore.signal() }
    }

    private func work() {
        while true {
            state.withLock { $0.idle += 1 }
            semaphore.wait()
            state.withLock { $0.idle -= 1 }
            if let job = takeJob() {
                job()
            } else if state.withLock({ $0.isClosed }) {
                state.withLock { $0.threads -= 1 }
                return
            }
        }
    }

    private func takeJob() -> (@Sendable () -> Void)? {
        state.withLock { $0.jobs.isEmpty ? nil : $0.jobs.removeFirst() }
    }
}

/// A counting semaphore of the system.
///
/// `@unchecked`: the semaphore lives at a fixed address from init to deinit, and the system's calls on it may be made
/// from any thread.
@safe
private final class PosixSemaphore: @unchecked Sendable {
    private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

    init() {
        unsafe sem_init(semaphore, 0, 0)
    }

    deinit {
        unsafe sem_destroy(semaphore)
        unsafe semaphore.deallocate()
    }

    func signal() {
        unsafe sem_post(semaphore)
    }

    func wait() {
        while unsafe sem_wait(semaphore) != 0 {}
    }
}
