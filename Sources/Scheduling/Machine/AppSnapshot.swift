/// All that the schedule knows of an app besides its daemons: enough to go on with it in another scheduler.
public struct AppSnapshot: Sendable, Hashable {
    /// How long the app lives and how many runs it has at once.
    public var parameters: AppParameters
    /// Whether a gateway listens.
    public var listensForRequests: Bool
    /// The requests in progress.
    public var requestsInFlight: Int
    /// The requests that have been answered.
    public var requestsAnswered: Int64
    /// The end of the last request that ended; nil where none has.
    public var lastRequestEnd: Instant?
    /// Why the app stops, if it does, and the end of its grace.
    public var stop: Stop?

    /// A stop that has begun.
    public struct Stop: Sendable, Hashable {
        public var reason: StopReason
        public var endOfGrace: Instant

        public init(reason: StopReason, endOfGrace: Instant) {
            self.reason = reason
            self.endOfGrace = endOfGrace
        }
    }

    /// An app as it was left; what is left out is that of a new one.
    public init(
        _ parameters: AppParameters, listensForRequests: Bool = false, requestsInFlight: Int = 0,
        requestsAnswered: Int64 = 0, lastRequestEnd: Instant? = nil, stop: Stop? = nil
    ) {
        self.parameters = parameters
        self.listensForRequests = listensForRequests
        self.requestsInFlight = requestsInFlight
        self.requestsAnswered = requestsAnswered
        self.lastRequestEnd = lastRequestEnd
        self.stop = stop
    }
}

extension Scheduler {
    /// What is known of the app besides its daemons.
    public var snapshot: AppSnapshot {
        var stop: AppSnapshot.Stop?
        if case .stopping(let reason, let end) = lifetime.phase { stop = .init(reason: reason, endOfGrace: end) }
        return AppSnapshot(
            app, listensForRequests: requests.isListening, requestsInFlight: requests.inFlight,
            requestsAnswered: requests.answered, lastRequestEnd: requests.lastEnd, stop: stop)
    }

    /// A scheduler that goes on with an app as it was left elsewhere, without daemons.
    ///
    /// Where a stop has begun, its daemons are taken to have been told so.
    public init(_ snapshot: AppSnapshot, at now: Instant) {
        self.init(snapshot.parameters, listensForRequests: snapshot.listensForRequests)
        requests.inFlight = snapshot.requestsInFlight
        requests.answered = snapshot.requestsAnswered
        requests.lastEnd = snapshot.lastRequestEnd
        lifetime.change(snapshot.parameters, requests, at: now)
        guard let stop = snapshot.stop else { return }
        lifetime.phase = .stopping(stop.reason, endOfGrace: stop.endOfGrace)
        lifetime.isStopAnnounced = true
        lifetime.cancelled = .max
    }
}
