import Daemons
import Synchronization

/// One run of a program, from its start until nothing is left of its process group.
///
/// The program's process is reaped only after the last signal to its group, and after ``ProcessGroup/release()``. The
/// task that this goes on in is never cancelled.
final class ProgramRun: Sendable {
    private let output: OutputLog
    private let killAfter: Duration
    private let clock: DaemonClock
    private let cutOff: CutOff

    private let group = ProcessGroup()
    private let waiter = Mutex<CheckedContinuation<ProgramEnd, any Error>?>(nil)
    private let requests = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    private let isStopping = Atomic(false)
    private let survivors = Atomic(false)

    /// A run that has not begun.
    /// - Parameters:
    ///   - output: what takes the program's output.
    ///   - killAfter: the time between TERM and KILL.
    ///   - clock: the reactor's clock.
    ///   - cutOff: what kills the group when the app is over before it.
    init(output: OutputLog, killAfter: Duration, clock: DaemonClock, cutOff: CutOff) {
        self.output = output
        self.killAfter = killAfter
        self.clock = clock
        self.cutOff = cutOff
    }

    /// Waits for the end of a program; after a ``stop()``, for the end of its whole group.
    ///
    /// To be called once. When the program ends by itself and leaves others in its group behind, they get TERM, and
    /// KILL later, after this has returned.
    /// - Parameter program: what was started for this run.
    /// - Throws: `Errno` if the system does not say how the program ended.
    func end(of program: StartedProgram) async throws -> ProgramEnd {
        try await withCheckedThrowingContinuation { continuation in
            waiter.withLock { $0 = continuation }
            Task {
                do {
                    report(.success(try await cutOff.during({ self.kill() }) { try await supervise(program) }))
                } catch {
                    report(.failure(error))
                }
            }
        }
    }

    /// Ends the program and its group: TERM, and KILL after `killAfter`. Does not block.
    func stop() {
        isStopping.store(true, ordering: .relaxed)
        requests.continuation.yield()
    }

    /// Ends the program and its group at once. Does not block.
    func kill() {
        group.kill()
    }

    /// Whether the program has left others in its group behind, once it has ended.
    var hasSurvivors: Bool { survivors.load(ordering: .relaxed) }

    private func report(_ result: Result<ProgramEnd, any Error>) {
        let continuation = waiter.withLock { $0.take() }
        continuation?.resume(with: result)
    }

    /// Watches over the running program. Its process exists, running or a zombie, until the group is released.
    private func supervise(_ program: StartedProgram) async throws -> ProgramEnd {
        group.lead(by: program.process)
        defer {
            group.release()
            program.reap()
        }
        async let _: Void = terminateWhenRequested()
        await program.untilEnded(output)
        let end = try ProgramEnd(ofUnreaped: program.process)
        output.finish()
        if group.hasSurvivors {
            survivors.store(true, ordering: .relaxed)
            if !isStopping.load(ordering: .relaxed) { report(.success(end)) }
            requests.continuation.yield()
            try await untilAlone()
        }
        return end
    }

    private func terminateWhenRequested() async {
        for await _ in requests.stream {
            group.terminate()
            guard (try? await clock.sleep(for: killAfter)) != nil else { return }
            group.kill()
            return
        }
    }

    /// Waits until the leader is alone in its group, or all have been killed.
    ///
    /// Nothing tells when the last member of a group ends, so this looks again and again, ever more seldom.
    private func untilAlone() async throws {
        var pause = Duration.milliseconds(1)
        while group.hasSurvivors {
            try await clock.sleep(for: pause)
            pause = min(pause * 2, .milliseconds(250))
        }
    }
}
