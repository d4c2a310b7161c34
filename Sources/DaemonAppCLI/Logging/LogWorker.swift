/// What a writer does on its thread.
struct LogWorker {
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
