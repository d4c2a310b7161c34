extension Scheduler {
    /// Brings the queues up to the present: who is due becomes ready, who waited for quiet and has it may start, and
    /// at the deadline the stop begins. Every event does this first.
    @inline(__always)
    mutating func advance(to now: Instant) {
        if let head = waiting.first, head.key <= now { releaseDue(at: now) }
        if !waitingForQuiet.isEmpty { releaseQuiet(at: now) }
        if let deadline = app.shutdownAfter, now.sinceStart >= deadline { beginStop(.deadline, at: now) }
        lifetime.advance(to: now)
    }

    private mutating func releaseDue(at now: Instant) {
        while let head = waiting.firstCurrent(upTo: now, among: daemons) {
            let slot = Int(head.slot)
            if let quiet = table[daemons[slot].parameters].whenQuietFor, !requests.isQuiet(for: quiet, at: now) {
                enqueueForQuiet(slot)
            } else {
                enqueueReady(slot)
            }
        }
    }

    private mutating func releaseQuiet(at now: Instant) {
        while let head = waitingForQuiet.first, requests.isQuiet(for: head.key, at: now) {
            waitingForQuiet.removeFirst()
            if StampedHeap.isCurrent(head, among: daemons) { enqueueReady(Int(head.slot)) }
        }
    }

    /// Queues a daemon for its due time.
    @inline(__always)
    mutating func enqueue(_ slot: Int) {
        daemons[slot].phase = .waiting
        let stamp = newStamp(slot)
        waiting.insert(.init(key: daemons[slot].instant, slot: UInt32(slot), stamp: stamp), among: daemons)
    }

    /// Takes a daemon out of every queue.
    mutating func park(_ slot: Int) {
        daemons[slot].phase = .waiting
        daemons[slot].stamp &+= 1
    }

    /// Queues a daemon until there has been no request for so long; by then it is due.
    mutating func enqueueForQuiet(_ slot: Int) {
        let stamp = newStamp(slot)
        let quiet = table[daemons[slot].parameters].whenQuietFor ?? .zero
        waitingForQuiet.insert(.init(key: quiet, slot: UInt32(slot), stamp: stamp), among: daemons)
    }

    /// Queues a ready daemon for a floor.
    @inline(__always)
    private mutating func enqueueReady(_ slot: Int) {
        let stamp = newStamp(slot)
        let rank = rank(of: slot)
        let number = daemons[slot].parameters
        let quiet = table[number].whenQuietFor
        let patience = table[number].maximumWait.map { rank.due + $0 }
        switch table[number].floor {
        case .shared:
            readyShared.insert(
                UInt32(slot), rank, quietLength: quiet, patience: patience, stamp: stamp, among: daemons)
        case .own:
            readyOwn.insert(UInt32(slot), rank, quietLength: quiet, patience: patience, stamp: stamp, among: daemons)
        }
    }

    /// Queues all daemons anew, because what they are ranked by has changed.
    mutating func requeueAll() {
        for slot in daemons.indices where daemons[slot].phase == .waiting && !daemons[slot].isPaused { enqueue(slot) }
    }

    func rank(of slot: Int) -> Rank {
        let daemon = daemons[slot]
        return Rank(priority: table[daemon.parameters].priority, due: daemon.instant, order: daemon.order)
    }

    /// A stamp that makes every entry of the daemon in the queues outdated.
    @inline(__always)
    mutating func newStamp(_ slot: Int) -> UInt32 {
        daemons[slot].stamp &+= 1
        return daemons[slot].stamp
    }
}
