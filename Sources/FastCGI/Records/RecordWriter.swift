import NIOCore

/// Gathers records to be written: few buffers, and no copy of a body that is worth a buffer of its own.
///
/// Small pieces of one stream that follow one another share a record, so that an answer of a few hundred bytes is one
/// buffer with three records in it. Records are aligned to eight bytes.
struct RecordWriter {
    /// The largest content: the greatest multiple of eight that a record can have.
    static let largestContent = 65528
    /// Up to so many bytes are copied beside their header: that costs less than a buffer of their own in a write.
    static let largestCopy = 1024

    private var buffers = CircularBuffer<ByteBuffer>()
    private var current = ByteBuffer()
    /// The record at the end of `current` that more can be added to.
    private var open: OpenRecord?

    private struct OpenRecord {
        let type: RecordType
        let request: UInt16
        let start: Int
    }

    /// Adds bytes to a stream; none if there are none, as an empty record would end it.
    mutating func write(_ bytes: ByteBuffer, to type: RecordType, request: UInt16) {
        let count = bytes.readableBytes
        if count > Self.largestCopy {
            writeSlices(of: bytes, to: type, request: request)
        } else if count > 0 {
            openRecord(type, request: request, room: count)
            current.writeImmutableBuffer(bytes)
        }
    }

    /// Adds to a stream what `body` writes at the end of a buffer.
    mutating func write(to type: RecordType, request: UInt16, _ body: (inout ByteBuffer) -> Void) {
        openRecord(type, request: request, room: 1)
        guard let open else { return }
        let begin = open.start + RecordHeader.size
        body(&current)
        let overflow = current.writerIndex - begin - Self.largestContent
        if overflow > 0, let rest = current.getSlice(at: begin + Self.largestContent, length: overflow) {
            current.moveWriterIndex(to: begin + Self.largestContent)
            write(rest, to: type, request: request)
        } else if current.writerIndex == begin {
            // A record without content would end the stream.
            current.moveWriterIndex(to: open.start)
            self.open = nil
        }
    }

    /// Ends a stream.
    mutating func end(_ type: RecordType, request: UInt16) {
        closeRecord()
        reserve()
        current.writeRecordHeader(RecordHeader(type, request: request))
    }

    /// Adds a record whose content is eight bytes.
    mutating func writeRecord(_ type: RecordType, request: UInt16, bits: UInt64) {
        closeRecord()
        reserve()
        current.writeRecordHeader(RecordHeader(type, request: request, contentLength: 8))
        current.writeInteger(bits)
    }

    /// Adds a record with a short content.
    mutating func writeRecord(_ type: RecordType, request: UInt16, content: ByteBuffer) {
        closeRecord()
        reserve()
        current.writeRecord(type, request: request, content: content)
    }

    /// Takes the next of the buffers that are to be written; nil if there is none.
    mutating func next() -> ByteBuffer? {
        if let buffer = buffers.popFirst() { return buffer }
        closeRecord()
        guard current.readableBytes > 0 else { return nil }
        let buffer = current
        current = ByteBuffer()
        return buffer
    }

    private mutating func writeSlices(of bytes: ByteBuffer, to type: RecordType, request: UInt16) {
        closeRecord()
        var rest = bytes
        while let slice = rest.readSlice(length: min(rest.readableBytes, Self.largestContent)),
            slice.readableBytes > 0
        {
            let count = slice.readableBytes
            let padding = RecordHeader.padding(after: count)
            reserve()
            current.writeRecordHeader(
                RecordHeader(type, request: request, contentLength: UInt16(count), paddingLength: padding))
            buffers.append(current)
            current = ByteBuffer()
            buffers.append(slice)
            if padding > 0 {
                reserve()
                current.writeRepeatingByte(0, count: Int(padding))
            }
        }
    }

    /// Makes the record at the end one of this stream with room for so many bytes.
    private mutating func openRecord(_ type: RecordType, request: UInt16, room: Int) {
        if let open, open.type == type, open.request == request,
            current.writerIndex - open.start - RecordHeader.size + room <= Self.largestContent
        {
            return
        }
        closeRecord()
        reserve()
        open = OpenRecord(type: type, request: request, start: current.writerIndex)
        current.writeRecordHeader(RecordHeader(type, request: request))
    }

    private mutating func closeRecord() {
        guard let open else { return }
        let count = current.writerIndex - open.start - RecordHeader.size
        let padding = RecordHeader.padding(after: count)
        let header = RecordHeader(
            open.type, request: open.request, contentLength: UInt16(count), paddingLength: padding)
        current.setInteger(header.bits, at: open.start)
        current.writeRepeatingByte(0, count: Int(padding))
        self.open = nil
    }

    /// Gives a new buffer room for a small answer, so that it does not grow step by step.
    private mutating func reserve() {
        if current.writerIndex == 0 { current.reserveCapacity(512) }
    }
}
