import DaemonHost
import DispatchReactor
import EventLoopServices
import Glibc

// The means by which a program brings an executor of its own is not public yet. It was seen to work with these compilers;
// with others the process runs on Dispatch, and only wakes too often.
#if compiler(>=6.3) && compiler(<6.4)
    @_spi(ExperimentalCustomExecutors) @_spi(ExperimentalScheduling) import _Concurrency
#endif

/// Runs what belongs to no actor, such as child tasks, the ways back of continuations, and sleeping tasks of libraries,
/// on threads of the process's own.
///
/// By default that is Dispatch's pool, which on Linux looks after its threads once a second for as long as the process
/// lives: a process with nothing to do would wake all the same.
final class GlobalExecutor: TaskExecutor {
    /// The executor of the process, and its loop.
    static let shared = GlobalExecutor()

    let reactor = DispatchReactor()
    private let pool = BlockingPool(limit: max(2, sysconf(Int32(_SC_NPROCESSORS_ONLN))))

    func enqueue(_ job: consuming ExecutorJob) {
        run(UnownedJob(job))
    }

    private func run(_ job: UnownedJob) {
        pool.run { unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}

#if compiler(>=6.3) && compiler(<6.4)
    extension GlobalExecutor: SchedulingExecutor {
        func enqueue<Clock: _Concurrency.Clock>(
            _ job: consuming ExecutorJob, after delay: Clock.Duration, tolerance: Clock.Duration?, clock: Clock
        ) {
            let job = UnownedJob(job)
            // The clocks of the standard library, which are all that sleeping tasks come with, count in this.
            let delay = delay as? Duration ?? .zero
            _ = reactor.call(at: reactor.now.advanced(by: delay)) { self.run(job) }
        }
    }

    /// Where the runtime gets its executors from.
    private struct Executors: ExecutorFactory {
        static var mainExecutor: any MainExecutor { PlatformExecutorFactory.mainExecutor }
        static var defaultExecutor: any TaskExecutor { GlobalExecutor.shared }
    }
#endif

extension GlobalExecutor {
    /// Takes over from Dispatch; to be called before the first task.
    static func install() {
        #if compiler(>=6.3) && compiler(<6.4)
            _createExecutors(factory: Executors.self)
        #endif
    }
}
