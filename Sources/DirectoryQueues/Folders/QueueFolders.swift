import Daemons
import Glibc
import SystemPackage

/// A queue: a subdirectory, by its name and by what it is.
struct QueueFolder: Sendable, Hashable {
    /// Its name.
    var name: FileName
    /// What the queue is called.
    var title: String
    /// Which directory it is: another one under the same name is another queue.
    var identity: UInt64
    /// The part of the identity that lasts: devices may have other numbers each time the system starts.
    var inode: UInt64
}

/// Reads which queues there are. All of it may block.
enum QueueFolders {
    /// The subdirectories of a directory that are queues, by the bytes of their names.
    ///
    /// A queue is a real directory: no link, and no name that begins with a dot. The directory itself may be a link.
    /// - Throws: ``QueueFolderError`` if the directory cannot be read; then nothing is known.
    static func all(in base: FilePath, _ patterns: NamePatterns) throws(QueueFolderError) -> [QueueFolder] {
        var found: [(name: FileName, identity: Identity)] = []
        var failure: Errno?
        try forEachEntry(of: base, flags: 0) { directory, entry in
            let mayBeQueue = entry.type == CInt(DT_DIR) || entry.type == CInt(DT_UNKNOWN)
            guard mayBeQueue, patterns.contains(entry.name) else { return true }
            do throws(Errno) {
                if let identity = try identity(of: entry, in: directory) { found.append((entry.name, identity)) }
                return true
            } catch {
                failure = error
                return false
            }
        }
        if let failure { throw QueueFolderError(path: base, cause: failure) }
        found.sort { $0.name < $1.name }
        // Names of the same characters are equal as texts, also where their bytes differ, as those of an `ä` may.
        var titles: Set<String> = []
        return found.map { name, identity in
            let text = name.text
            let title = titles.insert(text).inserted ? text : name.textInASCII
            titles.insert(title)
            return QueueFolder(name: name, title: title, identity: identity.number, inode: identity.inode)
        }
    }

    /// Which directory something is.
    private struct Identity {
        var inode: UInt64
        /// Device and inode in one number; two directories that have had one name hardly ever have the same.
        var number: UInt64

        init(_ status: stat) {
            inode = UInt64(status.st_ino)
            number = inode &+ UInt64(status.st_dev) &* 0x9E37_79B9_7F4A_7C15
        }

        /// A directory on nobody knows which device.
        init(inode: UInt64) {
            self.inode = inode
            number = inode
        }
    }

    /// Which directory an entry is; nil if it is none.
    /// - Throws: `Errno` if nothing in the directory can be looked at.
    private static func identity(of entry: DirectoryEntry, in directory: CInt) throws(Errno) -> Identity? {
        var status = stat()
        let error = unsafe entry.name.withCString { name in
            unsafe fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) == 0 ? 0 : errno
        }
        switch error {
        case 0: return status.st_mode & S_IFMT == S_IFDIR ? Identity(status) : nil
        case ENOENT: return nil
        case EACCES: throw .permissionDenied
        // It is there, though it cannot be looked at, such as a mount whose server is away: its daemon will say so.
        default: return entry.type == CInt(DT_DIR) ? Identity(inode: entry.inode) : nil
        }
    }

    /// Whether a directory is still the one that was found.
    static func isThere(_ folder: QueueFolder, in base: FilePath) -> Bool {
        var status = stat()
        let isKnown = unsafe base.appending(folder.name).withPlatformString { unsafe lstat($0, &status) == 0 }
        return isKnown && Identity(status).number == folder.identity
    }

    /// Whether a queue has something that could be work: a regular file whose name does not begin with a dot. What cannot
    /// be read is found out by its daemon.
    static func hasWork(_ folder: FilePath) -> Bool {
        var hasWork = false
        try? forEachEntry(of: folder, flags: O_NOFOLLOW) { _, entry in
            let isFile = entry.type == CInt(DT_REG) || entry.type == CInt(DT_UNKNOWN)
            hasWork = isFile && !entry.name.isHidden
            return !hasWork
        }
        return hasWork
    }

    /// Calls for each entry, until that returns false.
    private static func forEachEntry(
        of path: FilePath, flags: CInt, _ body: (_ directory: CInt, DirectoryEntry) -> Bool
    ) throws(QueueFolderError) {
        let descriptor = unsafe path.withPlatformString { unsafe open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC | flags) }
        let failure: (Errno) -> QueueFolderError = { QueueFolderError(path: path, cause: $0) }
        guard descriptor >= 0 else { throw failure(Errno(rawValue: errno)) }
        // What was read in part would stop the queues that were not.
        try DirectoryEntry.forEach(in: descriptor, failure: failure) { entry throws(QueueFolderError) in
            body(descriptor, entry)
        }
    }
}

/// The directory of the queues cannot be read.
struct QueueFolderError: Error, CustomStringConvertible {
    let path: FilePath
    let cause: Errno

    var description: String { "\(path) cannot be read: \(cause)" }
}
