/// A daemon whose work it is to say which other daemons there should be.
///
/// What it wants runs below its own name: a seed `mail-queues` that wants `alice` has a daemon `mail-queues/alice`. When
/// the seed goes, so do they. A run that changed what runs has found work.
public protocol DaemonSeed: Daemon {
    /// The daemons that there should be now, each name once, in the order in which they take turns.
    /// - Throws: if that cannot be told: the run has failed, and what runs goes on.
    func wanted(_ context: DaemonContext) async throws -> [WantedDaemon]
}

extension DaemonSeed {
    /// Makes what runs below the seed what is wanted.
    public func run(_ context: DaemonContext) async throws -> Outcome {
        let changes = try await context.reconcile(try await wanted(context))
        return changes.isEmpty ? .idle : .worked(units: changes.count)
    }
}
