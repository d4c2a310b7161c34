/// How one daemon is scheduled. The names are those of the configuration's keys.
public struct DaemonParameters: Sendable, Hashable {
    /// The base polling interval P; more than zero.
    public var runEvery: Nanoseconds
    /// Added to the interval after each run that found nothing.
    public var increaseIdleBy: Nanoseconds
    /// The interval is multiplied by it after each run that found nothing.
    public var multiplyIdleBy: Multiplier
    /// The interval never grows past it; at least ``runEvery``.
    public var maximumIdle: Nanoseconds
    /// The wait after a run that found work; at most ``runEvery``.
    public var minimumIdle: Nanoseconds
    /// Higher goes first.
    public var priority: Int64
    /// The first run is due so long after the daemon was added.
    public var startAfter: Nanoseconds
    /// The wait after a run is lengthened by a random share of itself, at most this.
    public var jitter: Jitter
    /// A run that takes longer is cancelled and counts as failed.
    public var runTimeout: Nanoseconds?
    /// A ready daemon that has waited so long goes before all that have not.
    public var maximumWait: Nanoseconds?
    /// The daemon may start only when there has been no request for so long.
    public var whenQuietFor: Nanoseconds?
    /// Whether its runs take one of the shared floors.
    public var floor: Floor
    /// After so many failures in a row the daemon is paused; at least 1.
    public var failureLimit: UInt32?

    /// Parameters with the schedule's defaults for all but the interval.
    ///
    /// `maximumIdle` is P·M³ + 3·I and `minimumIdle` is P unless they are given. The ranges of the parameters are
    /// the caller's to check; a `runEvery` of less than a nanosecond is taken as one, for a schedule has to move on.
    public init(
        runEvery: Nanoseconds,
        increaseIdleBy: Nanoseconds = .zero,
        multiplyIdleBy: Multiplier = .one,
        maximumIdle: Nanoseconds? = nil,
        minimumIdle: Nanoseconds? = nil,
        priority: Int64 = 0,
        startAfter: Nanoseconds = .zero,
        jitter: Jitter = .none,
        runTimeout: Nanoseconds? = nil,
        maximumWait: Nanoseconds? = nil,
        whenQuietFor: Nanoseconds? = nil,
        floor: Floor = .shared,
        failureLimit: UInt32? = nil
    ) {
        let runEvery = max(runEvery, Nanoseconds(1))
        self.runEvery = runEvery
        self.increaseIdleBy = increaseIdleBy
        self.multiplyIdleBy = multiplyIdleBy
        self.maximumIdle = maximumIdle ?? multiplyIdleBy.cubeApplied(to: runEvery) + increaseIdleBy * 3
        self.minimumIdle = minimumIdle ?? runEvery
        self.priority = priority
        self.startAfter = startAfter
        self.jitter = jitter
        self.runTimeout = runTimeout
        self.maximumWait = maximumWait
        self.whenQuietFor = whenQuietFor
        self.floor = floor
        self.failureLimit = failureLimit
    }

    /// The interval that follows `interval` after a run that found nothing.
    @inline(__always)
    package func lengthened(_ interval: Nanoseconds) -> Nanoseconds {
        min(multiplyIdleBy.applied(to: interval) + increaseIdleBy, maximumIdle)
    }
}

/// Where the runs of a daemon take place.
public enum Floor: String, Sendable, Hashable, CaseIterable {
    /// One of the app's shared floors, of which there are `Concurrency`.
    case shared
    /// A floor of the daemon's own: it waits for nobody.
    case own
}
