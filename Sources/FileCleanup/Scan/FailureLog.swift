import SystemPackage

/// What could not be done, so that each failure is told once, and again only if its cause changes.
struct FailureLog: Sendable {
    private var before: [[UInt8]: Errno] = [:]
    private var now: [[UInt8]: Errno] = [:]

    /// The most failures that are remembered; others are told again.
    private static let most = 10_000

    /// Whether something with that path has failed in the scan before; then that stays known.
    mutating func isKnown(_ path: () -> [UInt8]) -> Bool {
        guard !before.isEmpty else { return false }
        let path = path()
        guard let cause = before[path] else { return false }
        now[path] = cause
        return true
    }

    /// Notes a failure.
    /// - Returns: whether it has to be told.
    mutating func note(_ failure: CleanupFailure) -> Bool {
        let known = now[failure.path] ?? before[failure.path]
        if now.count < FailureLog.most { now[failure.path] = failure.cause }
        return known != failure.cause
    }

    /// A scan has ended: what it has not met any more is forgotten.
    mutating func endScan() {
        (before, now) = (now, [:])
    }
}
