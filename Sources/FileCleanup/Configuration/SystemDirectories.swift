import SystemPackage

/// Directories whose files somebody else looks after, and which are therefore not cleaned unless one insists.
enum SystemDirectories {
    /// Refused themselves.
    private static let alone: Set<FilePath> = [
        "/", "/home", "/media", "/mnt", "/opt", "/root", "/run", "/srv", "/usr", "/usr/local", "/var", "/var/lib",
        "/var/spool", "/var/mail", "/var/log", "/var/cache",
    ]
    /// Refused with all that is below them.
    private static let whole: [FilePath] = [
        "/bin", "/boot", "/dev", "/etc", "/lib", "/lib32", "/lib64", "/libx32", "/lost+found", "/proc", "/sbin", "/sys",
        "/usr/bin", "/usr/include", "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/libexec", "/usr/libx32", "/usr/sbin",
        "/usr/share", "/var/lib/dpkg", "/var/lib/apt", "/var/lib/rpm", "/var/lib/systemd",
    ]
    /// The memory that processes share, which is like `/tmp`.
    private static let shared: FilePath = "/dev/shm"

    /// Whether a directory belongs to the system: one of its own directories, or the home directory of a user.
    /// - Parameter path: an absolute path.
    static func contains(_ path: FilePath) -> Bool {
        let path = path.lexicallyNormalized()
        if path.starts(with: shared) { return false }
        if path.components.count == 2, path.starts(with: "/home") { return true }
        return alone.contains(path) || whole.contains { path.starts(with: $0) }
    }
}
