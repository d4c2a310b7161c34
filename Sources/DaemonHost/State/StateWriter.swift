import Logging
import Synchronization

/// Writes states to a directory beside the loop: the newest there is, one at a time.
final class StateWriter: Sendable {
    private let directory: StateDirectory
    private let log: Logger
    private let states = Newest<KeptState>()
    /// Whether the last write failed, which has been said.
    private let hasFailed = Atomic(false)

    init(_ directory: StateDirectory, log: Logger) {
        self.directory = directory
        self.log = log
    }

    /// Takes a state, to be written by the next ``write()``.
    func put(_ new: KeptState) {
        states.put(new)
    }

    /// Writes the state that waits to be written, if one does. May block.
    func write() {
        states.take(write)
    }

    /// Writes the last state at once; none will follow.
    func close(with last: KeptState) {
        states.put(last)
        states.take(write)
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
        guard hasFailed.exchange(failure != nil, ordering: .relaxed) != (failure != nil) else { return }
        if let failure {
            log.error("the state cannot be written to \(directory.path), the one before stays: \(failure)")
        } else {
            log.notice("the state can be written again")
        }
    }
}
