/// How far the app's life has come, and the instants at which stopping for idleness is decided without an event.
///
/// ```
///  alive ──▶ stopping(reason, grace) ──▶ over(reason)
/// ```
struct Lifetime {
    enum Phase: Equatable {
        case alive
        case stopping(StopReason, endOfGrace: Instant)
        case over(StopReason)
    }

    var phase = Phase.alive
    /// Something has happened after which the idle stop is decided, once all starts of the instant are made.
    var decisionIsDue = false
    /// The next instants at which it is decided in any case: S, and the last request's end + G.
    var stayAliveCheck: Instant?
    var requestCheck: Instant?
    /// Whether the driver has been told that the stop has begun.
    var isStopAnnounced = false
    /// When the stop begins, the runs in progress are cancelled in the order of their slots; this is the next.
    var cancelled = 0

    private var deadline: Instant

    init(_ app: AppParameters, listensForRequests: Bool) {
        deadline = app.shutdownAfter.map { .start + $0 } ?? .never
        stayAliveCheck = .start + app.stayAliveFor
        requestCheck = listensForRequests ? app.shutdownIfIdle.map { .start + $0 } : nil
    }

    /// The app's parameters have become others: the stop for idleness is decided anew.
    mutating func change(_ app: AppParameters, _ requests: RequestState, at now: Instant) {
        deadline = app.shutdownAfter.map { .start + $0 } ?? .never
        let stayAlive = Instant.start + app.stayAliveFor
        stayAliveCheck = stayAlive > now ? stayAlive : nil
        let quietSince = requests.lastEnd ?? (requests.isListening ? .start : nil)
        let check = app.shutdownIfIdle.flatMap { gap in quietSince.map { $0 + gap } }
        requestCheck = check.flatMap { $0 > now ? $0 : nil }
        decisionIsDue = true
    }

    /// Notes which of the instants have come.
    mutating func advance(to now: Instant) {
        if let check = stayAliveCheck, check <= now {
            stayAliveCheck = nil
            decisionIsDue = true
        }
        if let check = requestCheck, check <= now {
            requestCheck = nil
            decisionIsDue = true
        }
    }

    /// Whether the app lives, and neither the deadline nor one of the instants of decision has come.
    @inline(__always)
    func isAliveAndUndisturbed(at now: Instant) -> Bool {
        phase == .alive && now < deadline && now < nextCheck
    }

    /// The next of the instants.
    var nextCheck: Instant {
        min(stayAliveCheck ?? .never, requestCheck ?? .never)
    }
}
