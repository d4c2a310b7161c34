import FoundationEssentials
import Glibc
public import SystemPackage

/// The directory in which an app keeps what survives it, locked for as long as this is there.
///
/// ```
///  lock          locked by flock, holds the number of the process
///  state.json    what is kept of each daemon
///  exit.json     why the app stopped, and when it should be started again; not there while it runs
/// ```
public final class StateDirectory: Sendable {
    /// The directory's path.
    public let path: FilePath
    let descriptor: FileDescriptor
    private let lock: FileDescriptor

    /// The most that is read of a state.
    private static let limit = 1 << 28
    private static let stateName = "state.json"
    private static let exitName = "exit.json"

    /// Makes the directory, with mode 0700, if it is not there, and locks it.
    /// - Throws: ``StateDirectoryError`` if it cannot be made or used, or another app has locked it.
    public init(_ path: FilePath) throws(StateDirectoryError) {
        self.path = path
        do throws(Errno) {
            try StateDirectory.make(path)
            descriptor = try StateDirectory.errno {
                try FileDescriptor.open(path, .readOnly, options: [.directory, .closeOnExec])
            }
        } catch {
            throw StateDirectoryError(path: path, problem: .unusable(error))
        }
        do throws(Errno) {
            lock = try StateDirectory.open("lock", in: descriptor, O_RDWR | O_CREAT)
        } catch {
            try? descriptor.close()
            throw StateDirectoryError(path: path, problem: .unusable(error))
        }
        guard flock(lock.rawValue, LOCK_EX | LOCK_NB) == 0 else {
            let cause = Errno(rawValue: Glibc.errno)
            let owner = StateDirectory.owner(lock)
            throw StateDirectoryError(path: path, problem: cause == .wouldBlock ? .locked(owner) : .unusable(cause))
        }
        ftruncate(lock.rawValue, 0)
        _ = try? lock.writeAll(toAbsoluteOffset: 0, "\(getpid())\n".utf8)
    }

    deinit {
        try? lock.close()
        try? descriptor.close()
    }

    /// The path as other processes understand it, which have working directories of their own.
    var absolutePath: String {
        guard let resolved = unsafe path.withPlatformString({ unsafe realpath($0, nil) }) else { return path.string }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }

    // MARK: The state

    /// What was kept at the last stop; nil if nothing was. What is damaged is set aside.
    /// - Throws: ``StateFileError`` if there is a state that cannot be read; the next call finds none.
    func read() throws(StateFileError) -> KeptState? {
        do {
            return try StateDirectory.read(in: descriptor)
        } catch Errno.noSuchFileOrDirectory {
            return nil
        } catch {
            let aside = "state.damaged.json"
            let isAside =
                unsafe renameat(
                    descriptor.rawValue, StateDirectory.stateName, descriptor.rawValue, aside) == 0
            throw StateFileError(
                path: path.appending(StateDirectory.stateName), cause: error,
                aside: isAside ? path.appending(aside) : nil)
        }
    }

    /// What is kept in a directory, which is left as it is and need not be locked.
    static func read(at path: FilePath) throws -> KeptState {
        let directory = try FileDescriptor.open(path, .readOnly, options: [.directory, .closeOnExec])
        return try directory.closeAfter { try read(in: directory) }
    }

    private static func read(in directory: FileDescriptor) throws -> KeptState {
        let file = try open(stateName, in: directory, O_RDONLY | O_NONBLOCK)
        return try file.closeAfter {
            var bytes: [UInt8] = []
            var isAtEnd = false
            while !isAtEnd {
                guard bytes.count <= limit else { throw Errno.fileTooLarge }
                let piece = try unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
                    count = try unsafe file.read(into: UnsafeMutableRawBufferPointer(buffer))
                }
                bytes += piece
                isAtEnd = piece.isEmpty
            }
            return try KeptState(json: bytes)
        }
    }

    /// Puts a state in the place of the one before, all of it or nothing.
    func write(_ state: KeptState) throws {
        try replace(StateDirectory.stateName, by: try state.json)
    }

    // MARK: The exit record

    /// Writes why the app has stopped.
    func writeExit(_ line: ExitLine) throws {
        try replace(StateDirectory.exitName, by: [UInt8]((line.json + "\n").utf8))
    }

    /// The app is over: another may have the directory.
    func unlock() {
        flock(lock.rawValue, LOCK_UN)
    }

    /// The app runs: it has not stopped.
    func removeExit() {
        unsafe unlinkat(descriptor.rawValue, StateDirectory.exitName, 0)
    }

    // MARK: Files

    private static func make(_ path: FilePath) throws(Errno) {
        guard unsafe path.withPlatformString({ unsafe mkdir($0, 0o700) }) != 0 else { return }
        let cause = Errno(rawValue: Glibc.errno)
        guard cause == .fileExists else { throw cause }
    }

    /// Opens a file of a state directory, which must be no link and, if it is made, is for the app's user alone.
    static func open(
        _ name: String, in directory: FileDescriptor, _ flags: CInt
    ) throws(Errno) -> FileDescriptor {
        let descriptor = unsafe openat(directory.rawValue, name, flags | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw Errno(rawValue: Glibc.errno) }
        return FileDescriptor(rawValue: descriptor)
    }

    /// Writes a file under another name, brings it to the disk, and gives it its name.
    private func replace(_ name: String, by bytes: [UInt8]) throws {
        let temporary = name + ".new"
        // Whatever has been left there is not written into: it may be a pipe.
        unsafe unlinkat(descriptor.rawValue, temporary, 0)
        do {
            let file = try StateDirectory.open(temporary, in: descriptor, O_WRONLY | O_CREAT | O_EXCL)
            try file.closeAfter {
                try file.writeAll(bytes)
                guard fsync(file.rawValue) == 0 else { throw Errno(rawValue: Glibc.errno) }
            }
            guard unsafe renameat(descriptor.rawValue, temporary, descriptor.rawValue, name) == 0 else {
                throw Errno(rawValue: Glibc.errno)
            }
        } catch {
            // A part of it would only take room.
            unsafe unlinkat(descriptor.rawValue, temporary, 0)
            throw error
        }
    }

    /// The number that a lock's owner has written.
    private static func owner(_ lock: FileDescriptor) -> Int? {
        var buffer = [UInt8](repeating: 0, count: 32)
        let count =
            (try? unsafe buffer.withUnsafeMutableBytes { unsafe try lock.read(fromAbsoluteOffset: 0, into: $0) }) ?? 0
        return Int(String(decoding: buffer.prefix(count).prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
    }

    private static func errno<Result>(_ body: () throws -> Result) throws(Errno) -> Result {
        do {
            return try body()
        } catch let error as Errno {
            throw error
        } catch {
            throw .ioError
        }
    }
}

/// A state directory cannot be used.
public struct StateDirectoryError: Error, Sendable, CustomStringConvertible {
    /// The directory.
    public let path: FilePath
    /// What is wrong with it.
    public let problem: Problem

    /// What can be wrong with a state directory.
    public enum Problem: Sendable, Hashable {
        /// It cannot be made or opened.
        case unusable(Errno)
        /// Another app uses it: the process of that number, if it is known.
        case locked(Int?)
    }

    public var description: String {
        switch problem {
        case .unusable(let cause): "StateDirectory \(path): \(cause)"
        case .locked(let process):
            "StateDirectory \(path): another app uses it\(process.map { ", process \($0)" } ?? "")"
        }
    }
}

/// A kept state cannot be read.
struct StateFileError: Error, CustomStringConvertible {
    let path: FilePath
    let cause: any Error
    /// Where it has been put, if it has.
    let aside: FilePath?

    var description: String {
        "\(path) is damaged: \(cause)" + (aside.map { "; it is kept as \($0)" } ?? "")
    }
}
