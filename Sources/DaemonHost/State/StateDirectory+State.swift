import Glibc
import Logging
import Scheduling
import Synchronization
import SystemPackage

/// What is in a state directory: the state, and the exit record.
extension StateDirectory {
    /// The most that is read of a state.
    private static let limit = 1 << 28
    private static let stateName = "state.json"
    private static let exitName = "exit.json"

    /// What was kept at the last stop; nil if nothing was. What is damaged is set aside.
    /// - Throws: ``StateFileError`` if there is a state that cannot be read; the next call finds none.
    func read() throws(StateFileError) -> KeptState? {
        do {
            return try StateDirectory.read(in: descriptor)
        } catch Errno.noSuchFileOrDirectory {
            return nil
        } catch {
            let aside = Result { () throws(Errno) in path.appending(try setAside(StateDirectory.stateName)) }
            throw StateFileError(path: path.appending(StateDirectory.stateName), cause: error, aside: aside)
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

    /// Writes why the app has stopped. May be called from any thread.
    func writeExit(_ line: ExitLine) throws {
        try isReleased.withLock { isReleased in
            guard !isReleased else { return }
            try replace(StateDirectory.exitName, by: [UInt8]((line.json + "\n").utf8))
        }
    }

    /// Writes why the app is cut off, unless the disk does not answer: then it is cut off all the same.
    func writeExitInTime(_ line: ExitLine, log: Logger) {
        let isWritten = BoundedWork.run(atMost: .seconds(1)) { [self] in
            do {
                try writeExit(line)
            } catch {
                log.error("the exit record cannot be written to \(path): \(error)")
            }
        }
        if !isWritten { log.error("the exit record cannot be written to \(path) in time") }
    }

    /// The app runs: it has not stopped.
    func removeExit() {
        isReleased.withLock { $0 = false }
        if unsafe unlinkat(descriptor.rawValue, StateDirectory.exitName, 0) != 0, Glibc.errno == EISDIR {
            _ = try? setAside(StateDirectory.exitName)
        }
    }
}

/// A kept state cannot be read.
struct StateFileError: Error, CustomStringConvertible {
    let path: FilePath
    let cause: any Error
    /// Where it has been put, or why it could not be put anywhere.
    let aside: Result<FilePath, Errno>

    var description: String {
        switch aside {
        case .success(let aside): "\(path) is damaged: \(cause); it is kept as \(aside)"
        case .failure(let failure): "\(path) is damaged: \(cause); it cannot be set aside: \(failure)"
        }
    }
}
