import Daemons
import Scheduling

extension DaemonApp {
    /// What is to be done when a daemon fails, and what becomes of it; nil if there is no daemon of that name.
    public func failureRule(of daemon: String) -> FailureRule? {
        guard let id = identifiers[daemon] else { return nil }
        let schedule = hostedDaemon(id).schedule
        return FailureRule(
            command: schedule.onFailure ?? configuration.onFailure,
            limit: schedule.parameters.failureLimit.map { Int($0) },
            isPaused: scheduler.snapshot(of: id)?.flags.contains(.pausedByFailures) ?? false)
    }
}

/// What is to be done when a daemon fails, and what becomes of it.
public struct FailureRule: Sendable, Hashable {
    /// The program to be run, with its arguments; nil: nobody is to be told.
    public var command: String?
    /// After so many failures in a row the daemon is paused; nil: never.
    public var limit: Int?
    /// Whether that has happened.
    public var isPaused: Bool

    /// A rule.
    public init(command: String?, limit: Int? = nil, isPaused: Bool = false) {
        self.command = command
        self.limit = limit
        self.isPaused = isPaused
    }
}
