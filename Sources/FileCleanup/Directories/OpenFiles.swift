import CLinux
import Daemons
import Glibc
import SystemPackage

/// Files that processes have open or mapped, or that are locked, at one instant, as far as the app may see that.
struct OpenFiles: Sendable {
    private var files: Set<FileIdentity> = []
    /// Of locks the kernel tells the device only of the file system below, so the inode has to do.
    private var lockedInodes: Set<UInt64> = []

    /// Looks at all processes. May block.
    static func now() -> OpenFiles {
        var found = OpenFiles()
        found.addLocks()
        for process in numbers(in: "/proc") {
            for descriptor in numbers(in: "/proc/\(process)/fd") {
                found.add(followed: "/proc/\(process)/fd/\(descriptor)")
            }
            found.addMappings(of: process)
        }
        return found
    }

    /// Whether a file is in use.
    func contains(_ identity: FileIdentity) -> Bool {
        files.contains(identity) || lockedInodes.contains(identity.inode)
    }

    /// Whether the processes of other users can be seen: those of root can stand for all.
    static var seesAllProcesses: Bool {
        guard let stream = unsafe opendir("/proc/1/fd") else { return errno == ENOENT }
        unsafe closedir(stream)
        return true
    }

    private mutating func add(followed path: String) {
        var status = clinux_status()
        if unsafe clinux_look_followed(path, &status) == 0 { files.insert(FileIdentity(status)) }
    }

    /// Mappings are told with the device of the file system below, too; so is asked for the file by the path that is told.
    private mutating func addMappings(of process: String) {
        var last: Substring = ""
        for line in OpenFiles.lines(of: "/proc/\(process)/maps") {
            // 7f1c4-7f1c6 r--p 00000000 fe:01 1573  /usr/lib/libc.so
            let parts = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
            guard parts.count == 6, parts[5].first == "/", parts[5] != last else { continue }
            last = parts[5]
            if let inode = UInt64(parts[4]), let device = OpenFiles.device(parts[3]) {
                files.insert(FileIdentity(inode: inode, device: device))
            }
            add(followed: String(last))
        }
    }

    private mutating func addLocks() {
        for line in OpenFiles.lines(of: "/proc/locks") {
            // 1: FLOCK  ADVISORY  WRITE 1234 fe:01:1573 0 EOF
            for part in line.split(separator: " ") {
                let numbers = part.split(separator: ":")
                if numbers.count == 3, let inode = UInt64(numbers[2]) { lockedInodes.insert(inode) }
            }
        }
    }

    private static func device(_ text: Substring) -> UInt64? {
        let parts = text.split(separator: ":")
        guard parts.count == 2, let major = UInt64(parts[0], radix: 16), let minor = UInt64(parts[1], radix: 16) else {
            return nil
        }
        return major << 32 | minor
    }

    private static func numbers(in path: String) -> [String] {
        let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return [] }
        var names: [String] = []
        // A process may end meanwhile.
        try? DirectoryEntry.forEach(in: descriptor, failure: { $0 }) { entry throws(Errno) in
            if entry.name.bytes.first.map({ 0x30...0x39 ~= $0 }) == true {
                names.append(String(decoding: entry.name.bytes, as: UTF8.self))
            }
            return true
        }
        return names
    }

    private static func lines(of path: String) -> [Substring] {
        guard let file = try? FileDescriptor.open(FilePath(path), .readOnly, options: [.closeOnExec]) else { return [] }
        var bytes: [UInt8] = []
        _ = try? file.closeAfter {
            var isAtEnd = false
            while !isAtEnd {
                let piece = try unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
                    count = try unsafe file.read(into: UnsafeMutableRawBufferPointer(buffer))
                }
                bytes += piece
                isAtEnd = piece.isEmpty
            }
        }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    }
}
