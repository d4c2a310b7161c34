import CLinux
import Glibc
import Synchronization

/// What waits to be written.
final class LogQueue: Sendable {
    enum Entry {
        case record([UInt8])
        case reopen
    }

    private static let room = 1 << 20

    private let note: LogWriter.Note
    private let state = Mutex(State())
    private let wake = clinux_event()
    private let progress = clinux_event()

    private struct State {
        var entries: [Entry] = []
        var size = 0
        var lost = 0
        var isWriting = false
        var isClosed = false
        /// When something was taken last, in nanoseconds of the monotonic clock.
        var lastTaken: Int64 = 0
    }

    /// Where records follow one another faster, the writer lets some gather: to wake it for each would cost more than to
    /// write them. In nanoseconds.
    private static let gathering: Int64 = 1_000_000

    init(note: @escaping LogWriter.Note) {
        self.note = note
    }

    deinit {
        Glibc.close(wake)
        Glibc.close(progress)
    }

    func add(_ entry: Entry) {
        let isFirst = state.withLock { state in
            let wasEmpty = state.entries.isEmpty
            if case .record(let record) = entry {
                guard state.size + record.count <= LogQueue.room else {
                    state.lost += 1
                    return false
                }
                if state.lost > 0 {
                    let report = note(LogWorker.report(state.lost))
                    state.entries.append(.record(report))
                    state.size += report.count
                    state.lost = 0
                }
                state.size += record.count
            }
            state.entries.append(entry)
            return wasEmpty
        }
        if isFirst { clinux_event_signal(wake) }
    }

    func close() {
        state.withLock { $0.isClosed = true }
        clinux_event_signal(wake)
    }

    /// Waits for something to write; nil when there will be nothing more.
    func next() -> [Entry]? {
        var polls = pollfd(fd: wake, events: Int16(POLLIN), revents: 0)
        while true {
            unsafe poll(&polls, 1, -1)
            if state.withLock({ clinux_monotonic() - $0.lastTaken < LogQueue.gathering && !$0.isClosed }) {
                var time = timespec(tv_sec: 0, tv_nsec: Int(LogQueue.gathering))
                unsafe nanosleep(&time, nil)
            }
            _ = clinux_event_take(wake)
            let (entries, isClosed) = state.withLock { state in
                defer {
                    state.entries = []
                    state.size = 0
                    state.lastTaken = clinux_monotonic()
                }
                state.isWriting = !state.entries.isEmpty
                return (state.entries, state.isClosed)
            }
            if !entries.isEmpty {
                // The signal to end is not to be missed.
                if isClosed { clinux_event_signal(wake) }
                return entries
            }
            if isClosed { return nil }
        }
    }

    func signalProgress() {
        clinux_event_signal(progress)
    }

    func finish() {
        state.withLock { $0.isWriting = false }
        signalProgress()
    }

    func flush(milliseconds: Int32) {
        var polls = pollfd(fd: progress, events: Int16(POLLIN), revents: 0)
        while true {
            _ = clinux_event_take(progress)
            if state.withLock({ $0.entries.isEmpty && !$0.isWriting }) { return }
            if unsafe poll(&polls, 1, milliseconds) <= 0 { return }
        }
    }
}
