import Scheduling

/// What changes about an app while it runs, by the rules.
extension NaiveSchedule {
    mutating func change(_ new: AppParameters) {
        guard stop == nil else { return }
        app = new
        if let deadline = app.shutdownAfter, now >= deadline.int { begin(.deadline) }
        if let limit = app.maximumRequests, answered >= limit { begin(.requests) }
    }

    mutating func change(_ id: DaemonID, to parameters: DaemonParameters) {
        guard let index = index(of: id) else { return }
        if let quiet = parameters.whenQuietFor { quietLengths.insert(quiet.int) }
        daemons[index].parameters = parameters
        let interval = min(max(daemons[index].interval, parameters.runEvery.int), parameters.maximumIdle.int)
        daemons[index].interval = interval
        daemons[index].due = min(daemons[index].due, now + interval)
    }

    mutating func reorder(_ first: [DaemonID]) {
        let ahead = first.compactMap { id in daemons.first { $0.id == id } }
        daemons = ahead + daemons.filter { !first.contains($0.id) }
    }

    mutating func keep(_ id: DaemonID) {
        if let index = index(of: id) { daemons[index].isLeaving = false }
    }

    mutating func forgiveFailures(_ id: DaemonID) {
        guard let index = index(of: id) else { return }
        daemons[index].isPausedByFailures = false
        daemons[index].failures = 0
    }

    /// Adds a daemon with a past.
    mutating func add(_ id: DaemonID, _ snapshot: DaemonSnapshot) {
        add(id, snapshot.parameters)
        let last = daemons.count - 1
        daemons[last].due = snapshot.instant.sinceStart.int
        daemons[last].interval = snapshot.interval.int
        daemons[last].failures = Int(snapshot.failures)
        daemons[last].catchUp = snapshot.catchUp
        daemons[last].isPausedByOperator = snapshot.flags.contains(.pausedByOperator)
        daemons[last].isPausedByFailures = snapshot.flags.contains(.pausedByFailures)
    }
}
