import DaemonHost
import Scheduling

/// Makes the decisions of a ledger again: what the app was told goes into a scheduler, and what that decides is
/// compared with what was recorded.
struct Replay {
    private var scheduler = Scheduler(AppParameters())
    /// Whether a line has said how the app was.
    private var hasBegun = false
    private var jitter = SplitMix64(seed: 0)
    private var identifiers: [String: DaemonID] = [:]
    private var names: [DaemonID: String] = [:]
    /// Runs that the scheduler has cancelled and whose lines have not come yet: a stop cancels all at one instant.
    private var cancelled: Set<String> = []

    private var last = Instant.start

    /// The decisions that were made as recorded.
    private(set) var agreed = 0

    /// A decision that was recorded otherwise than it is made.
    struct Discrepancy: Error, Equatable {
        /// What the ledger says.
        var recorded: String
        /// What the scheduler says.
        var decided: String
    }

    /// Takes the next event of a ledger. Those before the first start or checkpoint are passed over.
    /// - Throws: ``Discrepancy``; ``InputError`` if the event cannot be.
    mutating func take(_ event: AppEvent) throws {
        switch event.kind {
        case .start(_, let app, let seed), .checkpoint(_, let app, let seed):
            scheduler = Scheduler(app, at: event.at)
            hasBegun = true
            jitter = SplitMix64(seed: seed)
            (identifiers, names, cancelled) = ([:], [:], [])
            last = event.at
        case _ where event.at < last: throw InputError("the time goes back")
        case .run, .cancel, .finish, .stopping, .stop:
            if hasBegun { try compare(event) }
        default:
            if hasBegun { try tell(event) }
        }
        last = event.at
    }

    // MARK: What the app was told

    private mutating func tell(_ event: AppEvent) throws {
        let now = event.at
        switch event.kind {
        case .added(let daemon, let snapshot): try add(daemon, snapshot, at: now)
        case .changed(let daemon, let parameters): scheduler.change(try id(daemon), to: parameters, at: now)
        case .removed(let daemon):
            let id = try id(daemon)
            scheduler.remove(id, at: now)
            forgetIfGone(id)
        case .kept(let daemon): scheduler.keep(try id(daemon), at: now)
        case .ordered(let daemons): scheduler.reorder(daemons.compactMap { identifiers[$0] }, at: now)
        case .reconfigured(let parameters): scheduler.change(parameters, at: now)
        case .wake(let daemon): scheduler.wake(try id(daemon), at: now)
        case .pause(let daemon): scheduler.pause(try id(daemon), at: now)
        case .resume(let daemon): scheduler.resume(try id(daemon), at: now)
        case .forgiven(let daemon): scheduler.forgiveFailures(try id(daemon), at: now)
        case .stopAsked(let reason): scheduler.stop(reason, at: now)
        case .graceEnded: scheduler.endGrace(at: now)
        case .start, .checkpoint, .run, .cancel, .finish, .stopping, .stop: break
        }
    }

    private mutating func add(_ daemon: String, _ snapshot: DaemonSnapshot, at now: Instant) throws {
        guard identifiers[daemon] == nil else { throw InputError("'\(daemon)' is added twice") }
        let id = scheduler.add(snapshot, at: now)
        identifiers[daemon] = id
        names[id] = daemon
    }

    private func id(_ daemon: String) throws -> DaemonID {
        guard let id = identifiers[daemon] else { throw InputError("there is no daemon '\(daemon)' then") }
        return id
    }

    private mutating func forgetIfGone(_ id: DaemonID) {
        guard scheduler.snapshot(of: id) == nil, let name = names.removeValue(forKey: id) else { return }
        identifiers[name] = nil
    }

    // MARK: What was decided

    private mutating func compare(_ event: AppEvent) throws {
        switch event.kind {
        case .finish(let daemon, let finish): try compare(finish, of: daemon, at: event.at)
        case .cancel(let daemon): try compareCancel(daemon, at: event.at)
        case .run(let daemon, _, let due):
            try expect(.run(try id(daemon), due: due), at: event.at)
        case .stopping(let reason): try expect(.beginStop(reason), at: event.at)
        case .stop(let reason, let next):
            try expect(.stop(ExitRecord(reason: reason, stopped: event.at, next: next)), at: event.at)
        default: break
        }
        agreed += 1
    }

    private mutating func expect(_ recorded: Action, at now: Instant) throws {
        let decided = scheduler.next(at: now)
        guard decided != recorded else { return }
        throw Discrepancy(recorded: words(recorded), decided: words(decided))
    }

    private mutating func compareCancel(_ daemon: String, at now: Instant) throws {
        while cancelled.remove(daemon) == nil {
            let decided = scheduler.next(at: now)
            guard case .cancel(let id) = decided, let name = names[id] else {
                throw Discrepancy(recorded: "cancel \(daemon)", decided: words(decided))
            }
            cancelled.insert(name)
        }
    }

    private mutating func compare(_ finish: AppEvent.Finish, of daemon: String, at now: Instant) throws {
        let id = try id(daemon)
        guard scheduler.snapshot(of: id)?.flags.contains(.running) ?? false else {
            throw Discrepancy(recorded: "the end of a run of \(daemon)", decided: "it does not run")
        }
        let decided = scheduler.finished(id, finish.outcome, at: now, jitter: &jitter)
        forgetIfGone(id)
        let recorded = (finish.outcome.name, finish.wait, finish.next)
        // What never comes is written as what is not there.
        let next = decided.next == .never ? nil : decided.next
        guard recorded != (decided.outcome.name, next == nil ? nil : decided.wait, next) else { return }
        throw Discrepancy(
            recorded: words(daemon, finish.outcome, finish.next),
            decided: words(daemon, decided.outcome, next))
    }

    // MARK: Words

    private func words(_ daemon: String, _ outcome: RunOutcome, _ next: Instant?) -> String {
        "\(daemon) \(outcome.name), next \(next.map(seconds) ?? "never")"
    }

    private func words(_ action: Action) -> String {
        switch action {
        case .run(let id, let due): "run \(names[id] ?? "?"), due \(seconds(due))"
        case .cancel(let id): "cancel \(names[id] ?? "?")"
        case .beginStop(let reason): "begin to stop: \(reason.rawValue)"
        case .stop(let record): "stop: \(record.reason.rawValue), next \(record.next.map(seconds) ?? "never")"
        case .wait(let instant): "wait until \(seconds(instant))"
        }
    }

    private func seconds(_ instant: Instant) -> String {
        var text = ""
        text.append(seconds: instant.sinceStart)
        return text
    }
}
