import FoundationEssentials
import Glibc
import Synchronization
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
    /// Whether the directory may be another app's by now. Held while the exit record is written, which more than one
    /// thread may have to do.
    let isReleased = Mutex(false)

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

    /// The app is over: another may have the directory.
    func unlock() {
        isReleased.withLock { $0 = true }
        flock(lock.rawValue, LOCK_UN)
    }

    private static func make(_ path: FilePath) throws(Errno) {
        guard unsafe path.withPlatformString({ unsafe mkdir($0, 0o700) }) != 0 else { return }
        let cause = Errno(rawValue: Glibc.errno)
        guard cause == .fileExists else { throw cause }
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
