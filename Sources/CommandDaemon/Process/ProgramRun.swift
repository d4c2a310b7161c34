import Daemons
import Dispatch
import Glibc
import Subprocess
import Synchronization
import SystemPackage

/// One run of a program, from its start until nothing is left of its process group.
///
/// The program's process is reaped only after the last signal to its group: the library reaps it when the closure that
/// supervises it returns, which is here after ``ProcessGroup/release()``. The library's own ways to end a program are
/// not used, and the task that it runs in is never cancelled.
final class ProgramRun: Sendable {
    private typealias Running = Execution<FileDescriptorInput, SequenceOutput, SequenceOutput>

    private let configuration: Configuration
    private let input: ProgramInput
    private let output: OutputLog
    private let killAfter: Duration
    private let clock: DaemonClock
    private let cutOff: CutOff

    private let group = ProcessGroup()
    private let waiter = Mutex<CheckedContinuation<ProgramEnd, any Error>?>(nil)
    private let requests = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    private let isStopping = Atomic(false)
    private let hasEnded = Atomic(false)

    /// A run that has not begun.
    /// - Parameters:
    ///   - configuration: what to run, in a process group of its own.
    ///   - input: what the program reads from its standard input.
    ///   - output: what takes the program's output.
    ///   - killAfter: the time between TERM and KILL.
    ///   - clock: the reactor's clock.
    ///   - cutOff: what kills the group when the app is over before it.
    init(
        _ configuration: Configuration, input: ProgramInput = .nothing, output: OutputLog, killAfter: Duration,
        clock: DaemonClock, cutOff: CutOff
    ) {
        self.configuration = configuration
        self.input = input
        self.output = output
        self.killAfter = killAfter
        self.clock = clock
        self.cutOff = cutOff
    }

    /// Starts the program and waits for its end; after a ``stop()``, for the end of its whole group.
    ///
    /// To be called once. When the program ends by itself and leaves others in its group behind, they get TERM, and
    /// KILL later, after this has returned.
    /// - Throws: `SubprocessError` if the program could not be started or watched; `Errno` if there is no input for it.
    func end() async throws -> ProgramEnd {
        try await withCheckedThrowingContinuation { continuation in
            waiter.withLock { $0 = continuation }
            Task {
                do {
                    report(.success(try await cutOff.during({ self.kill() }) { try await supervised() }))
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

    private func report(_ result: Result<ProgramEnd, any Error>) {
        let continuation = waiter.withLock { $0.take() }
        continuation?.resume(with: result)
    }

    private func supervised() async throws -> ProgramEnd {
        try await Subprocess.run(
            configuration, input: .fileDescriptor(input.open(), closeAfterSpawningProcess: true), output: .sequence,
            error: .sequence
        ) { running in
            try await self.supervise(running)
        }.closureResult
    }

    /// Watches over the running program. Its process exists, running or a zombie, until this returns.
    private func supervise(_ running: Running) async throws -> ProgramEnd {
        let leader = running.processIdentifier.value
        group.lead(by: leader)
        defer { group.release() }
        async let _: Void = terminateWhenRequested()
        async let standardOutput: Void = log(running.standardOutput, as: .standardOutput)
        async let standardError: Void = log(running.standardError, as: .standardError)
        await untilEnded(running.processIdentifier.processDescriptor)
        hasEnded.store(true, ordering: .relaxed)
        let end = try ProgramEnd(ofUnreaped: leader)
        _ = try await (standardOutput, standardError)
        output.finish()
        if group.hasSurvivors {
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

    /// Hands output on until there is no more. Once the program has ended, only what a pipe holds is still taken: others
    /// may go on writing to it.
    private func log(_ pieces: SubprocessOutputSequence, as stream: OutputStream) async throws {
        var leftOver = ProgramRun.pipeCapacity
        var iterator = pieces.makeAsyncIterator()
        while leftOver > 0 {
            let isLeftOver = hasEnded.load(ordering: .relaxed)
            guard let piece = try await iterator.next() else { return }
            output.add(unsafe piece.withUnsafeBytes { unsafe Array($0) }, to: stream)
            if isLeftOver { leftOver -= piece.count }
        }
    }

    /// What a pipe holds at most unless somebody changes it, `pipe(7)`.
    private static let pipeCapacity = 65_536
}

/// Waits until a process has ended, which is left unreaped.
///
/// The library has no such method. `descriptor` is that of the process (`pidfd_open(2)`), which can be read from its end on.
private func untilEnded(_ descriptor: CInt) async {
    await withCheckedContinuation { continuation in
        let queue = DispatchQueue(label: "daemonapp.program-end")
        let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
        source.setEventHandler { source.cancel() }
        source.setCancelHandler { continuation.resume() }
        source.activate()
    }
}
