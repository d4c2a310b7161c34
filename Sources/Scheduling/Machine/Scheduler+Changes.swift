/// What changes about an app while it runs: its parameters, those of its daemons, and their order.
extension Scheduler {
    /// The app has other parameters from now on, still counted from its start: a deadline that has passed, or a number
    /// of requests that has been answered, stops it now. Ignored once the app stops.
    public mutating func change(_ app: AppParameters, at now: Instant) {
        advance(to: now)
        guard lifetime.phase == .alive else { return }
        self.app = app
        lifetime.change(app, requests, at: now)
        advance(to: now)
        if let limit = app.maximumRequests, requests.answered >= limit { beginStop(.requests, at: now) }
    }

    /// A daemon has other parameters from now on.
    ///
    /// It keeps its interval, brought within the new limits, its failures and its place; it is due after the new
    /// interval from now at the latest. A run in progress goes on, and what its end means is for the new parameters to
    /// say. `startAfter` counts only when a daemon is added.
    public mutating func change(_ id: DaemonID, to parameters: DaemonParameters, at now: Instant) {
        advance(to: now)
        guard let slot = slot(of: id) else { return }
        var shared = parameters
        shared.startAfter = .zero
        let old = table[daemons[slot].parameters]
        let number = table.number(for: shared)
        table.release(daemons[slot].parameters)
        daemons[slot].parameters = number
        daemons[slot].interval = min(max(daemons[slot].interval, shared.runEvery), shared.maximumIdle)
        if daemons[slot].phase == .running {
            changeRun(slot, from: old, to: shared)
        } else {
            daemons[slot].instant = min(daemons[slot].instant, now + daemons[slot].interval)
            if !daemons[slot].isPaused { enqueue(slot) }
        }
        lifetime.decisionIsDue = true
    }

    private mutating func changeRun(_ slot: Int, from old: DaemonParameters, to new: DaemonParameters) {
        if old.floor != new.floor { runningOnSharedFloors += new.floor == .shared ? 1 : -1 }
        guard old.runTimeout != new.runTimeout, !daemons[slot].flags.contains(.timedOut) else { return }
        let stamp = newStamp(slot)
        guard let timeout = new.runTimeout else { return }
        let entry = StampedHeap.Entry(key: daemons[slot].instant + timeout, slot: UInt32(slot), stamp: stamp)
        timeouts.insert(entry, among: daemons)
    }

    /// Puts daemons in an order; the others come after them in the order in which they are.
    public mutating func reorder(_ first: [DaemonID], at now: Instant) {
        advance(to: now)
        let firstOnes = Set(first)
        number(first.filter { slot(of: $0) != nil } + identifiers.filter { !firstOnes.contains($0) })
    }

    /// A daemon that was to go when its run ends stays after all.
    public mutating func keep(_ id: DaemonID, at now: Instant) {
        advance(to: now)
        guard let slot = slot(of: id) else { return }
        daemons[slot].flags.remove(.leaving)
    }

    /// Forgets a daemon's failures in a row and the pause that they have made; one that an operator has made stays.
    public mutating func forgiveFailures(_ id: DaemonID, at now: Instant) {
        advance(to: now)
        guard let slot = slot(of: id) else { return }
        daemons[slot].failures = 0
        guard daemons[slot].flags.contains(.pausedByFailures) else { return }
        daemons[slot].flags.remove(.pausedByFailures)
        if daemons[slot].phase == .waiting, !daemons[slot].isPaused { enqueue(slot) }
    }
}
