import NIOCore

@testable import FastCGI

/// A record as tests look at it: read in the simplest way, independently of the decoder.
struct WrittenRecord: Equatable, CustomStringConvertible {
    var type: UInt8
    var request: UInt16
    var content: [UInt8]
    var padding: Int

    var text: String { String(decoding: content, as: UTF8.self) }

    var description: String { "\(type)/\(request) \(text.debugDescription) +\(padding)" }

    /// The records in bytes that hold whole records only.
    static func all(in bytes: [UInt8]) -> [WrittenRecord] {
        var records: [WrittenRecord] = []
        var rest = bytes[...]
        while rest.count >= 8 {
            let header = Array(rest.prefix(8))
            rest = rest.dropFirst(8)
            precondition(header[0] == 1, "version \(header[0])")
            let length = Int(header[4]) << 8 | Int(header[5])
            let padding = Int(header[6])
            precondition(rest.count >= length + padding, "a record is cut off")
            records.append(
                WrittenRecord(
                    type: header[1], request: UInt16(header[2]) << 8 | UInt16(header[3]),
                    content: Array(rest.prefix(length)), padding: padding))
            rest = rest.dropFirst(length + padding)
        }
        precondition(rest.isEmpty, "bytes without a record")
        return records
    }
}
