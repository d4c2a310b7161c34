import EventLoopServices

/// A daemon whose work comes in units: it asks for one, does it, and asks for the next, `RecordCount` at most in a run.
public protocol WorkDaemon: Daemon {
    /// One unit of work.
    associatedtype Work

    /// The next unit of work; nil if there is none.
    func getWork(_ context: DaemonContext) async throws -> Work?

    /// Does one unit of work.
    func doWork(_ work: Work, _ context: DaemonContext) async throws
}

extension WorkDaemon {
    /// Does work until there is none, `RecordCount` is reached, or the run is cancelled.
    ///
    /// The loop gets a turn after each millisecond of units.
    public func run(_ context: DaemonContext) async throws -> Outcome {
        var units = 0
        var turnEnd = context.now.advanced(byNanoseconds: 1_000_000)
        while units < context.recordCount ?? .max, !Task.isCancelled, let work = try await getWork(context) {
            try await doWork(work, context)
            units += 1
            if context.now >= turnEnd {
                await Task.yield()
                turnEnd = context.now.advanced(byNanoseconds: 1_000_000)
            }
        }
        return units > 0 ? .worked(units: units) : .idle
    }
}
