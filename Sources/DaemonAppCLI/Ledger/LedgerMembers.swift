import DaemonHost
import Scheduling

/// The members of a line of a ledger, and of the objects in it.
struct LedgerMembers {
    private let members: [String: JSONText]

    init(_ json: JSONText) throws {
        guard case .object(let members) = json else { throw InputError("a line of a ledger is an object") }
        self.members = members
    }

    /// What has happened.
    func kind() throws -> AppEvent.Kind {
        let event = try string("event")
        switch event {
        case "start": return .start(app: try string("app"), try app(), seed: try seed())
        case "checkpoint": return .checkpoint(app: try string("app"), try app(), seed: try seed())
        case "added": return .added(daemon: try daemon(), try snapshot())
        case "changed": return .changed(daemon: try daemon(), try object("parameters").daemonParameters())
        case "removed": return .removed(daemon: try daemon())
        case "kept": return .kept(daemon: try daemon())
        case "ordered": return .ordered(try strings("daemons"))
        case "reconfigured": return .reconfigured(try object("parameters").appParameters())
        case "wake": return .wake(daemon: try daemon())
        case "pause": return .pause(daemon: try daemon())
        case "resume": return .resume(daemon: try daemon())
        case "forgiven": return .forgiven(daemon: try daemon())
        case "stop-asked": return .stopAsked(try reason("reason"))
        case "grace-ended": return .graceEnded
        case "run": return .run(daemon: try daemon(), run: try whole("run"), due: try instant("due"))
        case "cancel": return .cancel(daemon: try daemon())
        case "finish": return .finish(daemon: try daemon(), try finish())
        case "stopping": return .stopping(try reason("reason"))
        case "stop": return .stop(try reason("reason"), next: try instantOrNull("next"))
        default: throw InputError("there is no event '\(event)'")
        }
    }

    private func app() throws -> AppSnapshot {
        var app = AppSnapshot(try object("parameters").appParameters())
        if members["requestsInFlight"] != nil {
            app.listensForRequests = true
            app.requestsInFlight = try whole("requestsInFlight")
            app.requestsAnswered = Int64(try whole("requestsAnswered"))
            app.lastRequestEnd = try instantOrNull("lastRequestEnd")
        }
        if members["stopping"] != nil {
            app.stop = .init(reason: try reason("stopping"), endOfGrace: try instantOrNull("endOfGrace") ?? .never)
        }
        return app
    }

    private func snapshot() throws -> DaemonSnapshot {
        var flags: DaemonSnapshot.Flags = []
        for name in members["flags"] == nil ? [] : try strings("flags") {
            guard let flag = DaemonSnapshot.Flags.named.first(where: { $0.name == name })?.flag else {
                throw InputError("there is no flag '\(name)'")
            }
            flags.insert(flag)
        }
        return DaemonSnapshot(
            try object("parameters").daemonParameters(),
            instant: try instantOrNull(flags.contains(.running) ? "since" : "due") ?? .never,
            interval: try seconds("interval"), failures: UInt32(clamping: try wholeIfPresent("failures") ?? 0),
            catchUp: try wholeIfPresent("catchUp") ?? 0, flags: flags)
    }

    private func finish() throws -> AppEvent.Finish {
        let named = members["named"] == nil ? nil : try instant("named")
        let name = try string("outcome")
        let outcome: RunOutcome =
            switch name {
            case "worked": .worked(next: named)
            case "idle": .idle(next: named)
            case "failed": .failed
            case "done": .done
            default: throw InputError("there is no outcome '\(name)'")
            }
        return AppEvent.Finish(
            run: try whole("run"), outcome: outcome, units: try whole("units"), wait: try secondsOrNull("wait"),
            next: try instantOrNull("next"), error: members["error"] == nil ? nil : try string("error"),
            output: members["output"] == nil ? [] : try strings("output"))
    }

    // MARK: Parameters

    private func daemonParameters() throws -> DaemonParameters {
        var parameters = DaemonParameters(
            runEvery: try seconds("RunEvery"), increaseIdleBy: try secondsIfPresent("IncreaseIdleBy") ?? .zero,
            multiplyIdleBy: Multiplier(millionths: Int64(try wholeIfPresent("MultiplyIdleByMillionths") ?? 1_000_000)))
        if let value = try secondsIfPresent("MaximumIdle") { parameters.maximumIdle = value }
        if let value = try secondsIfPresent("MinimumIdle") { parameters.minimumIdle = value }
        if members["Priority"] != nil { parameters.priority = try signed("Priority") }
        if members["JitterSignificand"] != nil {
            guard
                let jitter = Jitter(
                    significand: UInt64(try whole("JitterSignificand")), scale: try whole("JitterScale"))
            else { throw InputError("there is no such jitter") }
            parameters.jitter = jitter
        }
        parameters.runTimeout = try secondsIfPresent("RunTimeout")
        parameters.maximumWait = try secondsIfPresent("MaximumWait")
        parameters.whenQuietFor = try secondsIfPresent("WhenQuietFor")
        if members["Floor"] != nil {
            guard let floor = Floor(rawValue: try string("Floor")) else { throw InputError("there is no such floor") }
            parameters.floor = floor
        }
        parameters.failureLimit = try wholeIfPresent("FailureLimit").map { UInt32(clamping: $0) }
        return parameters
    }

    private func appParameters() throws -> AppParameters {
        let usual = AppParameters()
        return AppParameters(
            concurrency: try wholeIfPresent("Concurrency") ?? usual.concurrency,
            stayAliveFor: try secondsIfPresent("StayAliveFor") ?? usual.stayAliveFor,
            shutdownAfter: try secondsIfPresent("ShutdownAfter"),
            shutdownIfIdle: try secondsIfPresent("ShutdownIfIdle"),
            gracePeriod: try secondsIfPresent("GracePeriod") ?? usual.gracePeriod,
            maximumRequests: try wholeIfPresent("MaximumRequests").map { Int64($0) })
    }

    // MARK: Members

    private func member(_ key: String) throws -> JSONText {
        guard let value = members[key] else { throw InputError("'\(key)' is missing") }
        return value
    }

    private func daemon() throws -> String { try string("daemon") }

    func string(_ key: String) throws -> String { try member(key).string(key) }

    private func strings(_ key: String) throws -> [String] {
        try member(key).array(key).map { try $0.string(key) }
    }

    private func object(_ key: String) throws -> LedgerMembers { try LedgerMembers(try member(key)) }

    private func whole(_ key: String) throws -> Int { try member(key).whole(key) }

    private func wholeIfPresent(_ key: String) throws -> Int? { members[key] == nil ? nil : try whole(key) }

    private func signed(_ key: String) throws -> Int64 {
        guard case .number(let number) = try member(key), let value = number.signed else {
            throw InputError("\(key): this must be a whole number")
        }
        return value
    }

    private func seconds(_ key: String) throws -> Nanoseconds { try secondsOrNull(key) ?? .forever }

    /// A length of time; null is one that is longer than anything.
    private func secondsOrNull(_ key: String) throws -> Nanoseconds? {
        let value = try member(key)
        if case .other = value { return nil }
        return try value.seconds(key)
    }

    private func secondsIfPresent(_ key: String) throws -> Nanoseconds? {
        members[key] == nil ? nil : try seconds(key)
    }

    func instant(_ key: String) throws -> Instant { Instant(try seconds(key)) }

    private func instantOrNull(_ key: String) throws -> Instant? { try secondsOrNull(key).map { Instant($0) } }

    private func seed() throws -> UInt64 {
        guard let seed = UInt64(try string("seed")) else { throw InputError("seed: this must be a whole number") }
        return seed
    }

    private func reason(_ key: String) throws -> StopReason {
        guard let reason = StopReason(rawValue: try string(key)) else { throw InputError("there is no such reason") }
        return reason
    }
}
