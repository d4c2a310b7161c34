import Logging
import Synchronization

/// Writes states to a directory beside the loop: the newest there is, one at a time.
final class StateWriter: Sendable {
    private let directory: StateDirectory
    private let log: Logger
    private let state = Mutex(State())
    /// Held by whoever writes, who takes what is to be written only then: no older state follows a newer one.
    private let turn = Mutex(())

    private struct State {
        var pending: KeptState?
        /// Whether the last write failed, which has been said.
        var hasFailed = false
    }

    init(_ directory: StateDirectory, log: Logger) {
        self.directory = directory
        self.log = log
    }

    /// Takes a state, to be written by the next ``write()``.
    func put(_ new: KeptState) {
        state.withLock { $0.pending = new }
    }

    /// Writes the state that waits to be written, if one does. May block.
    func write() {
        turn.withLock { _ in
            if let next = state.withLock({ $0.pending.take() }) { write(next) }
        }
    }

    /// Writes the last state at once; none will follow.
    func close(with last: KeptState) {
        turn.withLock { _ in
            state.withLock { $0.pending = nil }
            write(last)
        }
    }

    /// Writes a state. A failure is logged, one of several in a row.
    private func write(_ new: KeptState) {
        let failure: (any Error)?
        do {
            try directory.write(new)
            failure = nil
        } catch {
            failure = error
        }
        let isNews = state.withLock { state in
            defer { state.hasFailed = failure != nil }
            return state.hasFailed != (failure != nil)
        }
        guard isNews else { return }
        if let failure {
            log.error("the state cannot be written to \(directory.path), the one before stays: \(failure)")
        } else {
            log.notice("the state can be written again")
        }
    }
}
