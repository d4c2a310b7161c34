/// How long an app lives and how many runs it has at once. The names are those of the configuration's keys.
public struct AppParameters: Sendable, Hashable {
    /// The number of shared floors; at least 1.
    public var concurrency: Int
    /// S: the app does not stop for idleness before it.
    public var stayAliveFor: Nanoseconds
    /// H: from here on no run starts; nil is no deadline, zero stops at once.
    public var shutdownAfter: Nanoseconds?
    /// G: the gap in the schedule that makes staying pointless; nil: the app does not stop for idleness.
    public var shutdownIfIdle: Nanoseconds?
    /// What runs and requests in progress get to finish when the app stops.
    public var gracePeriod: Nanoseconds
    /// The app stops when so many requests have been answered; at least 1; nil is no limit.
    public var maximumRequests: Int64?

    /// Parameters with the schedule's defaults.
    public init(
        concurrency: Int = 1,
        stayAliveFor: Nanoseconds = .zero,
        shutdownAfter: Nanoseconds? = nil,
        shutdownIfIdle: Nanoseconds? = nil,
        gracePeriod: Nanoseconds = .seconds(30),
        maximumRequests: Int64? = nil
    ) {
        self.concurrency = max(concurrency, 1)
        self.stayAliveFor = stayAliveFor
        self.shutdownAfter = shutdownAfter
        self.shutdownIfIdle = shutdownIfIdle
        self.gracePeriod = gracePeriod
        self.maximumRequests = maximumRequests
    }
}
