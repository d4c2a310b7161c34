import CLinux
import Glibc
public import ZConfig

/// What datatypes ask of the machine.
public struct MachineSurroundings: Surroundings {
    /// This machine, as its process sees it.
    public init() {}

    public func exists(_ path: String) -> Bool {
        mode(of: path) != nil
    }

    public func isDirectory(_ path: String) -> Bool {
        mode(of: path).map { $0 & S_IFMT == S_IFDIR } ?? false
    }

    public var homeFolder: String? {
        if let home = unsafe getenv("HOME") { return unsafe String(cString: home) }
        return unsafe home { unsafe getpwuid_r(getuid(), $0, $1, $2, $3) }
    }

    public func homeFolder(of user: String) -> String? {
        unsafe home { unsafe getpwnam_r(user, $0, $1, $2, $3) }
    }

    public func isLocale(_ name: String) -> Bool {
        unsafe clinux_is_known_locale(name) != 0
    }

    /// The mode of a file, links followed; nil if there is none, or it cannot be seen.
    private func mode(of path: String) -> mode_t? {
        guard !path.utf8.contains(0) else { return nil }
        var status = stat()
        return unsafe stat(path, &status) == 0 ? status.st_mode : nil
    }

    /// The home folder in an entry of the user database.
    private func home(
        _ find: (
            UnsafeMutablePointer<passwd>, UnsafeMutablePointer<CChar>, Int,
            UnsafeMutablePointer<UnsafeMutablePointer<passwd>?>
        ) -> CInt
    ) -> String? {
        var size = 1 << 10
        while size <= 1 << 20 {
            var entry = unsafe passwd()
            var found: UnsafeMutablePointer<passwd>?
            var buffer = [CChar](repeating: 0, count: size)
            let (status, home) = unsafe buffer.withUnsafeMutableBufferPointer { buffer -> (CInt, String?) in
                guard let start = buffer.baseAddress else { return (ENOMEM, nil) }
                let status = unsafe find(&entry, start, buffer.count, &found)
                // The texts of the entry lie in the buffer.
                return unsafe (status, found?.pointee.pw_dir.map { unsafe String(cString: $0) })
            }
            if status == 0 { return home }
            guard status == ERANGE else { return nil }
            size *= 4
        }
        return nil
    }
}
