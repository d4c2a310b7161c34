package import FoundationEssentials
package import Scheduling

extension AppEvent {
    /// The event as a line of the ledger, without the line's end.
    ///
    /// What the trace of a simulation has too is the same here, and comes first; then come `time`, the wall clock's, and
    /// what only a running app has. Lengths of time are seconds, exact to the nanosecond.
    /// - Parameter process: the number of the process, for the lines that begin a life or a part of the ledger.
    package func json(date: Date, process: Int32) -> String {
        var line: String
        switch kind {
        case .start(let app, let snapshot, let seed):
            line = trace(.start(app: app))
            line.append(date, process, snapshot, seed)
        case .checkpoint(let app, let snapshot, let seed):
            line = begin("checkpoint")
            line.append(key: "app", string: app)
            line.append(date, process, snapshot, seed)
        case .added(let daemon, let snapshot):
            line = begin("added", daemon)
            line.append(snapshot)
        case .changed(let daemon, let parameters):
            line = begin("changed", daemon)
            line.append(key: "parameters", json: parameters.json)
        case .removed(let daemon): line = begin("removed", daemon)
        case .kept(let daemon): line = begin("kept", daemon)
        case .ordered(let daemons):
            line = begin("ordered")
            line.append(key: "daemons", strings: daemons)
        case .reconfigured(let parameters):
            line = begin("reconfigured")
            line.append(key: "parameters", json: parameters.json)
        case .wake(let daemon): line = begin("wake", daemon)
        case .pause(let daemon): line = begin("pause", daemon)
        case .resume(let daemon): line = begin("resume", daemon)
        case .forgiven(let daemon): line = begin("forgiven", daemon)
        case .stopAsked(let reason):
            line = begin("stop-asked")
            line.append(key: "reason", string: reason.rawValue)
        case .graceEnded: line = begin("grace-ended")
        case .run(let daemon, let run, let due):
            line = trace(.run(daemon: daemon, run: run, due: due))
        case .cancel(let daemon): line = begin("cancel", daemon)
        case .finish(let daemon, let finish):
            line = trace(
                .finish(
                    daemon: daemon, run: finish.run, outcome: finish.outcome, units: finish.units, wait: finish.wait,
                    next: finish.next))
        case .stopping(let reason):
            line = begin("stopping")
            line.append(key: "reason", string: reason.rawValue)
        case .stop(let reason, let next):
            line = trace(.stop(reason, next: next))
        }
        switch kind {
        case .start, .checkpoint: break
        default: line.append(date)
        }
        if case .finish(_, let finish) = kind { line.append(finish) }
        return line + "}"
    }

    private func begin(_ event: String, _ daemon: String? = nil) -> String {
        var line = #"{"at":"#
        line.append(seconds: at.sinceStart)
        line.append(key: "event", string: event)
        if let daemon { line.append(key: "daemon", string: daemon) }
        return line
    }

    /// The line of a trace without its end.
    private func trace(_ kind: TraceEvent.Kind) -> String {
        String(TraceEvent(at: at, kind).json.dropLast())
    }
}

extension String {
    fileprivate mutating func append(_ date: Date) {
        append(key: "time", string: date.rfc3339)
    }

    fileprivate mutating func append(_ date: Date, _ process: Int32, _ app: AppSnapshot, _ seed: UInt64) {
        append(date)
        append(key: "pid", json: String(process))
        // As a text, because it may be more than other readers of JSON keep exactly.
        append(key: "seed", string: String(seed))
        append(key: "parameters", json: app.parameters.json)
        if app.listensForRequests {
            append(key: "requestsInFlight", json: String(app.requestsInFlight))
            append(key: "requestsAnswered", json: String(app.requestsAnswered))
            append(key: "lastRequestEnd", seconds: app.lastRequestEnd?.sinceStart)
        }
        if let stop = app.stop {
            append(key: "stopping", string: stop.reason.rawValue)
            append(key: "endOfGrace", seconds: stop.endOfGrace.sinceStart)
        }
    }

    fileprivate mutating func append(_ daemon: DaemonSnapshot) {
        append(key: daemon.flags.contains(.running) ? "since" : "due", seconds: daemon.instant.sinceStart)
        append(key: "interval", seconds: daemon.interval)
        if daemon.failures > 0 { append(key: "failures", json: String(daemon.failures)) }
        if daemon.catchUp > 0 { append(key: "catchUp", json: String(daemon.catchUp)) }
        if !daemon.flags.isEmpty { append(key: "flags", strings: daemon.flags.names) }
        append(key: "parameters", json: daemon.parameters.json)
    }

    fileprivate mutating func append(_ finish: AppEvent.Finish) {
        if let named = finish.outcome.namedNext { append(key: "named", seconds: named.sinceStart) }
        if let error = finish.error { append(key: "error", string: error) }
        if !finish.output.isEmpty { append(key: "output", strings: finish.output) }
    }

    // MARK: Members

    fileprivate mutating func append(key: String, json: String) {
        self += ",\"\(key)\":"
        self += json
    }

    fileprivate mutating func append(key: String, string: String) {
        self += ",\"\(key)\":"
        append(jsonString: string)
    }

    fileprivate mutating func append(key: String, strings: [String]) {
        self += ",\"\(key)\":["
        for (place, string) in strings.enumerated() {
            if place > 0 { self += "," }
            append(jsonString: string)
        }
        self += "]"
    }

    fileprivate mutating func append(key: String, seconds: Nanoseconds?) {
        self += ",\"\(key)\":"
        append(seconds: seconds)
    }
}

extension DaemonSnapshot.Flags {
    /// What each flag is called in the ledger.
    package static let named: [(name: String, flag: DaemonSnapshot.Flags)] = [
        ("paused", .pausedByOperator), ("paused-by-failures", .pausedByFailures), ("woken", .woken),
        ("timed-out", .timedOut), ("leaving", .leaving), ("running", .running),
    ]

    fileprivate var names: [String] { Self.named.filter { contains($0.flag) }.map(\.name) }
}
