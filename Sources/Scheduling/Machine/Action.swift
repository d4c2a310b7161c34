/// What a scheduler asks of the one who drives it.
public enum Action: Sendable, Equatable {
    /// Start a run; tell the scheduler of its end with ``Scheduler/finished(_:_:at:jitter:)``.
    /// `due` is the due time that led to it.
    case run(DaemonID, due: Instant)
    /// Ask a run to end: its RunTimeout has passed, or the app stops. It is in progress until it has ended.
    case cancel(DaemonID)
    /// The stop has begun: accept no more requests, and cancel those in progress.
    case beginStop(StopReason)
    /// The app is over. The last action there is.
    case stop(ExitRecord)
    /// Nothing to do until an event, or until this instant has come (``Instant/never``: until an event).
    case wait(until: Instant)
}

/// Why an app stops.
public enum StopReason: String, Sendable, Hashable, CaseIterable {
    /// ShutdownAfter has come.
    case deadline
    /// The process was told by SIGTERM or SIGINT.
    case signal
    /// Somebody asked for it: a command, or the group of services the app belongs to.
    case `operator`
    /// MaximumRequests were answered.
    case requests
    /// No daemon is left and nobody listens for requests.
    case done
    /// The schedule has a gap of at least ShutdownIfIdle.
    case idle

    /// The reason and, where its name does not say it, what it means.
    public var explanation: String {
        switch self {
        case .deadline: "deadline (ShutdownAfter has come)"
        case .signal: "signal"
        case .operator: "operator"
        case .requests: "requests (MaximumRequests were answered)"
        case .done: "done (no daemon is left and nobody listens)"
        case .idle: "idle (nothing is scheduled for ShutdownIfIdle)"
        }
    }
}

/// What an app leaves behind for whoever starts it again.
public struct ExitRecord: Sendable, Hashable {
    /// Why it stopped.
    public let reason: StopReason
    /// When it stopped.
    public let stopped: Instant
    /// The earliest instant at which a daemon could have started, not before the stop; nil if there is none.
    public let next: Instant?

    /// What an app leaves behind.
    public init(reason: StopReason, stopped: Instant, next: Instant?) {
        self.reason = reason
        self.stopped = stopped
        self.next = next
    }
}

/// What a wake did.
public enum WakeResult: Sendable, Hashable {
    /// The daemon waited and is due now.
    case due
    /// The daemon is ready already; nothing changed.
    case alreadyReady
    /// The daemon runs; it is due again as soon as the run ends.
    case afterRun
    /// The daemon is paused; nothing changed.
    case paused
    /// There is no such daemon any more.
    case removed
}
