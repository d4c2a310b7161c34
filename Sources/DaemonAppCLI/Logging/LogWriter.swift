import CLinux
import EventLoopServices
import Glibc
import Synchronization

/// Writes records on a thread of its own, so that a reader who stalls or a full disk holds up nobody.
///
/// Records wait in memory, 1 MiB at most. What does not fit, or cannot be written, is counted, and reported when there is
/// room, or writing works, again. When nobody has the writer any more, it writes what it has and its thread ends.
final class LogWriter: Sendable {
    /// A line of the log about the log, in the form of the writer's records.
    typealias Note = @Sendable (String) -> [UInt8]

    private let queue: LogQueue

    /// Starts the thread.
    init(_ sink: any LogSink, note: @escaping Note) {
        let queue = LogQueue(note: note)
        self.queue = queue
        DetachedThread.start(named: "daemonapp-log") {
            var worker = LogWorker(sink: sink, note: note)
            while let entries = queue.next() {
                worker.write(entries) { queue.signalProgress() }
                queue.finish()
            }
            worker.close()
        }
    }

    deinit {
        queue.close()
    }

    /// Hands over a record, with its end.
    func write(_ record: [UInt8]) {
        queue.add(.record(record))
    }

    /// Opens the file anew when what was handed over before is written.
    func reopen() {
        queue.add(.reopen)
    }

    /// Waits until everything is written; gives up when the reader has taken nothing for that long.
    func flush(milliseconds: Int32) {
        queue.flush(milliseconds: milliseconds)
    }
}

/// What waits to be written.
private final class LogQueue: Sendable {
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
    }

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
            _ = clinux_event_take(wake)
            let (entries, isClosed) = state.withLock { state in
                defer {
                    state.entries = []
                    state.size = 0
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

/// What a writer does on its thread.
private struct LogWorker {
    /// The most that is written at a time; a pipe holds as much.
    private static let pieceSize = 1 << 16

    private var sink: any LogSink
    private let note: LogWriter.Note
    /// How many records could not be written since the last that could.
    private var failed = 0
    /// Of what waited together nothing is tried any more when something has failed: that may take its time.
    private var isGivenUp = false

    init(sink: any LogSink, note: @escaping LogWriter.Note) {
        self.sink = sink
        self.note = note
    }

    /// The report on records that were lost.
    static func report(_ count: Int) -> String {
        "\(count) \(count == 1 ? "line" : "lines") of the log \(count == 1 ? "was" : "were") lost"
    }

    mutating func write(_ entries: [LogQueue.Entry], afterEachPiece: () -> Void) {
        isGivenUp = false
        var piece: [[UInt8]] = []
        var size = 0
        for entry in entries {
            switch entry {
            case .record(let record):
                if size + record.count > LogWorker.pieceSize {
                    write(&piece)
                    afterEachPiece()
                    size = 0
                }
                piece.append(record)
                size += record.count
            case .reopen:
                write(&piece)
                size = 0
                sink.reopen()
                isGivenUp = false
            }
        }
        write(&piece)
    }

    private mutating func write(_ piece: inout [[UInt8]]) {
        defer { piece = [] }
        guard !piece.isEmpty else { return }
        if failed > 0, !isGivenUp {
            if sink.write([note(LogWorker.report(failed))]) == 1 { failed = 0 } else { isGivenUp = true }
        }
        let written = isGivenUp ? 0 : sink.write(piece)
        failed += piece.count - written
        if written < piece.count { isGivenUp = true }
    }

    mutating func close() {
        sink.close()
    }
}
