public import NIOCore

/// The eight bytes before the content of each record.
///
/// ```
///  version  type  request (2)  content length (2)  padding length  reserved
/// ```
public struct RecordHeader: Sendable, Hashable {
    /// What the record is.
    public var type: RecordType
    /// The request that it belongs to; 0 for management records.
    public var request: UInt16
    /// How many bytes of content follow.
    public var contentLength: UInt16
    /// How many bytes without a meaning follow the content.
    public var paddingLength: UInt8

    /// The number of bytes of a header.
    public static let size = 8
    /// The only version there is.
    public static let version: UInt8 = 1

    /// The header of a record.
    public init(_ type: RecordType, request: UInt16, contentLength: UInt16 = 0, paddingLength: UInt8 = 0) {
        self.type = type
        self.request = request
        self.contentLength = contentLength
        self.paddingLength = paddingLength
    }

    /// The header in eight bytes, the first of which is the highest; the version is not looked at.
    init(bits: UInt64) {
        type = RecordType(rawValue: UInt8(truncatingIfNeeded: bits >> 48))
        request = UInt16(truncatingIfNeeded: bits >> 32)
        contentLength = UInt16(truncatingIfNeeded: bits >> 16)
        paddingLength = UInt8(truncatingIfNeeded: bits >> 8)
    }

    var bits: UInt64 {
        UInt64(Self.version) << 56 | UInt64(type.rawValue) << 48 | UInt64(request) << 32
            | UInt64(contentLength) << 16 | UInt64(paddingLength) << 8
    }

    /// The bytes after a content that bring a record to a multiple of eight, as the text recommends.
    static func padding(after contentLength: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: -contentLength & 7)
    }
}

extension ByteBuffer {
    /// Writes the header of a record.
    public mutating func writeRecordHeader(_ header: RecordHeader) {
        writeInteger(header.bits)
    }

    /// Writes a whole record, padded to a multiple of eight bytes unless `padding` is given.
    ///
    /// The content must have at most 65,535 bytes.
    public mutating func writeRecord(
        _ type: RecordType, request: UInt16, content: ByteBuffer = ByteBuffer(), padding: UInt8? = nil
    ) {
        let length = content.readableBytes
        precondition(length <= UInt16.max, "a record has at most 65535 bytes of content")
        let padding = padding ?? RecordHeader.padding(after: length)
        let header = RecordHeader(
            type, request: request, contentLength: UInt16(length), paddingLength: padding)
        writeRecordHeader(header)
        writeImmutableBuffer(content)
        writeRepeatingByte(0, count: Int(padding))
    }
}
