public import Logging
public import Scheduling

/// What the keys that every daemon has say.
public struct DaemonSchedule: Sendable, Hashable {
    /// How the daemon is scheduled.
    public var parameters: DaemonParameters
    /// The most units of work in a run; nil is no limit.
    public var recordCount: Int?
    /// What the daemon logs; nil: what the app logs.
    public var logLevel: Logger.Level?
    /// A file that is locked while the daemon runs; nil: none.
    public var lockFile: String?
    /// The program, with its arguments, that tells people of failures; nil: the app's.
    public var onFailure: String?

    /// What is made of a due time that passed while the app did not run.
    public var catchUp: CatchUp

    /// A schedule with the given parameters.
    public init(
        _ parameters: DaemonParameters, recordCount: Int? = nil, logLevel: Logger.Level? = nil, lockFile: String? = nil,
        onFailure: String? = nil, catchUp: CatchUp = .last
    ) {
        self.parameters = parameters
        self.recordCount = recordCount
        self.logLevel = logLevel
        self.lockFile = lockFile
        self.catchUp = catchUp
        self.onFailure = onFailure
    }
}

/// What is made of a due time that passed while the app did not run.
public enum CatchUp: String, Sendable, Hashable, CaseIterable {
    /// Nothing: the daemon is due after its interval.
    case none
    /// The daemon is due at once.
    case last
    /// The daemon is due at once, and again at once until it has made as many runs as it has missed, at most 1,000.
    case all
}
