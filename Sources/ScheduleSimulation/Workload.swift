public import Scheduling

/// What the daemons of a simulated app will find to do, and which requests and wakes will come.
public struct Workload: Sendable, Hashable {
    /// What each daemon finds, by its name in lower case. A daemon that is not named finds nothing, ever.
    public var daemons: [String: DaemonWorkload] = [:]
    /// The web requests, in any order; nil: no gateway listens.
    public var requests: [Request]?
    /// The wakes, in any order.
    public var wakes: [Wake] = []

    /// A workload in which nothing is found and nothing comes.
    public init() {}

    /// A web request.
    public struct Request: Sendable, Hashable {
        public var start: Instant
        public var length: Nanoseconds

        public init(start: Instant, length: Nanoseconds) {
            self.start = start
            self.length = length
        }
    }

    /// A wake of a daemon.
    public struct Wake: Sendable, Hashable {
        public var at: Instant
        /// The daemon's name in lower case.
        public var daemon: String

        public init(at: Instant, daemon: String) {
            self.at = at
            self.daemon = daemon
        }
    }
}

/// What one daemon of a simulated app finds.
public struct DaemonWorkload: Sendable, Hashable {
    /// Units of work and when they arrive, in any order.
    public var arrivals: [Arrival] = []
    /// How long a run takes for each unit.
    public var timePerUnit = Nanoseconds.zero
    /// How long a run takes that finds nothing, or fails.
    public var timeWhenIdle = Nanoseconds.zero
    /// The runs that fail, counted from 1.
    public var failingRuns: Set<Int> = []
    /// The run after which the daemon is done, counted from 1.
    public var doneAfterRuns: Int?

    /// A daemon that finds nothing.
    public init() {}

    /// Some units of work that arrive at an instant.
    public struct Arrival: Sendable, Hashable {
        public var at: Instant
        public var units: Int

        public init(at: Instant, units: Int) {
            self.at = at
            self.units = units
        }
    }
}
