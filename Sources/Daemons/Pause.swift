import EventLoopServices
import Synchronization

/// A wait for an instant of the reactor's clock, which ends early when the task is cancelled.
final class Pause: Sendable {
    private enum State {
        case new
        case waiting(CheckedContinuation<Void, any Error>, TimedCall)
        case over
    }

    private let services: any DaemonServices
    private let state = Mutex(State.new)

    init(_ services: any DaemonServices) {
        self.services = services
    }

    /// Waits until the instant has come.
    /// - Throws: `CancellationError` if the task is cancelled before.
    func wait(until instant: MonotonicTime) async throws {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isOver = state.withLock { state in
                    if case .over = state { return true }
                    state = .waiting(continuation, services.call(at: instant) { self.end() })
                    return false
                }
                if isOver { continuation.resume(throwing: CancellationError()) }
            }
        } onCancel: {
            cancel()
        }
    }

    private func end() {
        guard case .waiting(let continuation, _) = exchange() else { return }
        continuation.resume()
    }

    private func cancel() {
        guard case .waiting(let continuation, let call) = exchange() else { return }
        services.cancel(call)
        continuation.resume(throwing: CancellationError())
    }

    private func exchange() -> State {
        state.withLock { state in
            defer { state = .over }
            return state
        }
    }
}
