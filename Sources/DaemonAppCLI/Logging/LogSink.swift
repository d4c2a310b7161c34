import Glibc

/// What a ``LogWriter`` writes to, on its thread.
protocol LogSink: Sendable {
    /// Writes records, in order.
    /// - Returns: how many were written; those after them are lost.
    mutating func write(_ records: [[UInt8]]) -> Int
    /// Opens what has a name anew.
    mutating func reopen()
    /// Closes what the sink has opened.
    mutating func close()
}

/// One of the standard streams.
struct StreamSink: LogSink {
    private var stream: RecordStream

    init(_ descriptor: CInt) {
        stream = RecordStream(descriptor)
    }

    mutating func write(_ records: [[UInt8]]) -> Int {
        stream.write(records[...])
    }

    func reopen() {}
    func close() {}
}

/// A descriptor to which whole records are written: of one that was cut off, as by a full disk, the rest goes first when
/// writing works again.
struct RecordStream: Sendable {
    let descriptor: CInt
    private var rest: ArraySlice<UInt8> = []

    init(_ descriptor: CInt) {
        self.descriptor = descriptor
    }

    /// Whether the last record is there in full.
    var isWhole: Bool { rest.isEmpty }

    /// Writes records, in order.
    /// - Returns: how many were written, one that was cut off included.
    mutating func write(_ records: ArraySlice<[UInt8]>) -> Int {
        if !rest.isEmpty {
            rest = rest.dropFirst(StandardStreams.count(writing: rest, to: descriptor))
            guard rest.isEmpty else { return 0 }
        }
        var count = StandardStreams.count(writing: Array(records.joined())[...], to: descriptor)
        for (number, record) in records.enumerated() {
            guard record.count > count else {
                count -= record.count
                continue
            }
            guard count > 0 else { return number }
            rest = record.dropFirst(count)
            return number + 1
        }
        return records.count
    }
}
