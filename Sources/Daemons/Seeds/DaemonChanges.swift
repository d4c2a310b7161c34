/// What was done so that the daemons that run are those that are wanted. Names are paths.
public struct DaemonChanges: Sendable, Hashable, Codable {
    /// What was new, in the order in which it was wanted.
    public var started: [String] = []
    /// What was not wanted any more; a run in progress ends first.
    public var stopped: [String] = []
    /// What was given other settings.
    public var changed: [String] = []

    /// No changes.
    public init() {}

    /// Whether all was as wanted already.
    public var isEmpty: Bool { count == 0 }
    /// How many daemons are concerned.
    public var count: Int { started.count + stopped.count + changed.count }
}
