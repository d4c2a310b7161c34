import NIOCore

extension CGIVariables {
    /// The length of the body as CONTENT_LENGTH tells it; nil where it tells none, and the body goes to its end.
    public var contentLength: Int? {
        get throws(CGIRequestError) {
            guard let index = index(of: "CONTENT_LENGTH") else { return nil }
            return try contentLength(in: entries[index].value)
        }
    }

    func contentLength(in range: Range<Int>) throws(CGIRequestError) -> Int? {
        guard !range.isEmpty else { return nil }
        let span = buffer.readableBytesUInt8Span
        var length = 0
        var isTooLarge = false
        for index in range {
            let digit = span[index] &- UInt8(ascii: "0")
            guard digit <= 9 else { throw .malformed("CONTENT_LENGTH is not a decimal number") }
            let (tenfold, overflow) = length.multipliedReportingOverflow(by: 10)
            let (sum, overflowOfSum) = tenfold.addingReportingOverflow(Int(digit))
            isTooLarge = isTooLarge || overflow || overflowOfSum
            length = isTooLarge ? 0 : sum
        }
        guard !isTooLarge else { throw .init(.bodyTooLarge, "CONTENT_LENGTH is too large") }
        return length
    }
}
