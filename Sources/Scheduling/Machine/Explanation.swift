/// Why a daemon does not run now, and when it will.
public enum Explanation: Sendable, Hashable {
    /// It runs, since that instant; `isTimedOut` once its RunTimeout has passed and it has not ended.
    case running(since: Instant, isTimedOut: Bool)
    /// It is not due before that instant.
    case waiting(until: Instant)
    /// It has been due since that instant, and has not started yet. `holders` are the runs on the shared floors, if
    /// all are taken; `ahead` the ready daemons that start before it, first ones first. With neither it starts next.
    case behind(since: Instant, holders: [DaemonID], ahead: [DaemonID])
    /// It is due, but there were requests too recently; nil while one is in flight.
    case waitingForQuiet(since: Instant, until: Instant?)
    /// It is paused until somebody resumes it; `due` is when it would be due.
    case paused(by: PauseCause, due: Instant)
    /// The app stops and starts nothing any more.
    case stopping(StopReason)
    /// There is no such daemon any more.
    case removed
}

/// What paused a daemon.
public enum PauseCause: Sendable, Hashable {
    /// An operator.
    case `operator`
    /// So many failures in a row: its FailureLimit.
    case failures(UInt32)
}

/// What the schedule knows of a daemon.
public struct DaemonStatus: Sendable, Hashable {
    /// What the daemon does.
    public let phase: Phase
    /// When it is due, or was; while it runs, the start of the run.
    public let instant: Instant
    /// The present interval.
    public let interval: Nanoseconds
    /// Failures in a row.
    public let failures: UInt32
    /// What paused it; a daemon may be paused while it runs.
    public let pausedBy: PauseCause?

    /// What a daemon does.
    public enum Phase: String, Sendable, Hashable {
        /// It is not due yet, or is paused.
        case waiting
        /// It is due and waits for its floor or for quiet.
        case ready
        /// It runs.
        case running
    }
}
