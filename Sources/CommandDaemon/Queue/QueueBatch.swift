import Daemons
import SystemPackage

/// What the files of one run have come to so far.
///
/// ```
///  open ──temporary failure, done, or the limit is reached──▶ closed
/// ```
struct QueueBatch: Sendable {
    private let limit: Int
    private var tried = 0
    private var worked = 0
    private var failed = 0
    private var firstFailure: (file: FilePath, error: CommandError)?
    private var isDone = false
    private var isClosed = false

    /// - Parameter limit: the most files of the run; nil is no limit.
    init(limit: Int?) {
        self.limit = limit ?? .max
    }

    /// Whether there may be another file.
    var isOpen: Bool { !isClosed && tried < limit }

    /// How many more files there may be.
    var room: Int { limit - tried }

    /// A file's program has ended.
    /// - Parameter error: what is said of the file if it has failed.
    mutating func add(_ verdict: StatusRules.FileVerdict, _ file: FilePath, _ error: @autoclosure () -> CommandError) {
        tried += 1
        switch verdict {
        case .worked:
            worked += 1
        case .left:
            break
        case .done:
            worked += 1
            isDone = true
            isClosed = true
        case .failed, .failedForNow:
            failed += 1
            if firstFailure == nil { firstFailure = (file, error()) }
            isClosed = verdict == .failedForNow
        }
    }

    /// What the run was.
    /// - Throws: the first failure.
    func outcome() throws(CommandError) -> Outcome {
        if isDone { return .done }
        if let (file, error) = firstFailure { throw CommandError(error, file: file, failed: failed, of: tried) }
        return worked > 0 ? .worked(units: worked) : .idle
    }
}
