import Daemons
import Glibc
import SystemPackage

/// A lock file: held by flock for the length of a run.
enum FileLock {
    /// Makes a run while the lock is held; where another process holds it, the run is idle.
    /// - Throws: `LockFileError` if the file cannot be opened; what the run throws.
    static func holding(
        _ path: String, _ context: DaemonContext, _ run: () async throws -> Outcome
    ) async throws -> Outcome {
        guard let descriptor = try await context.blocking({ try take(path) }) else { return .idle }
        defer {
            // A program that is just being started may still have the descriptor: closing alone would not unlock.
            flock(descriptor, LOCK_UN)
            close(descriptor)
        }
        return try await run()
    }

    private static func take(_ path: String) throws -> CInt? {
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw LockFileError(path: path, cause: Errno(rawValue: errno)) }
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return descriptor }
        let cause = Errno(rawValue: errno)
        close(descriptor)
        if cause == .wouldBlock { return nil }
        throw LockFileError(path: path, cause: cause)
    }
}

/// A lock file cannot be used.
struct LockFileError: Error, CustomStringConvertible {
    let path: String
    let cause: Errno

    var description: String { "LockFile \(path): \(cause)" }
}
