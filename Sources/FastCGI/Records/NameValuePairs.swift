public import NIOCore

/// Reads pairs of names and values, one after another, without copying them.
///
/// A pair is the length of the name, the length of the value, the name and the value. A length below 128 is one byte;
/// any may be four bytes, of which the first has the top bit set.
struct PairReader {
    /// Where a pair lies in the bytes.
    struct Pair {
        var name: Range<Int>
        var value: Range<Int>
    }

    /// The pairs end in the middle of one.
    struct Truncated: Error {}

    private var position = 0

    /// The next pair; nil at the end.
    @inline(__always)
    mutating func next(in bytes: Span<UInt8>) throws(Truncated) -> Pair? {
        guard position < bytes.count else { return nil }
        let nameLength = try length(in: bytes)
        let valueLength = try length(in: bytes)
        // Each length has 31 bits, so that the sum cannot overflow 64; it is compared before anything is read.
        guard nameLength + valueLength <= bytes.count - position else { throw Truncated() }
        let nameEnd = position + nameLength
        let pair = Pair(name: position..<nameEnd, value: nameEnd..<nameEnd + valueLength)
        position = pair.value.upperBound
        return pair
    }

    @inline(__always)
    private mutating func length(in bytes: Span<UInt8>) throws(Truncated) -> Int {
        guard position < bytes.count else { throw Truncated() }
        let first = bytes[position]
        if first < 128 {
            position += 1
            return Int(first)
        }
        guard bytes.count - position >= 4 else { throw Truncated() }
        let length =
            Int(first & 127) << 24 | Int(bytes[position + 1]) << 16 | Int(bytes[position + 2]) << 8
            | Int(bytes[position + 3])
        position += 4
        return length
    }
}

extension ByteBuffer {
    /// Writes a pair of a name and a value, with the shortest lengths.
    public mutating func writeNameValuePair(_ name: some Collection<UInt8>, _ value: some Collection<UInt8>) {
        writePairLength(name.count)
        writePairLength(value.count)
        writeBytes(name)
        writeBytes(value)
    }

    /// Writes a pair of a name and a value, with the shortest lengths.
    public mutating func writeNameValuePair(_ name: String, _ value: String) {
        writeNameValuePair(name.utf8, value.utf8)
    }

    /// Writes the length of a name or a value; in four bytes where one would do, if `isLong`.
    public mutating func writePairLength(_ length: Int, isLong: Bool = false) {
        precondition(length >= 0 && length <= Int32.max, "a name or a value has a length of at most 31 bits")
        if length < 128 && !isLong {
            writeInteger(UInt8(length))
        } else {
            writeInteger(UInt32(length) | 1 << 31)
        }
    }
}
