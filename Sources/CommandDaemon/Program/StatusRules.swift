/// What the exit statuses of a program mean.
struct StatusRules: Sendable, Hashable {
    /// Statuses that mean that there was nothing to do.
    var idle: Set<Int> = []
    /// Statuses that mean that there will never be anything to do any more. They win over `idle`.
    var done: Set<Int> = []

    /// What a run was whose program ended so.
    enum Verdict: Sendable, Hashable {
        /// There was work.
        case worked
        /// There was nothing to do.
        case idle
        /// The daemon is not to be scheduled again.
        case done
        /// Something went wrong.
        case failed
    }

    /// Judges the end of a program.
    func verdict(on end: ProgramEnd) -> Verdict {
        guard case .exited(let status) = end else { return .failed }
        if done.contains(status) { return .done }
        if idle.contains(status) { return .idle }
        return status == 0 ? .worked : .failed
    }
}

extension StatusRules {
    /// What an attempt at a file was whose program ended so.
    enum FileVerdict: Sendable, Hashable {
        /// The file is done.
        case worked
        /// It is not its time yet: the file stays.
        case left
        /// The file is done, and there will never be another.
        case done
        /// Something went wrong.
        case failed
        /// Something went wrong that is not the file's fault and that would go wrong for others, too.
        case failedForNow
    }

    /// Judges the end of a program that was given a file.
    func fileVerdict(on end: ProgramEnd) -> FileVerdict {
        switch verdict(on: end) {
        case .worked: .worked
        case .idle: .left
        case .done: .done
        case .failed: end == .exited(status: StatusRules.temporaryFailure) ? .failedForNow : .failed
        }
    }

    /// `EX_TEMPFAIL` of `sysexits.h`.
    private static let temporaryFailure = 75
}
