import Glibc
import SystemPackage

/// Finds programs, and the system's words for why one cannot be started. All of it may block.
enum ProgramLookup {
    /// The path of a program: as it is if it has a slash, else the first on a search path that can be run.
    ///
    /// Directories of the search path that are empty or relative are passed over.
    /// - Throws: `noSuchFileOrDirectory`, or `permissionDenied` if the name was found but is nothing to run.
    static func path(of program: String, searchPath: String) throws(Errno) -> String {
        guard !program.utf8.contains(UInt8(ascii: "/")) else { return program }
        var failure = Errno.noSuchFileOrDirectory
        for directory in searchPath.split(separator: ":") where directory.hasPrefix("/") {
            let path = "\(directory)/\(program)"
            guard let obstacle = obstacle(toRunning: path) else { return path }
            if obstacle == .permissionDenied { failure = obstacle }
        }
        throw failure
    }

    /// Why a file cannot be run; nil if, to the app itself, nothing speaks against it.
    static func obstacle(toRunning path: String) -> Errno? {
        obstacle(toUsing: path) { $0 & S_IFMT == S_IFREG ? nil : .permissionDenied }
    }

    /// Why a directory cannot be worked in; nil if, to the app itself, nothing speaks against it.
    static func obstacle(toWorkingIn path: String) -> Errno? {
        obstacle(toUsing: path) { $0 & S_IFMT == S_IFDIR ? nil : .notDirectory }
    }

    private static func obstacle(toUsing path: String, _ judge: (mode_t) -> Errno?) -> Errno? {
        guard unsafe access(path, X_OK) == 0 else { return Errno(rawValue: errno) }
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return Errno(rawValue: errno) }
        return judge(status.st_mode)
    }
}
