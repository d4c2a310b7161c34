/// Ready daemons in the order in which they start.
///
/// A daemon with a MaximumWait stands in two heaps under the same stamp: in `byRank`, and in `byPatience`, from which
/// it moves to `overdue` under a new stamp when its patience ends.
struct ReadyQueue: Sendable {
    private(set) var byRank = StampedHeap<Rank>()
    private(set) var byPatience = StampedHeap<Patience>()
    private(set) var overdue = StampedHeap<OverdueRank>()

    /// The daemon that is to start first, and what is compared with that of another queue.
    struct Head {
        var slot: Int
        var rank: Rank
        var isOverdue: Bool

        @inline(__always)
        static func precedes(_ left: Head, _ right: Head) -> Bool {
            if left.isOverdue != right.isOverdue { return left.isOverdue }
            return left.isOverdue
                ? OverdueRank(rank: left.rank) < OverdueRank(rank: right.rank) : left.rank < right.rank
        }
    }

    /// Whether there is nothing in it, not even what is outdated.
    var hasNoEntries: Bool { byRank.isEmpty && overdue.isEmpty }

    /// Whether no daemon is queued.
    mutating func isEmpty(among daemons: ContiguousArray<DaemonState>) -> Bool {
        byRank.firstCurrent(among: daemons) == nil && overdue.firstCurrent(among: daemons) == nil
    }

    /// The one of two heads that starts first.
    @inline(__always)
    static func first(_ left: Head?, _ right: Head?) -> Head? {
        guard let left else { return right }
        guard let right else { return left }
        return Head.precedes(right, left) ? right : left
    }

    /// Queues a daemon.
    /// - Parameter patience: when it goes before all whose patience has not ended; nil: it never does.
    mutating func insert(
        _ slot: UInt32, _ rank: Rank, patience: Instant?, stamp: UInt32, among daemons: ContiguousArray<DaemonState>
    ) {
        byRank.insert(.init(key: rank, slot: slot, stamp: stamp), among: daemons)
        guard let patience else { return }
        byPatience.insert(
            .init(key: Patience(end: patience, priority: rank.priority), slot: slot, stamp: stamp), among: daemons)
    }

    /// The daemon that is to start first; it stays where it is until its stamp changes.
    mutating func first(at now: Instant, among daemons: inout ContiguousArray<DaemonState>) -> Head? {
        if hasNoEntries { return nil }
        while let head = byPatience.firstCurrent(among: daemons), head.key.end <= now {
            byPatience.removeFirst()
            daemons[Int(head.slot)].stamp &+= 1
            let daemon = daemons[Int(head.slot)]
            let rank = Rank(priority: head.key.priority, due: daemon.instant, order: daemon.order)
            overdue.insert(
                .init(key: OverdueRank(rank: rank), slot: head.slot, stamp: daemon.stamp), among: daemons)
        }
        if let head = overdue.firstCurrent(among: daemons) {
            return Head(slot: Int(head.slot), rank: head.key.rank, isOverdue: true)
        }
        return byRank.firstCurrent(among: daemons).map {
            Head(slot: Int($0.slot), rank: $0.key, isOverdue: false)
        }
    }
}

/// The order of ready daemons: by priority, highest first, then by due time, then by the order of their start.
struct Rank: Comparable, Sendable {
    var priority: Int64
    var due: Instant
    var order: UInt32

    @inline(__always)
    static func < (left: Rank, right: Rank) -> Bool {
        if left.priority != right.priority { return left.priority > right.priority }
        if left.due != right.due { return left.due < right.due }
        return left.order < right.order
    }
}

/// The order of daemons that have waited for their MaximumWait: by due time first.
struct OverdueRank: Comparable, Sendable {
    var rank: Rank

    @inline(__always)
    static func < (left: OverdueRank, right: OverdueRank) -> Bool {
        left.rank.due != right.rank.due ? left.rank.due < right.rank.due : left.rank < right.rank
    }
}

/// When the patience of a ready daemon ends, and what of its rank is not in its state.
struct Patience: Comparable, Sendable {
    var end: Instant
    var priority: Int64

    static func < (left: Patience, right: Patience) -> Bool {
        left.end < right.end
    }
}
