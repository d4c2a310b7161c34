/// How a run ended; it decides the wait that follows.
public enum RunOutcome: Sendable, Hashable {
    /// It found work. The daemon may name its next run itself.
    case worked(next: Instant? = nil)
    /// It found nothing to do. The daemon may name its next run itself.
    case idle(next: Instant? = nil)
    /// It threw, or went on for longer than RunTimeout.
    case failed
    /// The daemon asks not to be scheduled again.
    case done

    /// The instant at which the daemon itself wants to run next.
    @inline(__always)
    public var namedNext: Instant? {
        switch self {
        case .worked(let next), .idle(let next): next
        case .failed, .done: nil
        }
    }
}

/// What the scheduler made of the end of a run.
public struct RunFinish: Sendable, Hashable {
    /// The outcome that counts: a run past its RunTimeout has failed, whatever it returned.
    public let outcome: RunOutcome
    /// The time until the next run is due; nil after ``RunOutcome/done``.
    public let wait: Nanoseconds?
    /// When the next run is due; nil after ``RunOutcome/done``.
    public let next: Instant?
    /// Whether this was the failure that made FailureLimit, so that the daemon is paused from now on.
    public let isPausedByFailures: Bool
}
