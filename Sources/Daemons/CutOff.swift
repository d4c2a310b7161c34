import Synchronization

/// What is to be done when the grace of a stop ends before a run does, such as killing a process that the run started.
public final class CutOff: Sendable {
    private let action = Mutex<(@Sendable () -> Void)?>(nil)

    init() {}

    /// While `body` runs, `emergency` is what happens when the run is cut off. It may be called from any thread, must
    /// not block, and is called once at most.
    public func during<Result>(
        _ emergency: @escaping @Sendable () -> Void, _ body: () async throws -> Result
    ) async rethrows -> Result {
        action.withLock { $0 = emergency }
        defer { action.withLock { $0 = nil } }
        return try await body()
    }

    /// Cuts off a run in progress. For whoever runs the daemon, at the end of the grace.
    public func perform() {
        let emergency = action.withLock { action in
            defer { action = nil }
            return action
        }
        emergency?()
    }
}
