public import Scheduling

/// Something that happened in an app: what it was told, and what its schedule decided.
///
/// Together with the instants they are enough to make the schedule's decisions again: what is told goes in, and what
/// was decided has to come out.
public struct AppEvent: Sendable, Hashable {
    /// When it happened.
    public var at: Instant
    /// What happened.
    public var kind: Kind

    /// Something that happened at an instant.
    public init(at: Instant, _ kind: Kind) {
        self.at = at
        self.kind = kind
    }

    /// What can happen.
    public enum Kind: Sendable, Hashable {
        // MARK: What the app was told

        /// The app of that name starts; the seed is that of its jitter.
        case start(app: String, AppSnapshot, seed: UInt64)
        /// How the app is when a new part of its ledger begins; how its daemons are follows, in their order.
        case checkpoint(app: String, AppSnapshot, seed: UInt64)
        /// A daemon was added; it comes last in the order.
        case added(daemon: String, DaemonSnapshot)
        /// A daemon's parameters have become others.
        case changed(daemon: String, DaemonParameters)
        /// A daemon is not wanted any more; it goes when a run in progress has ended.
        case removed(daemon: String)
        /// A daemon that was to go stays after all.
        case kept(daemon: String)
        /// The daemons that come first in the order.
        case ordered([String])
        /// The app's parameters have become others.
        case reconfigured(AppParameters)
        /// A daemon was woken.
        case wake(daemon: String)
        /// A daemon was paused by an operator.
        case pause(daemon: String)
        /// A daemon was resumed by an operator.
        case resume(daemon: String)
        /// A daemon's failures were forgotten, and the pause that they had made.
        case forgiven(daemon: String)
        /// Somebody asked the app to stop.
        case stopAsked(StopReason)
        /// Somebody asked for an end of the grace.
        case graceEnded

        // MARK: What the schedule decided

        /// A run starts: the number of the run, from 1, and the due time that led to it.
        case run(daemon: String, run: Int, due: Instant)
        /// A run is asked to end.
        case cancel(daemon: String)
        /// A run has ended.
        case finish(daemon: String, Finish)
        /// The app begins to stop.
        case stopping(StopReason)
        /// The app is over; `next` is when it should be started again.
        case stop(StopReason, next: Instant?)
    }

    /// How a run has ended, and what the schedule made of it.
    public struct Finish: Sendable, Hashable {
        /// The number of the run, from 1.
        public var run: Int
        /// The outcome that counts, with the next run that the daemon has named, if it did.
        public var outcome: RunOutcome
        /// The units of work done.
        public var units: Int
        /// The time until the next run; nil if there will be none.
        public var wait: Nanoseconds?
        /// When the next run is due; nil if there will be none.
        public var next: Instant?
        /// Why it failed.
        public var error: String?
        /// The last lines of what a program wrote.
        public var output: [String]

        /// The end of a run.
        public init(
            run: Int, outcome: RunOutcome, units: Int, wait: Nanoseconds?, next: Instant?, error: String? = nil,
            output: [String] = []
        ) {
            self.run = run
            self.outcome = outcome
            self.units = units
            self.wait = wait
            self.next = next
            self.error = error
            self.output = output
        }
    }
}
