/// The ready daemons of one kind of floor: those that need no quiet, and those that had it when they were queued.
///
/// A request takes the quiet from all of the latter at once. They stay where they are, and nobody looks at them until
/// there is quiet enough for one of them: however many wait for a floor, a request moves none.
struct FloorQueue: Sendable {
    private(set) var plain = ReadyQueue()
    private(set) var quiet = ReadyQueue()
    /// No daemon in `quiet` needs less quiet than this. When the one that needs it has gone it may be too little, until
    /// the others have been looked at.
    private var leastQuiet = Nanoseconds.zero

    /// Queues a daemon.
    /// - Parameters:
    ///   - quietLength: the quiet that it needs, if any.
    ///   - patience: when it goes before all whose patience has not ended; nil: it never does.
    @inline(__always)
    mutating func insert(
        _ slot: UInt32, _ rank: Rank, quietLength: Nanoseconds?, patience: Instant?, stamp: UInt32,
        among daemons: ContiguousArray<DaemonState>
    ) {
        guard let quietLength else {
            return plain.insert(slot, rank, patience: patience, stamp: stamp, among: daemons)
        }
        leastQuiet = quiet.hasNoEntries ? quietLength : min(leastQuiet, quietLength)
        quiet.insert(slot, rank, patience: patience, stamp: stamp, among: daemons)
    }

    /// The daemon that is to start first, as far as there is quiet for any; one that has lost its quiet may be it.
    @inline(__always)
    mutating func first(
        _ requests: RequestState, at now: Instant, among daemons: inout ContiguousArray<DaemonState>
    ) -> ReadyQueue.Head? {
        let first = plain.first(at: now, among: &daemons)
        if quiet.hasNoEntries || !requests.isQuiet(for: leastQuiet, at: now) { return first }
        return ReadyQueue.first(first, quiet.first(at: now, among: &daemons))
    }

    /// When the daemons that have lost their quiet are to be looked at again; nil if there are none.
    @inline(__always)
    mutating func quietInstant(_ requests: RequestState, among daemons: ContiguousArray<DaemonState>) -> Instant? {
        quiet.hasNoEntries || quiet.isEmpty(among: daemons) ? nil : requests.quietInstant(for: leastQuiet)
    }

    /// Whether there is nothing in it, not even what is outdated.
    @inline(__always)
    var hasNoEntries: Bool { plain.hasNoEntries && quiet.hasNoEntries }

    /// Whether no daemon is queued.
    mutating func isEmpty(among daemons: ContiguousArray<DaemonState>) -> Bool {
        plain.isEmpty(among: daemons) && quiet.isEmpty(among: daemons)
    }

    /// One of the daemons that need quiet; nil if there are none.
    mutating func anyInNeedOfQuiet(at now: Instant, among daemons: inout ContiguousArray<DaemonState>) -> Int? {
        quiet.first(at: now, among: &daemons)?.slot
    }
}
