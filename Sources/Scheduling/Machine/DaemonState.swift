/// What the scheduler keeps for each daemon: 40 bytes.
///
/// ```
///           due, and first of its floor
///  waiting ─────────────────────────────▶ running
///     ▲             finished                 │
///     └──────────────────────────────────────┤ done, or removed meanwhile
///                                            ▼
///                                         vacant
/// ```
/// Left out: a waiting daemon is ready once its due time has come, without a change of its own; a paused one that
/// does not run is `waiting` and stands in no queue; a wake makes a waiting daemon due.
struct DaemonState {
    /// The due time; while the daemon runs, the start of the run.
    var instant: Instant
    /// The present interval w.
    var interval: Nanoseconds
    /// The number of its parameters in the table.
    var parameters: UInt32
    /// Its place in the order in which daemons were started.
    var order: UInt32
    /// Failures in a row.
    var failures: UInt32 = 0
    /// Tells current entries of the queues from outdated ones.
    var stamp: UInt32 = 0
    var generation: UInt32
    var phase = Phase.waiting
    var flags: Flags = []

    enum Phase: UInt8 {
        case vacant, waiting, running
    }

    struct Flags: OptionSet {
        let rawValue: UInt8
        static let pausedByOperator = Flags(rawValue: 1)
        static let pausedByFailures = Flags(rawValue: 2)
        /// Woken while it runs.
        static let woken = Flags(rawValue: 4)
        /// The run has been cancelled because RunTimeout has passed.
        static let timedOut = Flags(rawValue: 8)
        /// To be removed when the run ends.
        static let leaving = Flags(rawValue: 16)
        static let paused: Flags = [.pausedByOperator, .pausedByFailures]
    }

    var isPaused: Bool { !flags.isDisjoint(with: .paused) }

    /// Whether it is due and would start if it were its turn.
    func isReady(at now: Instant) -> Bool {
        phase == .waiting && !isPaused && instant <= now
    }
}
