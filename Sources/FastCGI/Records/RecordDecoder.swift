public import NIOCore

/// Finds records in bytes that come in pieces of any size.
///
/// ```
///            8 bytes             contentLength bytes            paddingLength bytes
///  header ─────────────▶ content ───────────────────▶ padding ─────────────────────▶ header
/// ```
/// Left out: a record without content is an element as soon as its header is there, and so is one of an unknown
/// type, whose content is skipped. Content of streams is never copied, and never waited for.
public struct RecordDecoder: Sendable {
    /// What was found.
    public enum Element: Sendable, Hashable {
        /// A record as a whole; of a stream: its end, which has no content.
        case record(RecordHeader, ByteBuffer)
        /// Some bytes of a stream, never none: a slice of the bytes that came.
        case piece(RecordHeader, ByteBuffer)
    }

    private var header = RecordHeader(.beginRequest, request: 0)
    /// The bytes of a header that have come, in the low bits.
    private var headerBits: UInt64 = 0
    private var headerCount = 0
    private var contentLeft = 0
    private var paddingLeft = 0
    /// What has come of a content that is needed as a whole.
    private var collected = ByteBuffer()

    /// A decoder at the start of a connection.
    public init() {}

    /// Whether no record has begun that has not ended.
    public var isBetweenRecords: Bool { headerCount == 0 && contentLeft == 0 && paddingLeft == 0 }

    /// Takes the next element out of the bytes; nil once they are used up.
    public mutating func next(from bytes: inout ByteBuffer) throws(ProtocolError) -> Element? {
        while true {
            if contentLeft > 0 {
                guard bytes.readableBytes > 0 else { return nil }
                if let element = readContent(from: &bytes) { return element }
                continue
            }
            if paddingLeft > 0 {
                let count = min(paddingLeft, bytes.readableBytes)
                bytes.moveReaderIndex(forwardBy: count)
                paddingLeft -= count
                if paddingLeft > 0 { return nil }
            }
            guard try readHeader(from: &bytes) else { return nil }
            contentLeft = Int(header.contentLength)
            paddingLeft = Int(header.paddingLength)
            if contentLeft == 0 || header.type.content == .skipped { return .record(header, ByteBuffer()) }
        }
    }

    private mutating func readHeader(from bytes: inout ByteBuffer) throws(ProtocolError) -> Bool {
        if headerCount == 0, let bits = bytes.readInteger(as: UInt64.self) {
            headerBits = bits
        } else {
            while headerCount < RecordHeader.size {
                guard let byte = bytes.readInteger(as: UInt8.self) else { return false }
                headerBits = headerBits << 8 | UInt64(byte)
                headerCount += 1
            }
        }
        headerCount = 0
        let version = UInt8(truncatingIfNeeded: headerBits >> 56)
        guard version == RecordHeader.version else {
            throw ProtocolError(.version, "a record has version \(version)")
        }
        header = RecordHeader(bits: headerBits)
        return true
    }

    /// Reads content; there are bytes, and some of the content is left.
    private mutating func readContent(from bytes: inout ByteBuffer) -> Element? {
        let count = min(contentLeft, bytes.readableBytes)
        contentLeft -= count
        switch header.type.content {
        case .skipped:
            bytes.moveReaderIndex(forwardBy: count)
            return nil
        case .stream:
            return bytes.readSlice(length: count).map { .piece(header, $0) }
        case .whole:
            guard var part = bytes.readSlice(length: count) else { return nil }
            if collected.readableBytes > 0 {
                collected.writeBuffer(&part)
            } else {
                collected = part
            }
            guard contentLeft == 0 else { return nil }
            let content = collected
            collected = ByteBuffer()
            return .record(header, content)
        }
    }
}
