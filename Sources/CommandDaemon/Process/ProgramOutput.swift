import Dispatch
import Glibc
import SystemPackage

extension StartedProgram {
    /// Hands on what the program writes until it has ended, which leaves it unreaped.
    ///
    /// Once it has ended, only what a pipe holds is still taken: others may go on writing to it.
    func untilEnded(_ log: OutputLog) async {
        await withCheckedContinuation { continuation in
            // All on one queue: when the end is seen, all that the program has written is in the pipes or was taken.
            let queue = DispatchQueue(label: "daemonapp.program")
            let streams = [(output, OutputStream.standardOutput), (errors, .standardError)]
            let sources = streams.map { pipe, stream in
                let source = DispatchSource.makeReadSource(fileDescriptor: pipe.reader.rawValue, queue: queue)
                source.setEventHandler {
                    if pipe.take(atMost: OutputPipe.capacity, stream, log) == 0 { source.cancel() }
                }
                return source
            }
            let ending = DispatchSource.makeReadSource(fileDescriptor: end.rawValue, queue: queue)
            ending.setEventHandler {
                for (pipe, stream) in streams {
                    var rest = OutputPipe.capacity
                    while rest > 0, let count = pipe.take(atMost: rest, stream, log), count > 0 { rest -= count }
                }
                for source in sources { source.cancel() }
                ending.cancel()
            }
            // The descriptors may be closed when no source uses them any more.
            let users = DispatchGroup()
            for source in sources + [ending] {
                users.enter()
                source.setCancelHandler { users.leave() }
                source.activate()
            }
            users.notify(queue: queue) { continuation.resume() }
        }
    }
}

extension OutputPipe {
    /// What a pipe holds at most unless somebody changes it, `pipe(7)`.
    fileprivate static let capacity = 65_536

    /// Logs some of what is in the pipe.
    /// - Returns: how many bytes; 0 if nobody can write to it any more, nil if there is nothing now.
    fileprivate func take(atMost count: Int, _ stream: OutputStream, _ log: OutputLog) -> Int? {
        do throws(Errno) {
            let piece = try unsafe [UInt8](unsafeUninitializedCapacity: count) { room, initialized throws(Errno) in
                do {
                    initialized = unsafe try reader.read(into: UnsafeMutableRawBufferPointer(room))
                } catch {
                    throw error as? Errno ?? .ioError
                }
            }
            if !piece.isEmpty { log.add(piece, to: stream) }
            return piece.count
        } catch {
            return error == .wouldBlock ? nil : 0
        }
    }
}
