import Scheduling

/// What changes about an app while it runs, by the rules.
extension NaiveSchedule {
    mutating func change(_ id: DaemonID, to parameters: DaemonParameters) {
        guard let index = index(of: id) else { return }
        if let quiet = parameters.whenQuietFor { quietLengths.insert(quiet.int) }
        daemons[index].parameters = parameters
        let (least, most) = (parameters.runEvery.int, parameters.maximumIdle.int)
        daemons[index].interval = min(max(daemons[index].interval, least), most)
        if daemons[index].runStart == nil {
            daemons[index].due = min(daemons[index].due, now + daemons[index].interval)
        }
    }

    mutating func change(_ app: AppParameters) {
        guard stop == nil else { return }
        self.app = app
        come(to: now)
    }

    mutating func reorder(_ first: [DaemonID]) {
        let head = first.compactMap { id in daemons.first { $0.id == id } }
        daemons = head + daemons.filter { daemon in !first.contains(daemon.id) }
    }

    mutating func keep(_ id: DaemonID) {
        if let index = index(of: id) { daemons[index].isLeaving = false }
    }

    mutating func forgiveFailures(_ id: DaemonID) {
        guard let index = index(of: id) else { return }
        daemons[index].failures = 0
        daemons[index].isPausedByFailures = false
    }

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
