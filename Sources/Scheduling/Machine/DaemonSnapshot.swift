/// All that the schedule knows of a daemon: enough to go on with it in another scheduler.
public struct DaemonSnapshot: Sendable, Hashable {
    /// How it is scheduled, without `startAfter`, which counts only for a daemon that is new.
    public var parameters: DaemonParameters
    /// When it is due, or was; while it runs, the start of the run.
    public var instant: Instant
    /// The present interval.
    public var interval: Nanoseconds
    /// Failures in a row.
    public var failures: UInt32
    /// The runs, besides the next one, that follow one another at once, because they were missed.
    public var catchUp: Int
    /// What else is so.
    public var flags: Flags

    /// What can be so of a daemon.
    public struct Flags: OptionSet, Sendable, Hashable {
        public let rawValue: UInt8

        public init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// An operator has paused it.
        public static let pausedByOperator = Flags(rawValue: 1)
        /// Its FailureLimit has paused it.
        public static let pausedByFailures = Flags(rawValue: 2)
        /// It was woken while it runs, and is due again at the end of the run.
        public static let woken = Flags(rawValue: 4)
        /// Its run was cancelled because RunTimeout has passed.
        public static let timedOut = Flags(rawValue: 8)
        /// It is to be removed when its run ends.
        public static let leaving = Flags(rawValue: 16)
        /// It runs.
        public static let running = Flags(rawValue: 32)
    }

    /// A daemon as it was left; what is left out is that of a new one.
    public init(
        _ parameters: DaemonParameters, instant: Instant, interval: Nanoseconds? = nil, failures: UInt32 = 0,
        catchUp: Int = 0, flags: Flags = []
    ) {
        self.parameters = parameters
        self.instant = instant
        self.interval = interval ?? parameters.runEvery
        self.failures = failures
        self.catchUp = catchUp
        self.flags = flags
    }
}

extension Scheduler {
    /// What is known of a daemon; nil if it is gone.
    public func snapshot(of id: DaemonID) -> DaemonSnapshot? {
        guard let slot = slot(of: id) else { return nil }
        let daemon = daemons[slot]
        var flags = DaemonSnapshot.Flags(rawValue: daemon.flags.rawValue)
        if daemon.phase == .running { flags.insert(.running) }
        return DaemonSnapshot(
            table[daemon.parameters], instant: daemon.instant, interval: daemon.interval, failures: daemon.failures,
            catchUp: catchUps[slot] ?? 0, flags: flags)
    }

    /// Adds a daemon as it was left elsewhere. It comes last in the order of the daemons.
    public mutating func add(_ snapshot: DaemonSnapshot, at now: Instant) -> DaemonID {
        advance(to: now)
        let slot = occupy(snapshot.parameters, due: snapshot.instant, interval: snapshot.interval)
        daemons[slot].failures = snapshot.failures
        daemons[slot].flags = DaemonState.Flags(rawValue: snapshot.flags.subtracting(.running).rawValue)
        if snapshot.catchUp > 0 { catchUps[slot] = snapshot.catchUp }
        if snapshot.flags.contains(.running) {
            begin(slot, at: snapshot.instant)
        } else if !daemons[slot].isPaused {
            enqueue(slot)
        }
        return identifier(of: slot)
    }
}
