import Daemons
import Scheduling
import SystemPackage

/// What a run tells while it goes on. Paths are bytes, for names may be anything.
enum CleanupEvent: Sendable, Hashable {
    /// Something was removed or, where it is only tried, would have been.
    case removed(Gone)
    /// Something could not be removed or read.
    case failed(CleanupFailure)

    /// What is gone.
    struct Gone: Sendable, Hashable {
        /// Its path.
        var path: [UInt8]
        /// Why it went.
        var rule: RemovalRule
        /// Its age by the clocks of the section, in nanoseconds.
        var age: Int64
        /// Its size in bytes; of a subtree that of all files in it.
        var size: Int64
        /// What it was.
        var kind: Kind
    }

    /// What can go.
    enum Kind: String, Sendable, Hashable {
        case file, directory, subtree
    }
}

/// Something cannot be removed or read.
struct CleanupFailure: Error, Sendable, Hashable {
    /// What was tried.
    enum Step: String, Sendable, Hashable {
        case examine, open, read, remove, rename
    }

    var step: Step
    var path: [UInt8]
    var cause: Errno
}

extension CleanupFailure: CustomStringConvertible {
    var description: String { "cannot \(step.rawValue) \(String(escaping: path)): \(cause)" }
}
