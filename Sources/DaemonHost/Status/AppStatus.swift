/// What an app says of itself when asked. Lengths of time are seconds; instants are RFC 3339 in UTC.
public struct AppStatus: Sendable, Hashable, Codable {
    /// The app's name.
    public var app: String
    /// The process that runs it.
    public var pid: Int32
    /// When it started.
    public var started: String
    /// How long it has been running.
    public var uptime: Double
    /// Why it stops, if it does.
    public var stopping: String?
    /// The daemons in the order of their start.
    public var daemons: [DaemonReport]
}

/// What an app says of one of its daemons.
public struct DaemonReport: Sendable, Hashable, Codable {
    /// The daemon's name.
    public var name: String
    /// The kind of daemon.
    public var type: String
    /// `waiting`, `ready`, `running` or `paused`.
    public var state: State
    /// How often it has run.
    public var counters: RunCounters
    /// Failures in a row.
    public var failures: Int
    /// The present interval in seconds.
    public var interval: Double
    /// When it is due, or was.
    public var next: String?
    /// The time until it is due, in seconds; negative once it is overdue. Nil while it runs.
    public var nextIn: Double?
    /// For how long the present run has been going on, in seconds.
    public var runningFor: Double?
    /// The run that ended last.
    public var last: LastRunReport?
    /// How far its work has come, in figures of its own; nil if it tells none.
    public var progress: [String: Int]?

    /// What a daemon does.
    public enum State: String, Sendable, Hashable, Codable {
        case waiting, ready, running, paused
    }
}

/// What an app says of a run that has ended.
public struct LastRunReport: Sendable, Hashable, Codable {
    /// When it started.
    public var started: String
    /// How long it took, in seconds.
    public var duration: Double
    /// How long ago it ended, in seconds.
    public var ago: Double
    /// `worked`, `idle` or `failed`.
    public var outcome: String
    /// What went wrong, if it failed.
    public var error: String?
}
