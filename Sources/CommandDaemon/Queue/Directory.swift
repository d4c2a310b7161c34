import Daemons
import Glibc
import SystemPackage

/// An open directory, and what is done with its entries by their names. All of it may block.
final class Directory: Sendable {
    /// The path that it was opened by.
    let path: FilePath
    let descriptor: FileDescriptor

    private init(_ path: FilePath, _ descriptor: CInt) {
        self.path = path
        self.descriptor = FileDescriptor(rawValue: descriptor)
    }

    /// Opens a directory.
    convenience init(opening path: FilePath) throws(QueueError) {
        let descriptor = unsafe path.withPlatformString { unsafe open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard descriptor >= 0 else { throw QueueError("open", path, Errno(rawValue: errno)) }
        self.init(path, descriptor)
    }

    deinit {
        try? descriptor.close()
    }

    /// Opens a directory in this one, which must be no link.
    /// - Parameter mode: with which it is made if it is not there; nil: it is not made.
    /// - Returns: nil if it is not there and is not to be made.
    func directory(_ name: FileName, making mode: mode_t? = nil) throws(QueueError) -> Directory? {
        let path = path.appending(name)
        if let mode, unsafe name.withCString({ unsafe mkdirat(descriptor.rawValue, $0, mode) }) != 0, errno != EEXIST {
            throw QueueError("make", path, Errno(rawValue: errno))
        }
        let opened = unsafe name.withCString {
            unsafe openat(descriptor.rawValue, $0, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        }
        if opened >= 0 { return Directory(path, opened) }
        let error = Errno(rawValue: errno)
        if error == .noSuchFileOrDirectory, mode == nil { return nil }
        throw QueueError("open", path, error)
    }

    /// What an entry is, without following links.
    func status(of name: FileName) throws(Errno) -> stat {
        var status = stat()
        guard unsafe name.withCString({ unsafe fstatat(descriptor.rawValue, $0, &status, AT_SYMLINK_NOFOLLOW) }) == 0
        else { throw Errno(rawValue: errno) }
        return status
    }

    /// Whether a name means a file.
    func has(_ identity: FileIdentity, as name: FileName) -> Bool {
        (try? status(of: name)).map { FileIdentity($0) } == identity
    }

    /// Removes a file's name. It is no error if it is not there.
    func remove(_ name: FileName) throws(QueueError) {
        guard unsafe name.withCString({ unsafe unlinkat(descriptor.rawValue, $0, 0) }) != 0, errno != ENOENT else {
            return
        }
        throw QueueError("remove", path.appending(name), Errno(rawValue: errno))
    }

    /// Goes through the entries but `.` and `..`, in no order.
    /// - Parameter body: gets a name and a type as `readdir` has it, which may be `DT_UNKNOWN`; false ends it.
    func forEachEntry(_ body: (FileName, CInt) throws(QueueError) -> Bool) throws(QueueError) {
        let copy = unsafe openat(descriptor.rawValue, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        let failure: (Errno) -> QueueError = { [path] in QueueError("read", path, $0) }
        guard copy >= 0 else { throw failure(Errno(rawValue: errno)) }
        try DirectoryEntry.forEach(in: copy, failure: failure) { entry throws(QueueError) in
            try body(entry.name, entry.type)
        }
    }
}

/// What tells a file from all others of the system while it exists.
struct FileIdentity: Sendable, Hashable {
    let device: dev_t
    let inode: ino_t

    init(_ status: stat) {
        (device, inode) = (status.st_dev, status.st_ino)
    }
}

extension stat {
    /// Whether it is a regular file.
    var isRegular: Bool { st_mode & S_IFMT == S_IFREG }
}
