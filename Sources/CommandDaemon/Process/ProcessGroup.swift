import Glibc
import Synchronization

/// The process group of a program, and the only way to send it signals.
///
/// A group is named by the number of its leader, and the system may give that number to somebody else once the leader
/// has been reaped and the group is empty. So signals are sent only between ``lead(by:)`` and ``release()``, and
/// whoever calls these keeps the leader unreaped, running or a zombie, all that time: then the number cannot be given
/// away. Signalling and releasing exclude each other; after the release, signals go nowhere.
///
/// ```
///   expected ──lead──▶ led ──release──▶ released
///      └───── KILL: remembered, sent on lead
/// ```
final class ProcessGroup: Sendable {
    private enum State {
        case expected(isKilled: Bool)
        case led(by: pid_t, isKilled: Bool)
        case released
    }

    private let state = Mutex(State.expected(isKilled: false))

    /// The leader has been started, in a group of its own.
    func lead(by leader: pid_t) {
        state.withLock { state in
            guard case .expected(let isKilled) = state else { return }
            if isKilled { _ = Glibc.kill(-leader, SIGKILL) }
            state = .led(by: leader, isKilled: isKilled)
        }
    }

    /// The leader may be reaped from now on.
    func release() {
        state.withLock { $0 = .released }
    }

    /// Asks all members to end.
    func terminate() {
        state.withLock { state in
            if case .led(let leader, _) = state { _ = Glibc.kill(-leader, SIGTERM) }
        }
    }

    /// Ends all members, at once or, if there is no leader yet, as soon as there is one. Does not block.
    func kill() {
        state.withLock { state in
            switch state {
            case .expected:
                state = .expected(isKilled: true)
            case .led(let leader, _):
                _ = Glibc.kill(-leader, SIGKILL)
                state = .led(by: leader, isKilled: true)
            case .released:
                break
            }
        }
    }

    /// Whether the group has living members besides its leader that nobody has killed.
    var hasSurvivors: Bool {
        guard case .led(let leader, false) = state.withLock({ $0 }) else { return false }
        return ProcessTable.hasMembers(ofGroup: leader, besides: leader)
    }
}
