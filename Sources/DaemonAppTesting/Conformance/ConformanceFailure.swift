/// Something does not do what its contract says.
public struct ConformanceFailure: Error, Sendable, CustomStringConvertible {
    /// What was expected and what happened.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// Fails unless a condition holds.
func require(_ condition: Bool, _ failure: @autoclosure () -> String) throws(ConformanceFailure) {
    if !condition { throw ConformanceFailure(failure()) }
}
