public import Scheduling

/// That a daemon fails, or works again.
public struct FailureNotice: Sendable, Hashable {
    /// What has happened.
    public var event: Event
    /// The daemon's path.
    public var daemon: String
    /// The number of the run that has ended so, from 1.
    public var run: Int
    /// When that run ended.
    public var at: Instant
    /// When the first run of the streak failed.
    public var since: Instant
    /// Failures in a row: 1, or those that were before the recovery.
    public var failures: Int
    /// Why the last of them failed.
    public var error: String
    /// The last lines of what the program of the failed run wrote, if it was one.
    public var output: [String]
    /// The time until the next run; nil if there will be none.
    public var wait: Nanoseconds?

    /// A notice.
    public init(
        event: Event, daemon: String, run: Int, at: Instant, since: Instant, failures: Int, error: String,
        output: [String], wait: Nanoseconds?
    ) {
        self.event = event
        self.daemon = daemon
        self.run = run
        self.at = at
        self.since = since
        self.failures = failures
        self.error = error
        self.output = output
        self.wait = wait
    }

    /// What can happen.
    public enum Event: String, Sendable, Hashable {
        /// A run failed, and the one before did not.
        case failure
        /// A run went well, and the one before did not.
        case recovery
    }
}
