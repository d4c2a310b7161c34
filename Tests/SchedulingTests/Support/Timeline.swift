import Scheduling
import Testing

/// A schedule played by hand: the test says what happens and when, and reads what the scheduler makes of it as a line.
///
/// ```swift
/// let timeline = Timeline()
/// timeline.add("a", .init(runEvery: 5.s), .taking(2.s))
/// timeline.add("b", .init(runEvery: 9.s))
/// #expect(timeline.pass(9.s) == "a{ |2 }a b |5 a{ |2 }a")
/// ```
///
/// In the line, `|2` are two seconds that pass; `b` is a run without length; `a{` is the start of a run and `}a` its
/// end; `a!` asks a run to end; `stopping(signal)` begins a stop and `stop(signal)` ends it.
final class Timeline {
    var scheduler: Scheduler
    private(set) var now = Instant.start
    /// The source of jitter.
    var generator = SplitMix64(seed: 0)
    /// What became of the app.
    private(set) var record: ExitRecord?
    /// What the scheduler last waited for.
    private(set) var alarm = Instant.never

    private var identifiers: [String: DaemonID] = [:]
    private var names: [DaemonID: String] = [:]
    private var behaviours: [String: Runs] = [:]
    private var runCounts: [String: Int] = [:]
    private var finishes: [String: [RunFinish]] = [:]
    /// The runs in progress, in the order in which they started.
    private var runs: [(name: String, end: Instant)] = []
    private var line: [String] = []
    private var lineEnd = Instant.start

    init(_ app: AppParameters = AppParameters(), listensForRequests: Bool = false) {
        scheduler = Scheduler(app, listensForRequests: listensForRequests)
    }

    /// Adds a daemon now.
    func add(_ name: String, _ parameters: DaemonParameters, _ behaviour: Runs = .idle) {
        know(name, scheduler.add(parameters, at: now), behaviour)
    }

    /// Adds a daemon with a past.
    func add(_ name: String, _ snapshot: DaemonSnapshot, _ behaviour: Runs = .idle) {
        know(name, scheduler.add(snapshot, at: now), behaviour)
    }

    private func know(_ name: String, _ id: DaemonID, _ behaviour: Runs) {
        identifiers[name] = id
        names[id] = name
        behaviours[name] = behaviour
    }

    /// The identifier of the daemon that was last added under a name.
    func id(_ name: String) -> DaemonID {
        identifiers[name]!
    }

    /// The daemon of an identifier.
    func name(_ id: DaemonID) -> String {
        names[id]!
    }

    // MARK: Time

    /// Lets so much time pass; the end of it belongs to it.
    /// - Returns: what happened.
    @discardableResult
    func pass(_ length: Nanoseconds) -> String {
        let end = now + length
        play { $0 <= end }
        now = end
        return line.joined(separator: " ")
    }

    /// Does what is to be done now.
    @discardableResult
    func settle() -> String {
        pass(.zero)
    }

    /// Lets time pass up to an instant, of which only the finishes happen: the other events of it are the test's.
    @discardableResult
    func come(to sinceStart: Nanoseconds) -> String {
        play { $0 < at(sinceStart) }
        now = at(sinceStart)
        endRuns()
        return line.joined(separator: " ")
    }

    private func play(while isWithin: (Instant) -> Bool) {
        line = []
        lineEnd = now
        for _ in 0..<100_000 {
            endRuns()
            alarm = carryOut()
            let next = runs.map(\.end).reduce(alarm, min)
            guard isWithin(next), record == nil else { return }
            now = next
        }
        Issue.record("no end is in sight")
    }

    private func note(_ text: String) {
        if now > lineEnd {
            var gap = "|"
            gap.append(seconds: now - lineEnd)
            line.append(gap)
        }
        lineEnd = now
        line.append(text)
    }

    // MARK: Runs

    private func carryOut() -> Instant {
        while true {
            switch scheduler.next(at: now) {
            case .run(let id, _): start(name(id))
            case .cancel(let id): note("\(name(id))!")
            case .beginStop(let reason): note("stopping(\(reason.rawValue))")
            case .stop(let record):
                note("stop(\(record.reason.rawValue))")
                self.record = record
            case .wait(let instant): return instant
            }
        }
    }

    private func start(_ name: String) {
        runCounts[name, default: 0] += 1
        guard let behaviour = behaviours[name], let length = behaviour.length else {
            note("\(name){")
            return runs.append((name, .never))
        }
        guard length == .zero else {
            note("\(name){")
            return runs.append((name, now + length))
        }
        note(name)
        book(name, behaviour.outcome(ofRun: runCounts[name]!))
    }

    private func endRuns() {
        while let index = runs.firstIndex(where: { $0.end <= now }) {
            let name = runs.remove(at: index).name
            note("}\(name)")
            book(name, behaviours[name]!.outcome(ofRun: runCounts[name]!))
        }
    }

    @discardableResult
    private func book(_ name: String, _ outcome: RunOutcome) -> RunFinish {
        let finish = scheduler.finished(id(name), outcome, at: now, jitter: &generator)
        finishes[name, default: []].append(finish)
        return finish
    }

    /// Ends the run of a daemon now.
    @discardableResult
    func finish(_ name: String, _ outcome: RunOutcome = .idle()) -> RunFinish {
        runs.removeAll { $0.name == name }
        return book(name, outcome)
    }

    /// What the scheduler said at the ends of a daemon's runs.
    func finishes(of name: String) -> [RunFinish] {
        finishes[name] ?? []
    }

    /// The waits after the runs of a daemon.
    func waits(of name: String) -> [Nanoseconds?] {
        finishes(of: name).map(\.wait)
    }
}
