/// How many variables a request may have, and how large they may be. A request with more is answered with 431.
public struct VariableLimits: Sendable, Hashable {
    /// The bytes of all variables together, with their lengths.
    public var bytes: Int
    /// The number of variables.
    public var count: Int
    /// The bytes of one name.
    public var nameBytes: Int

    /// Limits; what is left out has its default.
    public init(bytes: Int = 1 << 20, count: Int = 4096, nameBytes: Int = 1024) {
        self.bytes = bytes
        self.count = count
        self.nameBytes = nameBytes
    }

    /// More than any request has: for variables that do not come from a peer.
    static let none = VariableLimits(bytes: .max, count: .max, nameBytes: .max)
}
