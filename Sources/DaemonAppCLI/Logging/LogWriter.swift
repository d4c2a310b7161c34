import CLinux
import DaemonHost
import EventLoopServices
import Glibc
import Logging
import Synchronization

/// Writes lines to the standard error stream on a thread of its own, so that a reader who stalls holds up nobody.
///
/// Lines wait in memory, 1 MiB at most; what does not fit is counted and reported when there is room again. A line
/// that cannot be written, because the disk is full or the pipe is closed, is lost.
final class LogWriter: Sendable {
    private static let room = 1 << 20
    /// The most that is written at a time; a pipe holds as much.
    private static let pieceSize = 1 << 16

    private let format: LogFormat
    private let state = Mutex(State())
    private let wake = clinux_event()
    private let written = clinux_event()

    private struct State {
        var waiting: [UInt8] = []
        var lost = 0
        var isWriting = false
    }

    /// Starts the thread.
    /// - Parameter format: how the writer's own report on lost lines is written.
    init(_ format: LogFormat) {
        self.format = format
        let writer = self
        DetachedThread.start(named: "daemonapp-log") { writer.work() }
    }

    /// Hands over a line, with its end.
    func write(_ line: [UInt8]) {
        let isFirst = state.withLock { state in
            guard state.waiting.count + line.count <= LogWriter.room else {
                state.lost += 1
                return false
            }
            if state.lost > 0 {
                state.waiting += LogLine.bytes(format, .warning, "\(state.lost) lines of the log were lost")
                state.lost = 0
            }
            let isFirst = state.waiting.isEmpty
            state.waiting += line
            return isFirst
        }
        if isFirst { clinux_event_signal(wake) }
    }

    /// Waits until all lines are written; gives up when the reader has taken nothing for that long.
    func flush(milliseconds: Int32) {
        var polls = pollfd(fd: written, events: Int16(POLLIN), revents: 0)
        while true {
            _ = clinux_event_take(written)
            if state.withLock({ $0.waiting.isEmpty && !$0.isWriting }) { return }
            if unsafe poll(&polls, 1, milliseconds) <= 0 { return }
        }
    }

    private func work() {
        var polls = pollfd(fd: wake, events: Int16(POLLIN), revents: 0)
        while true {
            unsafe poll(&polls, 1, -1)
            _ = clinux_event_take(wake)
            let lines = state.withLock { state in
                defer { state.waiting = [] }
                state.isWriting = true
                return state.waiting
            }
            for start in stride(from: 0, to: lines.count, by: LogWriter.pieceSize) {
                StandardStreams.write(Array(lines[start...].prefix(LogWriter.pieceSize)), to: STDERR_FILENO)
                clinux_event_signal(written)
            }
            state.withLock { $0.isWriting = false }
            clinux_event_signal(written)
        }
    }
}
