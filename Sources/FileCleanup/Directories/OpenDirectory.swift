import CLinux
import Glibc
import SystemPackage

/// A directory that is open. What is done with its entries is done with those of this directory, whatever has become of
/// its name since. Names have a zero byte at their end.
final class OpenDirectory: Sendable {
    private let descriptor: CInt

    private init(_ descriptor: CInt) {
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    /// Opens a directory by its path, on which links are followed.
    static func at(_ path: FilePath) throws(Errno) -> OpenDirectory {
        let descriptor = unsafe path.withPlatformString { unsafe open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard descriptor >= 0 else { throw Errno(rawValue: errno) }
        return OpenDirectory(descriptor)
    }

    /// Opens a directory within this one: no link, and nothing that is mounted there.
    func directory(_ name: Span<UInt8>) throws(Errno) -> OpenDirectory {
        // The kernel asks to try again where something is renamed meanwhile.
        var descriptor: CInt
        var attempts = 0
        repeat {
            descriptor = unsafe name.withCString { unsafe clinux_open_directory_within(self.descriptor, $0) }
            attempts += 1
        } while descriptor < 0 && (errno == EAGAIN || errno == EINTR) && attempts < 64
        guard descriptor >= 0 else { throw Errno(rawValue: errno) }
        return OpenDirectory(descriptor)
    }

    /// Opens the directory so many steps above this one.
    func ancestor(_ steps: Int) throws(Errno) -> OpenDirectory {
        guard steps <= OpenDirectory.mostSteps else { throw .fileNameTooLong }
        let path = String(repeating: "../", count: steps)
        let descriptor = unsafe openat(self.descriptor, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Errno(rawValue: errno) }
        return OpenDirectory(descriptor)
    }

    /// A path may not be longer.
    private static let mostSteps = 1000

    /// Looks at an entry, which is not followed if it is a link.
    func status(of name: Span<UInt8>) throws(Errno) -> clinux_status {
        var status = clinux_status()
        guard unsafe name.withCString({ unsafe clinux_look(descriptor, $0, &status) }) == 0 else {
            throw Errno(rawValue: errno)
        }
        return status
    }

    /// Looks at the directory itself.
    func status() throws(Errno) -> clinux_status {
        var status = clinux_status()
        guard unsafe clinux_look(descriptor, "", &status) == 0 else { throw Errno(rawValue: errno) }
        return status
    }

    /// Reads the next entries, as getdents64(2) gives them.
    /// - Returns: how many bytes; 0 at the end.
    func read(into buffer: inout [UInt8]) throws(Errno) -> Int {
        let count = unsafe buffer.withUnsafeMutableBytes {
            unsafe clinux_read_entries(descriptor, $0.baseAddress, UInt($0.count))
        }
        guard count >= 0 else { throw Errno(rawValue: errno) }
        return count
    }

    /// Begins to read at the first entry again.
    func rewind() {
        lseek(descriptor, 0, SEEK_SET)
    }

    /// Removes a file or a link.
    func removeFile(_ name: Span<UInt8>) throws(Errno) {
        guard unsafe name.withCString({ unsafe unlinkat(descriptor, $0, 0) }) == 0 else { throw Errno(rawValue: errno) }
    }

    /// Removes an empty directory.
    func removeDirectory(_ name: Span<UInt8>) throws(Errno) {
        guard unsafe name.withCString({ unsafe unlinkat(descriptor, $0, AT_REMOVEDIR) }) == 0 else {
            throw Errno(rawValue: errno)
        }
    }

    /// Renames an entry, unless the new name is taken.
    func rename(_ name: Span<UInt8>, to freeName: Span<UInt8>) throws(Errno) {
        let status = unsafe name.withCString { name in
            unsafe freeName.withCString { unsafe clinux_rename_to_free_name(descriptor, name, descriptor, $0) }
        }
        guard status == 0 else { throw Errno(rawValue: errno) }
    }

    /// The path by which the kernel knows the directory now; nil if it has none.
    var path: FilePath? {
        try? FilePath("/proc/self/fd/\(descriptor)").readLink()
    }
}

extension FilePath {
    /// What a link says.
    fileprivate func readLink() throws(Errno) -> FilePath {
        let bytes = unsafe [CChar](unsafeUninitializedCapacity: Int(PATH_MAX) + 1) { buffer, count in
            guard let room = buffer.baseAddress else { return }
            let length = unsafe withPlatformString { unsafe readlink($0, room, Int(PATH_MAX)) }
            guard length >= 0 else { return }
            unsafe buffer[length] = 0
            count = length + 1
        }
        guard !bytes.isEmpty else { throw Errno(rawValue: errno) }
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { preconditionFailure("it is not empty") }
            return unsafe FilePath(platformString: start)
        }
    }
}

/// What makes an entry this one and no other.
struct FileIdentity: Sendable, Hashable {
    var inode: UInt64
    var device: UInt64

    /// - Parameter device: the major number in the upper half, the minor one in the lower.
    init(inode: UInt64, device: UInt64) {
        self.inode = inode
        self.device = device
    }

    init(_ status: clinux_status) {
        self.init(inode: status.inode, device: status.device)
    }
}

extension clinux_status {
    /// Whether it is a directory.
    var isDirectory: Bool { kind == 0o040000 }
    /// Whether it is what is removed: a regular file, or a symbolic link.
    var isFile: Bool { kind == 0o100000 || kind == 0o120000 }

    /// The bits of the mode that tell what it is, as of inode(7). The constants of the C library are calls here, and this is
    /// asked of every file.
    private var kind: UInt32 { mode & 0o170000 }
}

extension Span<UInt8> {
    /// Calls something with a name, which has a zero byte at its end, as C has it.
    fileprivate func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        precondition(!isEmpty && self[count - 1] == 0, "a name ends with a zero byte")
        return unsafe withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { preconditionFailure("it is not empty") }
            return unsafe body(start.assumingMemoryBound(to: CChar.self))
        }
    }
}
