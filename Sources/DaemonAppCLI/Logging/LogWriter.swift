import EventLoopServices

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
