public import EventLoopServices

/// The reactor's clock, for daemons: a test can move it. It may be used in any task.
public struct DaemonClock: Sendable {
    private let services: any DaemonServices

    init(_ services: any DaemonServices) {
        self.services = services
    }

    /// The present instant.
    public var now: MonotonicTime { services.now }

    /// Waits for so long, while the app goes on.
    /// - Throws: `CancellationError` as soon as the task is cancelled.
    public func sleep(for length: Duration) async throws {
        try await Pause.wait(until: services.now.advanced(by: length), services, isolation: #isolation)
    }
}
