/// A daemon that does nothing by itself: each of its runs is idle, unless a simulation says otherwise.
public final class SimulatedDaemon: Daemon {
    /// The section type `<SimulatedDaemon>`, which has only the keys of the schedule.
    public static let type = DaemonType(
        "SimulatedDaemon",
        description: "Does nothing by itself; a simulation says what it would find. Good for trying out a schedule.",
        example: """
            <SimulatedDaemon collective>
              RunEvery 30s
              IncreaseIdleBy 10s
              MaximumIdle 2m
            </SimulatedDaemon>
            """
    ) { SimulatedDaemon() }

    /// A daemon that does nothing.
    public init() {}

    public func run(_ context: DaemonContext) async throws -> Outcome {
        .idle
    }
}
