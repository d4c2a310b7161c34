import Daemons
import SystemPackage

/// Something of a queue's directory cannot be used.
struct QueueError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What was to be done, with the path at its end: `cannot open /queue`.
    let action: String
    /// What the system says, or what is wrong.
    let reason: String

    init(_ action: String, _ path: FilePath, _ cause: Errno) {
        self.init(action, path, because: "\(cause)")
    }

    init(_ action: String, _ path: FilePath, because reason: String) {
        self.action = "cannot \(action) \(path.escaped)"
        self.reason = reason
    }

    var description: String { "\(action): \(reason)" }
}
