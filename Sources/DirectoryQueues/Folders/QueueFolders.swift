import Glibc
import SystemPackage

/// A queue: a subdirectory, by its name and by what it is.
struct QueueFolder: Sendable, Hashable {
    /// Its name.
    var name: FolderName
    /// Its inode: another one under the same name is another queue.
    var identity: UInt64
}

/// Reads which queues there are. All of it may block.
enum QueueFolders {
    /// The subdirectories of a directory that are queues, by the bytes of their names.
    ///
    /// A queue is a real directory: no link, and no name that begins with a dot. The directory itself may be a link.
    /// - Throws: ``QueueFolderError`` if the directory cannot be read; then nothing is known.
    static func all(in base: FilePath, _ patterns: NamePatterns) throws(QueueFolderError) -> [QueueFolder] {
        var folders: [QueueFolder] = []
        try forEachEntry(of: base, flags: 0) { directory, entry in
            let name = entry.name
            guard name.bytes.first != UInt8(ascii: "."), patterns.contains(name) else { return true }
            switch entry.type {
            case CInt(DT_DIR): folders.append(QueueFolder(name: name, identity: entry.inode))
            case CInt(DT_UNKNOWN):
                var status = stat()
                let isKnown = unsafe name.withCString {
                    unsafe fstatat(directory, $0, &status, AT_SYMLINK_NOFOLLOW) == 0
                }
                if isKnown, status.st_mode & S_IFMT == S_IFDIR {
                    folders.append(QueueFolder(name: name, identity: UInt64(status.st_ino)))
                }
            default: break
            }
            return true
        }
        return folders.sorted { $0.name < $1.name }
    }

    /// Whether a queue has something that could be work: a regular file whose name does not begin with a dot. What cannot
    /// be read is found out by its daemon.
    static func hasWork(_ folder: FilePath) -> Bool {
        var hasWork = false
        try? forEachEntry(of: folder, flags: O_NOFOLLOW) { _, entry in
            let isFile = entry.type == CInt(DT_REG) || entry.type == CInt(DT_UNKNOWN)
            hasWork = isFile && entry.name.bytes.first != UInt8(ascii: ".")
            return !hasWork
        }
        return hasWork
    }

    private struct Entry {
        var name: FolderName
        var type: CInt
        var inode: UInt64
    }

    /// Calls for each entry, until that returns false.
    private static func forEachEntry(
        of path: FilePath, flags: CInt, _ body: (_ directory: CInt, Entry) -> Bool
    ) throws(QueueFolderError) {
        let descriptor = unsafe path.withPlatformString { unsafe open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC | flags) }
        guard descriptor >= 0 else { throw QueueFolderError(path: path, cause: Errno(rawValue: errno)) }
        guard let stream = unsafe fdopendir(descriptor) else {
            let cause = Errno(rawValue: errno)
            close(descriptor)
            throw QueueFolderError(path: path, cause: cause)
        }
        defer { unsafe closedir(stream) }
        while true {
            errno = 0
            guard let entry = unsafe readdir(stream) else { break }
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { unsafe FolderName($0.prefix { $0 != 0 }) }
            let known = unsafe Entry(name: name, type: CInt(entry.pointee.d_type), inode: UInt64(entry.pointee.d_ino))
            guard body(descriptor, known) else { return }
        }
        // What was read in part would stop the queues that were not.
        guard errno == 0 else { throw QueueFolderError(path: path, cause: Errno(rawValue: errno)) }
    }
}

/// The directory of the queues cannot be read.
struct QueueFolderError: Error, CustomStringConvertible {
    let path: FilePath
    let cause: Errno

    var description: String { "\(path) cannot be read: \(cause)" }
}
