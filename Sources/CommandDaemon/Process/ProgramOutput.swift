import EventLoopServices
import Glibc
import SystemPackage

extension StartedProgram {
    /// Hands on what the program writes until it has ended, which leaves it unreaped.
    ///
    /// A thread of its own waits for both, asleep in the kernel. Dispatch's sources for descriptors are no way to do that:
    /// where several threads have and give back such sources at a time, Dispatch's own thread comes upon one that is gone
    /// (swift-corelibs-libdispatch, issue 949).
    func untilEnded(_ log: OutputLog) async {
        await withCheckedContinuation { continuation in
            let isStarted = DetachedThread.start(named: "daemonapp-prog") {
                self.handOn(log)
                continuation.resume()
            }
            guard !isStarted else { return }
            // Nobody can wait for it, so it must not last.
            kill(-process, SIGKILL)
            handOn(log)
            continuation.resume()
        }
    }

    /// Once the program has ended, only what a pipe holds is still taken: others may go on writing to it.
    private func handOn(_ log: OutputLog) {
        let streams = [(output, OutputStream.standardOutput), (errors, .standardError)]
        var polls = [output.reader, errors.reader, end].map {
            pollfd(fd: $0.rawValue, events: Int16(POLLIN), revents: 0)
        }
        while polls[2].revents == 0 {
            unsafe poll(&polls, nfds_t(polls.count), -1)
            for (number, (pipe, stream)) in streams.enumerated() where polls[number].revents != 0 {
                // A pipe that nobody can write to any more is passed over from now on.
                if pipe.take(atMost: OutputPipe.capacity, stream, log) == 0 { polls[number].fd = -1 }
            }
        }
        for (pipe, stream) in streams {
            var rest = OutputPipe.capacity
            while rest > 0, let count = pipe.take(atMost: rest, stream, log), count > 0 { rest -= count }
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
