import CLinux

/// A time that a file system keeps of a file.
enum FileClock: String, Sendable, Hashable, CaseIterable {
    /// When its content was written last.
    case modified
    /// When its content, owner, mode or links changed last.
    case changed
    /// When it was read last, as far as the file system keeps count of that.
    case accessed
    /// When it was made.
    case created

    /// What the clock says of a file, in nanoseconds since 1970; nil where the file system does not keep it.
    func time(of status: clinux_status) -> Int64? {
        switch self {
        case .modified: status.modified
        case .changed: status.changed
        case .accessed: status.accessed
        case .created: status.has_created != 0 ? status.created : nil
        }
    }
}
