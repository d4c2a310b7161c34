import Daemons
import CLinux
import Glibc
import SystemPackage

/// A file of a queue that is taken: open and locked.
///
/// The lock is that of the open file, and so is held until all who have the descriptor have closed it: the app and the
/// program that it gave it to.
final class LockedFile: Sendable {
    /// Its name in the queue's directory.
    let name: FileName
    /// Its absolute path.
    let path: FilePath
    /// The open file.
    let descriptor: FileDescriptor
    /// Which file it is.
    let identity: FileIdentity
    /// When the file was made, in nanoseconds since 1970; 0 where that is not known. Tells it from one that gets its
    /// inode later.
    let birth: Int64

    fileprivate init(_ name: FileName, path: FilePath, _ descriptor: FileDescriptor, _ identity: FileIdentity) {
        self.name = name
        self.path = path
        self.descriptor = descriptor
        self.identity = identity
        birth = clinux_birth(descriptor.rawValue)
    }

    /// Lets others take it, even where another process still has the descriptor.
    func unlock() {
        flock(descriptor.rawValue, LOCK_UN)
    }

    deinit {
        try? descriptor.close()
    }
}

extension Directory {
    /// What has become of the attempt to take a file.
    enum Taking {
        case taken(LockedFile)
        /// It is not there any more, is no regular file, or somebody else has it.
        case passedOver
        /// It cannot be opened or locked.
        case unreadable(Errno)
    }

    /// Takes a file, if it is there and nobody else has it.
    /// - Throws: where no file can be opened.
    func take(_ name: FileName) throws(QueueError) -> Taking {
        let opened = unsafe name.withCString {
            unsafe openat(descriptor.rawValue, $0, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        }
        guard opened >= 0 else {
            switch Errno(rawValue: errno) {
            // Gone; now a link; now a socket or a device.
            case .noSuchFileOrDirectory, .tooManySymbolicLinkLevels, .noSuchAddressOrDevice, Errno(rawValue: ENODEV):
                return .passedOver
            case let error where [.tooManyOpenFiles, .tooManyOpenFilesInSystem, .noMemory].contains(error):
                throw QueueError("open", path.appending(name), error)
            case let error:
                return .unreadable(error)
            }
        }
        let file = FileDescriptor(rawValue: opened)
        var status = stat()
        guard unsafe fstat(opened, &status) == 0, status.isRegular else {
            try? file.close()
            return .passedOver
        }
        // From here on it closes itself.
        let locked = LockedFile(name, path: path.appending(name), file, FileIdentity(status))
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            let error = Errno(rawValue: errno)
            return error == .wouldBlock ? .passedOver : .unreadable(error)
        }
        guard has(locked.identity, as: name) else {
            locked.unlock()
            return .passedOver
        }
        return .taken(locked)
    }
}
