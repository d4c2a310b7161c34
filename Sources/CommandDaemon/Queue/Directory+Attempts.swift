import Daemons
import SystemPackage

extension Directory {
    /// How an attempt at a file of the queue begins.
    enum Beginning: Sendable {
        /// The file is taken, and the attempt of that number is written down.
        case begun(LockedFile, attempt: Int)
        /// There is no such file, or somebody else has it.
        case passedOver
        /// It cannot be opened or locked.
        case unreadable(Errno)
        /// There were as many attempts as there may be: it was moved, if its name still meant it.
        case exhausted(FilePath, movedTo: FilePath?)
    }

    /// Takes a file and writes down that it is tried once more.
    /// - Parameter mostAttempts: how often it may be tried.
    func beginAttempt(at name: FileName, of mostAttempts: Int) throws(QueueError) -> Beginning {
        let file: LockedFile
        switch try take(name) {
        case .taken(let taken): file = taken
        case .passedOver: return .passedOver
        case .unreadable(let error): return .unreadable(error)
        }
        do throws(QueueError) {
            let records = try AttemptRecords(of: self)
            let attempt = try records.attempts(at: file) + 1
            if attempt > mostAttempts {
                defer { file.unlock() }
                return .exhausted(file.path, movedTo: try giveUp(file, records))
            }
            try records.write(attempt, at: file)
            return .begun(file, attempt: attempt)
        } catch {
            file.unlock()
            throw error
        }
    }

    /// The program of an attempt was not started: it does not count.
    func undoAttempt(_ attempt: Int, at file: LockedFile) throws(QueueError) {
        defer { file.unlock() }
        try AttemptRecords(of: self).write(attempt - 1, at: file)
    }

    /// The program of an attempt has ended.
    /// - Parameter isLast: whether the file is given up if it has failed.
    /// - Returns: where the file was moved.
    func endAttempt(
        _ attempt: Int, at file: LockedFile, _ verdict: StatusRules.FileVerdict, isLast: Bool
    ) throws(QueueError) -> FilePath? {
        let records = try AttemptRecords(of: self)
        switch verdict {
        case .worked, .done:
            try records.removeWithRecord(file, from: self)
        case .left, .failedForNow:
            try records.write(attempt - 1, at: file)
        case .failed:
            if isLast { return try giveUp(file, records) }
            // The program may have moved its file.
            if !has(file.identity, as: file.name) { try records.remove(file) }
        }
        return nil
    }

    private func giveUp(_ file: LockedFile, _ records: AttemptRecords) throws(QueueError) -> FilePath? {
        guard let failed = try directory(Directory.failedName, making: 0o755) else {
            preconditionFailure("it has been made")
        }
        let moved = try move(file.name, meaning: file.identity, to: failed)
        try records.remove(file)
        return moved.map { failed.path.appending($0) }
    }

    /// Where files go that have failed too often.
    private static let failedName = FileName("failed")
}
