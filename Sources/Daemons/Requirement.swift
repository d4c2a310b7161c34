import Glibc
public import SystemPackage

/// Something outside the app that a daemon needs, and a way to see beforehand whether it is there.
///
/// That it is not there is no error: it may come. Seeing changes nothing.
public struct Requirement: Sendable {
    /// The key that names it.
    public let key: String
    private let look: @Sendable () -> String?

    /// Something that a daemon needs.
    /// - Parameters:
    ///   - key: the key that names it.
    ///   - problem: looks whether it is there, and says in words what is wrong; nil if nothing is. It may block.
    public init(_ key: String, problem: @escaping @Sendable () -> String?) {
        self.key = key
        look = problem
    }

    /// What is wrong, in words; nil if nothing is. It may block.
    public var problem: String? { look() }

    /// A directory that is there and in which files can be made.
    public static func writableDirectory(_ key: String, _ path: FilePath) -> Requirement {
        Requirement(key) { problem(withWritingIn: path) }
    }

    /// A directory that is there and can be read.
    public static func readableDirectory(_ key: String, _ path: FilePath) -> Requirement {
        Requirement(key) { problem(of: path, R_OK | X_OK) }
    }

    /// What is wrong with making files in a directory, in words; nil if nothing is. It may block.
    package static func problem(withWritingIn path: FilePath) -> String? {
        problem(of: path, W_OK | X_OK)
    }

    private static func problem(of path: FilePath, _ access: CInt) -> String? {
        var status = stat()
        let isThere = unsafe path.withPlatformString { unsafe stat($0, &status) == 0 }
        guard isThere else { return "\(path): \(Errno(rawValue: errno))" }
        guard status.st_mode & S_IFMT == S_IFDIR else { return "\(path): \(Errno.notDirectory)" }
        let isAccessible = unsafe path.withPlatformString { unsafe faccessat(AT_FDCWD, $0, access, AT_EACCESS) == 0 }
        return isAccessible ? nil : "\(path): \(Errno(rawValue: errno))"
    }
}
