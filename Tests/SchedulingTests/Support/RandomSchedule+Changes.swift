import Scheduling

/// Reloads and restarts at random.
extension RandomSchedule {
    /// Something is configured otherwise, as a reload does it.
    mutating func reconfigure() {
        guard let id = identifiers.randomElement(using: &random) else { return }
        switch Int.random(in: 0...9, using: &random) {
        case 0...3:
            let parameters = DaemonParameters.random(using: &random)
            scheduler.change(id, to: parameters, at: now)
            naive.change(id, to: parameters)
        case 4:
            let parameters = AppParameters.random(using: &random)
            scheduler.change(parameters, at: now)
            naive.change(parameters)
        case 5:
            let first = identifiers.shuffled(using: &random).dropLast(.random(in: 0...2, using: &random))
            scheduler.reorder(Array(first), at: now)
            naive.reorder(Array(first))
        case 6:
            scheduler.remove(id, at: now)
            naive.remove(id)
            guard happens(70) else { return }
            scheduler.keep(id, at: now)
            naive.keep(id)
        case 7:
            scheduler.keep(id, at: now)
            naive.keep(id)
        case 8:
            scheduler.forgiveFailures(id, at: now)
            naive.forgiveFailures(id)
        default:
            addWithPast()
        }
    }

    /// A daemon is added as it was left at the stop of another app.
    private mutating func addWithPast() {
        var parameters = DaemonParameters.random(using: &random)
        parameters.startAfter = .zero
        let interval = Nanoseconds.random(
            Int(parameters.runEvery.count)...Int(parameters.maximumIdle.count), using: &random)
        var snapshot = DaemonSnapshot(
            parameters, instant: at((naive.now + .random(in: 0...20, using: &random)).ns), interval: interval,
            failures: .random(in: 0...2, using: &random), catchUp: .random(in: 0...4, using: &random))
        if happens(20) { snapshot.flags.insert(.pausedByOperator) }
        if happens(20) { snapshot.flags.insert(.pausedByFailures) }
        let id = scheduler.add(snapshot, at: now)
        identifiers.append(id)
        naive.add(id, snapshot)
    }

    /// Another scheduler goes on with what is known of this one; all that it does has to be the same.
    mutating func migrate() throws {
        var successor = Scheduler(scheduler.snapshot, at: now)
        try Discrepancy.check(successor.snapshot, scheduler.snapshot, "snapshot of the app")
        var names: [DaemonID: DaemonID] = [:]
        for id in scheduler.identifiers {
            guard let snapshot = scheduler.snapshot(of: id) else { throw Discrepancy("\(id) is lost") }
            let new = successor.add(snapshot, at: now)
            try Discrepancy.check(successor.snapshot(of: new), snapshot, "snapshot of \(id)")
            names[id] = new
        }
        scheduler = successor
        runs = runs.compactMap { names[$0] }
        for index in naive.daemons.indices { naive.daemons[index].id = names[naive.daemons[index].id]! }
        // The identifiers of daemons that are gone mean nothing to it.
        identifiers = naive.daemons.map(\.id)
        migrationCount += 1
    }
}
