/// Something that happened to an app, as the trace of a simulation and the ledger of a running app record it.
public struct TraceEvent: Sendable, Hashable {
    /// When it happened.
    public let at: Instant
    /// What happened.
    public let kind: Kind

    /// What can happen.
    public enum Kind: Sendable, Hashable {
        /// The app of that name starts.
        case start(app: String)
        /// A run starts: the daemon's name, the number of its run, from 1, and the due time that led to it.
        case run(daemon: String, run: Int, due: Instant)
        /// A run has ended. `units` is the work it did; `wait` and `next` are nil after `done`.
        case finish(daemon: String, run: Int, outcome: RunOutcome, units: Int, wait: Nanoseconds?, next: Instant?)
        /// A web request was accepted.
        case request
        /// A web request was answered.
        case response
        /// The app stops; `next` is when it should be started again.
        case stop(StopReason, next: Instant?)
        /// The simulation ends before the app does.
        case end
    }

    /// Something that happened at an instant.
    public init(at: Instant, _ kind: Kind) {
        self.at = at
        self.kind = kind
    }
}

extension RunOutcome {
    /// The outcome's name in traces and logs.
    public var name: String {
        switch self {
        case .worked: "worked"
        case .idle: "idle"
        case .failed: "failed"
        case .done: "done"
        }
    }
}
