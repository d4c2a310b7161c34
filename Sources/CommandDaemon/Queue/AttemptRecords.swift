import Daemons
import Glibc
import SystemPackage

/// The attempts at the files of a queue, each in a small file of `.daemonapp/`. All of it may block.
///
/// Whoever holds a file's lock, and nobody else, reads and writes its record. A record counts only for the file that it
/// was written for: of that name, inode and birth.
struct AttemptRecords: Sendable {
    /// The directory of the records.
    static let directoryName = FileName(".daemonapp")

    private let directory: Directory

    /// The records of a queue; their directory is made if it is not there.
    init(of queue: Directory) throws(QueueError) {
        guard let directory = try queue.directory(AttemptRecords.directoryName, making: 0o700) else {
            preconditionFailure("it has been made")
        }
        self.directory = directory
    }

    /// How often a file was tried.
    func attempts(at file: LockedFile) throws(QueueError) -> Int {
        guard let record = try directory.attemptRecord(file.recordName), record.name == file.name,
            record.birth == file.birth
        else { return 0 }
        return record.attempts
    }

    /// Writes down how often a file was tried; when this has returned, it outlasts the app and the machine.
    func write(_ attempts: Int, at file: LockedFile) throws(QueueError) {
        guard attempts > 0 else { return try remove(file) }
        let temporary = FileName("\(file.identity.inode).tmp")
        let record = AttemptRecord(attempts: attempts, birth: file.birth, name: file.name)
        do throws(Errno) {
            // One may be left of an app that was killed.
            try? directory.remove(temporary)
            try directory.write(record.bytes, toNew: temporary)
            try directory.replace(file.recordName, with: temporary)
        } catch {
            try? directory.remove(temporary)
            throw QueueError("write", directory.path.appending(file.recordName), error)
        }
    }

    /// Forgets how often a file was tried.
    func remove(_ file: LockedFile) throws(QueueError) {
        try directory.remove(file.recordName)
    }

    /// Removes a file from the queue, if its name still means it, and its record.
    ///
    /// It goes by way of this directory: a file that takes its name at the last instant is not removed in its place.
    func removeWithRecord(_ file: LockedFile, from queue: Directory) throws(QueueError) {
        let name = FileName("\(AttemptRecords.removedPrefix)\(file.identity.inode)")
        if let removed = try queue.move(file.name, meaning: file.identity, as: name, to: directory) {
            try directory.remove(removed)
        }
        try remove(file)
    }

    /// How a file is called between the queue and its end, before the number of its inode.
    static let removedPrefix = "removed-"
}

extension LockedFile {
    fileprivate var recordName: FileName { FileName("\(identity.inode)") }
}

extension Directory {
    /// A record in this directory; nil if it is not there or is none.
    func attemptRecord(_ name: FileName) throws(QueueError) -> AttemptRecord? {
        let opened = unsafe name.withCString {
            unsafe openat(descriptor.rawValue, $0, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        }
        guard opened >= 0 else {
            if errno == ENOENT { return nil }
            throw QueueError("open", path.appending(name), Errno(rawValue: errno))
        }
        defer { close(opened) }
        var bytes = [UInt8](repeating: 0, count: AttemptRecord.longest + 1)
        let count = unsafe read(opened, &bytes, bytes.count)
        guard count >= 0 else { throw QueueError("read", path.appending(name), Errno(rawValue: errno)) }
        return AttemptRecord(Array(bytes.prefix(count)))
    }

    fileprivate func write(_ bytes: [UInt8], toNew name: FileName) throws(Errno) {
        let opened = unsafe name.withCString {
            unsafe openat(descriptor.rawValue, $0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        }
        guard opened >= 0 else { throw Errno(rawValue: errno) }
        defer { close(opened) }
        let count = unsafe Glibc.write(opened, bytes, bytes.count)
        guard count == bytes.count else { throw count < 0 ? Errno(rawValue: errno) : .noSpace }
        guard fsync(opened) == 0 else { throw Errno(rawValue: errno) }
    }

    fileprivate func replace(_ name: FileName, with other: FileName) throws(Errno) {
        let status = unsafe name.withCString { name in
            unsafe other.withCString { unsafe renameat(descriptor.rawValue, $0, descriptor.rawValue, name) }
        }
        guard status == 0 else { throw Errno(rawValue: errno) }
    }
}
