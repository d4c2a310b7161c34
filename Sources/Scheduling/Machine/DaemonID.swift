/// Names a daemon to its scheduler. The identifier of a removed daemon is never given to another.
public struct DaemonID: Sendable, Hashable {
    let slot: UInt32
    let generation: UInt32

    /// A small number that no two daemons of a scheduler have at the same time: good as the index of an array.
    public var index: Int { Int(slot) }
}
