import Logging
import Synchronization

/// Writes states to a directory beside the loop: the newest there is, one at a time.
///
/// ```
///  idle ──save──▶ writing ──done, nothing new──▶ idle
///                   │  ▲
///                   └──┘ done, and another was saved meanwhile
/// ```
final class StateWriter: Sendable {
    private let directory: StateDirectory
    private let log: Logger
    private let state = Mutex(State())
    /// Held by whoever writes.
    private let turn = Mutex(())

    private struct State {
        var pending: KeptState?
        var isWriting = false
        /// Whether the last write failed, which has been said.
        var hasFailed = false
    }

    init(_ directory: StateDirectory, log: Logger) {
        self.directory = directory
        self.log = log
    }

    /// Has a state written by a thread of the pool.
    func save(_ new: KeptState, _ pool: BlockingPool) {
        let isFirst = state.withLock { state in
            state.pending = new
            defer { state.isWriting = true }
            return !state.isWriting
        }
        if isFirst { pool.run { self.work() } }
    }

    private func work() {
        while writeNext() {}
    }

    /// - Returns: whether there was a state to be written.
    private func writeNext() -> Bool {
        turn.withLock { _ in
            let next = state.withLock { state in
                let next = state.pending.take()
                if next == nil { state.isWriting = false }
                return next
            }
            if let next { write(next) }
            return next != nil
        }
    }

    /// Writes the last state there is, in place of any that still waits, and returns when that is done.
    func saveLast(_ new: KeptState) {
        state.withLock { $0.pending = nil }
        turn.withLock { _ in write(new) }
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
