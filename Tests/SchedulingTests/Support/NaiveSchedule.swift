import Scheduling

/// The rules of the schedule as plainly as possible: told the same events as a scheduler, it looks at every daemon
/// again each time, in whole nanoseconds and without queues.
struct NaiveSchedule {
    struct Daemon {
        var id: DaemonID
        var parameters: DaemonParameters
        var due: Int
        var interval: Int
        var failures = 0
        /// The runs, besides the next one, that were missed and are made at once.
        var catchUp = 0
        var isPausedByOperator = false
        var isPausedByFailures = false
        /// The start of the run in progress.
        var runStart: Int?
        var isWoken = false
        /// The run has been cancelled because it took too long.
        var isTimedOut = false
        /// It goes when its run ends.
        var isLeaving = false

        var isPaused: Bool { isPausedByOperator || isPausedByFailures }
    }

    var app: AppParameters
    let listens: Bool
    var now = 0
    /// The daemons that are left, in the order of their start.
    var daemons: [Daemon] = []
    var inFlight = 0
    var answered = 0
    var lastEnd: Int?
    /// The lengths of quiet that any daemon ever needed.
    var quietLengths: Set<Int> = []
    var stop: (reason: StopReason, endOfGrace: Int)?

    init(_ app: AppParameters, listens: Bool) {
        self.app = app
        self.listens = listens
    }

    /// Time has come to an instant.
    mutating func come(to instant: Int) {
        now = instant
        if let deadline = app.shutdownAfter, instant >= deadline.int { begin(.deadline) }
    }

    mutating func begin(_ reason: StopReason) {
        if stop == nil { stop = (reason, now + app.gracePeriod.int) }
    }

    func index(of id: DaemonID) -> Int? {
        daemons.firstIndex { $0.id == id }
    }

    // MARK: Who runs next

    func isQuiet(for length: Nanoseconds?) -> Bool {
        guard let length else { return true }
        return inFlight == 0 && now >= (lastEnd.map { $0 + length.int } ?? 0)
    }

    func isReady(_ daemon: Daemon) -> Bool {
        daemon.runStart == nil && !daemon.isPaused && daemon.due <= now
    }

    func hasFreeFloor(_ daemon: Daemon) -> Bool {
        daemon.parameters.floor == .own
            || daemons.filter { $0.runStart != nil && $0.parameters.floor == .shared }.count < app.concurrency
    }

    func isPatient(_ daemon: Daemon) -> Bool {
        daemon.parameters.maximumWait.map { now - daemon.due < $0.int } ?? true
    }

    /// Whether of two ready daemons the first starts first; `daemons` is in the order that settles the last tie.
    func precedes(_ left: Daemon, _ right: Daemon) -> Bool {
        if isPatient(left) != isPatient(right) { return isPatient(right) }
        if !isPatient(left), left.due != right.due { return left.due < right.due }
        if left.parameters.priority != right.parameters.priority {
            return left.parameters.priority > right.parameters.priority
        }
        if left.due != right.due { return left.due < right.due }
        return index(of: left.id)! < index(of: right.id)!
    }

    /// The daemons that could start now, if it were their turn.
    var candidates: [Daemon] {
        stop != nil
            ? [] : daemons.filter { isReady($0) && hasFreeFloor($0) && isQuiet(for: $0.parameters.whenQuietFor) }
    }

    // MARK: How long the app lives

    /// When a daemon that does not run can start, as far as is known now; nil: never.
    func start(of daemon: Daemon) -> Int? {
        if daemon.isPaused { return nil }
        guard let quiet = daemon.parameters.whenQuietFor, let lastEnd else { return daemon.due }
        return max(daemon.due, lastEnd + quiet.int)
    }

    /// Whether and why the app has to stop for having nothing to do.
    var idleReason: StopReason? {
        guard now >= app.stayAliveFor.int, inFlight == 0, daemons.allSatisfy({ $0.runStart == nil }), candidates.isEmpty
        else { return nil }
        if daemons.isEmpty, !listens { return .done }
        guard let gap = app.shutdownIfIdle?.int else { return nil }
        if let start = daemons.compactMap(start).min(), start - now < gap { return nil }
        if let end = lastEnd ?? (listens ? 0 : nil), now - end < gap { return nil }
        return .idle
    }

    /// When somebody could start again, if the app stops now.
    var nextStart: Int? {
        let starts = daemons.filter { !$0.isLeaving }.compactMap { daemon in
            var daemon = daemon
            if daemon.runStart != nil { daemon.due = now }
            return start(of: daemon)
        }
        return starts.min().map { max($0, now) }
    }
}

extension Nanoseconds {
    var int: Int { Int(count) }
}
