import EventLoopServices
import Synchronization

/// A wait for an instant of the reactor's clock, which ends early when the task is cancelled.
///
/// ```
///  pending ──wait──▶ waiting ──the instant, or cancelled──▶ over
///     └──the instant, or cancelled──▶ over
/// ```
final class Pause: Sendable {
    private enum State {
        case pending
        case waiting(CheckedContinuation<Void, any Error>)
        case over(Result<Void, any Error>)
    }

    private let state = Mutex(State.pending)

    /// Waits until an instant has come, without leaving the caller's executor. The operation of a cancellation handler
    /// does leave it unless it is isolated, which it is because it uses `isolation`; in it, `#isolation` is nil.
    /// - Throws: `CancellationError` if the task is cancelled before.
    static func wait(
        until instant: MonotonicTime, _ services: any DaemonServices, isolation: isolated (any Actor)?
    ) async throws {
        let pause = Pause()
        let call = services.call(at: instant) { pause.end(.success(()), services) }
        // The way back to the executor is an activity that begins with the end of the pause.
        defer { services.activityEnded() }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation(isolation: isolation) { pause.wait($0) }
        } onCancel: {
            services.cancel(call)
            pause.end(.failure(CancellationError()), services)
        }
    }

    private func wait(_ continuation: CheckedContinuation<Void, any Error>) {
        let result: Result<Void, any Error>? = state.withLock { state in
            if case .over(let result) = state { return result }
            state = .waiting(continuation)
            return nil
        }
        if let result { continuation.resume(with: result) }
    }

    private func end(_ result: Result<Void, any Error>, _ services: any DaemonServices) {
        let (isFirst, continuation): (Bool, CheckedContinuation<Void, any Error>?) = state.withLock { state in
            switch state {
            case .pending:
                state = .over(result)
                return (true, nil)
            case .waiting(let continuation):
                state = .over(result)
                return (true, continuation)
            case .over:
                return (false, nil)
            }
        }
        guard isFirst else { return }
        services.activityBegan()
        continuation?.resume(with: result)
    }
}
