extension Span<UInt8> {
    /// Where a byte is first from an index on; the end if it is not there.
    ///
    /// Looks at eight bytes at a time. Source: Henry S. Warren, "Hacker's Delight", 6-1, "Find First 0-Byte".
    func firstIndex(of byte: UInt8, from start: Int, to end: Int) -> Int {
        precondition(start >= 0 && start <= end && end <= count)
        let raw = unsafe bytes
        let pattern = UInt64(byte) &* 0x0101_0101_0101_0101
        var index = start
        while index + 8 <= end {
            // The eight bytes end at or before `end`, which is within the span.
            let loaded = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self)
            let word = loaded.littleEndian ^ pattern
            let zeroBytes = (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
            if zeroBytes != 0 { return index + zeroBytes.trailingZeroBitCount / 8 }
            index += 8
        }
        while index < end, self[index] != byte { index += 1 }
        return index
    }

    /// Whether a byte is in a range.
    func contains(_ byte: UInt8, in range: Range<Int>) -> Bool {
        firstIndex(of: byte, from: range.lowerBound, to: range.upperBound) < range.upperBound
    }

    /// Where the line ends that an index is on.
    func endOfLine(from index: Int) -> Int {
        firstIndex(of: UInt8(ascii: "\n"), from: index, to: count)
    }
}
