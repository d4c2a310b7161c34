import Daemons
import Logging
import Scheduling

/// What runs is what is wanted: by the configuration at the root, and by a daemon seed below its name.
extension DaemonApp {
    /// The time over which the first runs of daemons that are new together are spread at most.
    static let longestSpread = Nanoseconds.seconds(10)

    /// Makes the daemons in a place those that are wanted there.
    ///
    /// What is new starts, what is gone ends after a run in progress, what has other settings gets them and keeps its
    /// interval, its counters, its due time and its place; what is equal is left alone.
    /// - Parameters:
    ///   - path: the path of the seed that wants them; nil for what the configuration wants.
    ///   - wanted: each name once, in the order in which they take turns.
    /// - Throws: ``DaemonAppError`` if a daemon cannot be made or its name is taken; `CancellationError` if the seed is
    ///   not wanted any more or the app is over. Then nothing has been changed.
    @discardableResult
    func reconcile(_ path: String?, _ wanted: [WantedDaemon]) throws -> DaemonChanges {
        guard case .running = state else { throw CancellationError() }
        if let path {
            // The last run of a seed that goes must not leave daemons behind.
            guard let id = identifiers[path], !hostedDaemon(id).isLeaving else { throw CancellationError() }
        }
        let plan = try plan(path, wanted)
        // All that is new is made before anything old is stopped.
        let started = try plan.started.map { try DaemonApp.made($0, below: path) }
        let superseded = try plan.superseded.map { try DaemonApp.made($0, below: path) }
        let replaced = try plan.replaced.map { try DaemonApp.made($0, below: path) }

        let now = now
        var changes = DaemonChanges()
        for name in plan.stopped { release(DaemonApp.path(name, below: path), at: now, &changes) }
        for name in plan.kept { keep(DaemonApp.path(name, below: path), at: now) }
        for daemon in plan.rescheduled { reschedule(daemon, below: path, at: now, &changes) }
        for successor in replaced { replace(successor, below: path, at: now, &changes) }
        for successor in superseded { supersede(successor, below: path, at: now, &changes) }
        for (place, successor) in started.enumerated() {
            let length = min(successor.wanted.schedule.parameters.runEvery, DaemonApp.longestSpread)
            let delay = Nanoseconds(length.count / Int64(started.count) * Int64(place))
            start(successor, below: path, after: delay, at: now, &changes)
        }
        if let id = path.flatMap({ identifiers[$0] }) { hostedDaemon(id).awaitsWish = false }
        forgetUnwanted()
        forgetDone(in: path, except: wanted)
        if !changes.isEmpty { stateChanged(at: now) }
        driveSoon()
        return changes
    }

    /// What would have to be done in a place. Changes nothing.
    /// - Throws: ``DaemonAppError`` if a name is wanted twice, or taken by a daemon of another place.
    func plan(_ path: String?, _ wanted: [WantedDaemon]) throws -> ReconcilePlan {
        var names: Set<String> = []
        for daemon in wanted {
            let path = DaemonApp.path(daemon.name, below: path)
            guard names.insert(daemon.name).inserted else { throw DaemonAppError(path, "start", NameClash()) }
        }
        let present = (places[path] ?? []).sorted().compactMap { identifiers[$0] }.map(hostedDaemon)
        let isDone = { (daemon: WantedDaemon) in
            self.done[DaemonApp.path(daemon.name, below: path)]?.wanted.isSame(as: daemon) ?? false
        }
        let plan = ReconcilePlan(
            present.map { daemon in
                // What waits for the end of a run is what will be there.
                .init(
                    wanted: daemon.successor?.wanted ?? daemon.wanted,
                    isLeaving: daemon.isLeaving && daemon.successor == nil)
            }, wanted, isDone: isDone)
        for daemon in plan.started {
            let path = DaemonApp.path(daemon.name, below: path)
            if identifiers[path] != nil { throw DaemonAppError(path, "start", NameClash()) }
        }
        return plan
    }

    /// The path of a name below that of a seed.
    static func path(_ name: String, below parent: String?) -> String {
        parent.map { "\($0)/\(name)" } ?? name
    }

    /// Makes a daemon that is wanted.
    /// - Throws: ``DaemonAppError`` if it cannot be made.
    static func made(_ wanted: WantedDaemon, below path: String?) throws -> HostedDaemon.Successor {
        do {
            return HostedDaemon.Successor(wanted: wanted, daemon: try wanted.recipe.make())
        } catch {
            throw DaemonAppError(DaemonApp.path(wanted.name, below: path), "make", error)
        }
    }

    // MARK: One daemon

    private func start(
        _ successor: HostedDaemon.Successor, below parent: String?, after delay: Nanoseconds, at now: Instant,
        _ changes: inout DaemonChanges
    ) {
        let path = DaemonApp.path(successor.wanted.name, below: parent)
        host(successor, named: path, parent: parent, after: delay, at: now)
        changes.started.append(path)
    }

    /// Adds a daemon that has been made.
    func host(
        _ successor: HostedDaemon.Successor, named path: String, parent: String?, after delay: Nanoseconds = .zero,
        at now: Instant
    ) {
        let schedule = successor.wanted.schedule
        let context = DaemonContext(
            name: path, log: logger(for: path, schedule), recordCount: schedule.recordCount, services: services)
        let found = kept.removeValue(forKey: path)
        let kept = found.flatMap { $0.isOf(successor.wanted) ? $0 : nil }
        context.state = kept?.memory ?? [:]
        let first = now + delay
        var snapshot =
            kept?.snapshot(for: schedule, date: wallClock.date(of: now), now: now)
            ?? DaemonSnapshot(schedule.parameters, instant: first + schedule.parameters.startAfter)
        // Many that were due while the app did not run do not start all at once.
        snapshot.instant = max(snapshot.instant, first)
        let id = scheduler.add(snapshot, at: now)
        let daemon = HostedDaemon(
            id: id, parent: parent, wanted: successor.wanted, daemon: successor.daemon, context: context)
        // Nor is what was below another daemon of its name anything of its own.
        if found != nil, kept == nil { daemon.awaitsWish = false }
        if id.index == hosted.count {
            hosted.append(daemon)
        } else {
            hosted[id.index] = daemon
        }
        identifiers[path] = id
        places[parent, default: []].insert(path)
        sentinel.add(path, context.cutOff, at: id.index)
        record(.added(daemon: path, snapshot), at: now)
    }

    private func logger(for path: String, _ schedule: DaemonSchedule) -> Logger {
        var log = log
        log[metadataKey: LogKey.daemon] = "\(path)"
        if let level = schedule.logLevel { log.logLevel = level }
        return log
    }

    private func release(_ path: String, at now: Instant, _ changes: inout DaemonChanges) {
        guard let id = identifiers[path] else { return }
        let daemon = hostedDaemon(id)
        releaseChildren(of: path, at: now, &changes)
        changes.stopped.append(path)
        daemon.successor = nil
        guard !daemon.isLeaving else { return }
        daemon.isLeaving = true
        record(.removed(daemon: path), at: now)
        scheduler.remove(id, at: now)
        if scheduler.snapshot(of: id) == nil { forget(daemon, at: now) }
    }

    private func releaseChildren(of path: String, at now: Instant, _ changes: inout DaemonChanges) {
        for child in (places[path] ?? []).sorted()
        where identifiers[child].map({ !hostedDaemon($0).isLeaving }) ?? false {
            release(child, at: now, &changes)
        }
        if !done.isEmpty { done = done.filter { $0.value.place != path } }
    }

    private func keep(_ path: String, at now: Instant) {
        guard let id = identifiers[path] else { return }
        let daemon = hostedDaemon(id)
        daemon.isLeaving = false
        record(.kept(daemon: path), at: now)
        scheduler.keep(id, at: now)
        // What it wants went with it.
        if daemon.daemon is any DaemonSeed { wake(daemon, at: now) }
    }

    private func reschedule(
        _ wanted: WantedDaemon, below parent: String?, at now: Instant, _ changes: inout DaemonChanges
    ) {
        let path = DaemonApp.path(wanted.name, below: parent)
        guard let id = identifiers[path] else { return }
        let daemon = hostedDaemon(id)
        changes.changed.append(path)
        if daemon.isLeaving {
            daemon.successor?.wanted = wanted
        } else {
            change(daemon, wanted.schedule, at: now)
            daemon.successor?.wanted = wanted
        }
    }

    private func change(_ daemon: HostedDaemon, _ schedule: DaemonSchedule, at now: Instant) {
        if daemon.schedule.parameters != schedule.parameters {
            record(.changed(daemon: daemon.name, schedule.parameters), at: now)
            scheduler.change(daemon.id, to: schedule.parameters, at: now)
        }
        daemon.change(schedule, log: logger(for: daemon.name, schedule))
    }

    private func replace(
        _ successor: HostedDaemon.Successor, below parent: String?, at now: Instant, _ changes: inout DaemonChanges
    ) {
        let path = DaemonApp.path(successor.wanted.name, below: parent)
        guard let id = identifiers[path] else { return }
        let daemon = hostedDaemon(id)
        changes.changed.append(path)
        daemon.successor = successor
        guard !daemon.isLeaving else { return }
        change(daemon, successor.wanted.schedule, at: now)
        if scheduler.status(of: id, at: now)?.phase != .running { succeed(daemon, at: now, &changes) }
    }

    private func supersede(
        _ successor: HostedDaemon.Successor, below parent: String?, at now: Instant, _ changes: inout DaemonChanges
    ) {
        let path = DaemonApp.path(successor.wanted.name, below: parent)
        guard let id = identifiers[path] else { return }
        let daemon = hostedDaemon(id)
        release(path, at: now, &changes)
        if identifiers[path] == nil {
            start(successor, below: parent, after: .zero, at: now, &changes)
        } else {
            daemon.successor = successor
            changes.started.append(path)
        }
    }

    /// Who is done, and is wanted otherwise or not at all, may come again.
    private func forgetDone(in place: String?, except wanted: [WantedDaemon]) {
        guard !done.isEmpty else { return }
        let wanted = Dictionary(wanted.map { (DaemonApp.path($0.name, below: place), $0) }) { first, _ in first }
        done = done.filter { path, daemon in
            daemon.place != place || (wanted[path]?.isSame(as: daemon.wanted) ?? false)
        }
    }

    // MARK: The end of a run

    /// Nobody runs in the daemon any more: what has waited for that takes its place.
    func succeed(_ daemon: HostedDaemon, at now: Instant, _ changes: inout DaemonChanges) {
        guard let successor = daemon.successor else { return }
        daemon.successor = nil
        daemon.replace(by: successor, log: logger(for: daemon.name, successor.wanted.schedule))
        if successor.daemon is any DaemonSeed {
            // What a seed wants has changed with its settings.
            wake(daemon, at: now)
        } else {
            releaseChildren(of: daemon.name, at: now, &changes)
            daemon.awaitsWish = false
            forgetUnwanted()
        }
    }

    /// A daemon is gone from the schedule.
    func forget(_ daemon: HostedDaemon, at now: Instant) {
        hosted[daemon.id.index] = nil
        identifiers[daemon.name] = nil
        places[daemon.parent]?.remove(daemon.name)
        if places[daemon.parent]?.isEmpty ?? false { places[daemon.parent] = nil }
        if !daemon.isLeaving {
            daemon.context.log.info("done: not scheduled any more")
            done[daemon.name] = Done(place: daemon.parent, wanted: daemon.wanted)
            var changes = DaemonChanges()
            releaseChildren(of: daemon.name, at: now, &changes)
            forgetUnwanted()
        }
        // Other settings, for which the end of the run was waited, are another wish: it starts anew.
        if let successor = daemon.successor {
            host(successor, named: daemon.name, parent: daemon.parent, at: now)
        }
    }
}

/// Two daemons have the same name.
struct NameClash: Error, CustomStringConvertible {
    var description: String { "there is a daemon of this name already" }
}
