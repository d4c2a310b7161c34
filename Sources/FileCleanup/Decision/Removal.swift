import Scheduling

/// What causes a removal: the name of a key.
enum RemovalRule: String, Sendable, Hashable {
    case age = "RemoveOlderThan"
    case totalSize = "MaximumTotalSize"
    case files = "MaximumFiles"
    case emptyDirectory = "RemoveEmptyDirectories"
}

/// The order in which files go: the oldest first, of equally old ones the first by the bytes of its path.
struct RemovalPlace: Sendable, Hashable {
    var time: Int64
    /// Nil: after all files of that time.
    var path: [UInt8]?

    /// Whether a file comes no later.
    /// - Parameter path: its path, where the time alone does not tell.
    func isReached(by time: Int64, _ path: () -> [UInt8]) -> Bool {
        if time != self.time { return time < self.time }
        guard let limit = self.path else { return true }
        return !limit.lexicographicallyPrecedes(path())
    }
}

/// What a run removes.
struct Removal: Sendable, Hashable {
    /// Files with an earlier time are too old; nil: none are.
    var cutoff: Int64?
    /// The last file that goes; nil: all that are too old, and no others.
    var last: RemovalPlace?
    /// What causes the removal of files that are not too old.
    var capRule: RemovalRule?
    /// The most entries that go.
    var budget = Int.max

    /// Why a file goes; nil if it stays.
    /// - Parameters:
    ///   - time: its time, in nanoseconds since 1970.
    ///   - path: its path, where the time alone does not tell.
    func rule(for time: Int64, _ path: () -> [UInt8]) -> RemovalRule? {
        let isOld = cutoff.map { time < $0 } ?? false
        guard let last else { return isOld ? .age : nil }
        guard last.isReached(by: time, path) else { return nil }
        return isOld ? .age : capRule
    }

    /// Files with an earlier time may go: directories without any need not be read.
    var horizon: Int64 {
        guard let last else { return cutoff ?? .min }
        return last.time == .max ? .max : last.time + 1
    }
}

extension Nanoseconds {
    /// The instant from which on a file is not yet older than this.
    /// - Parameter now: nanoseconds since 1970.
    func cutoff(before now: Int64) -> Int64 {
        let (difference, overflow) = now.subtractingReportingOverflow(count)
        return overflow ? .min : difference
    }
}
