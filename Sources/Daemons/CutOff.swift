import Synchronization

/// What is to be done when the app is over before a run, or what a run has left behind, such as killing a process that
/// the run started.
public final class CutOff: Sendable {
    private let state = Mutex(State())

    private struct State {
        var actions: [Int: @Sendable () -> Void] = [:]
        var count = 0
    }

    init() {}

    /// While `body` runs, `emergency` is what happens when the daemon is cut off. It may be called from any thread,
    /// must not block, and is called once at most.
    public func during<Result>(
        _ emergency: @escaping @Sendable () -> Void, _ body: () async throws -> Result
    ) async rethrows -> Result {
        let number = state.withLock { state in
            state.count += 1
            state.actions[state.count] = emergency
            return state.count
        }
        defer { state.withLock { $0.actions[number] = nil } }
        return try await body()
    }

    /// Whether there is nothing to cut off.
    package var isEmpty: Bool { state.withLock { $0.actions.isEmpty } }

    /// Cuts off a run in progress and what earlier runs have left behind. For whoever runs the daemon, when the app is
    /// over.
    public func perform() {
        let actions = state.withLock { state in
            defer { state.actions = [:] }
            return state.actions.values
        }
        for emergency in actions { emergency() }
    }
}
