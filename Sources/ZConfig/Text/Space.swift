/// What the language takes for space: the characters for which Python's `str.isspace` holds.
enum Space {
    static func contains(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x1C...0x1F, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
            0x3000:
            true
        default:
            false
        }
    }

    /// The number of bytes of the space that begins at an index of UTF-8 text; 0 if something else does.
    @inline(__always)
    static func length(at index: Int, _ bytes: Span<UInt8>, _ end: Int) -> Int {
        let byte = bytes[index]
        if byte < 0x80 { return byte <= 0x20 && isASCIISpace(byte) ? 1 : 0 }
        return byte == 0xC2 || (byte >= 0xE1 && byte <= 0xE3) ? wideLength(at: index, bytes, end) : 0
    }

    /// The number of bytes of the space that ends before an index of UTF-8 text; 0 if something else does.
    @inline(__always)
    static func length(before index: Int, _ bytes: Span<UInt8>, _ start: Int) -> Int {
        let byte = bytes[index - 1]
        if byte < 0x80 { return byte <= 0x20 && isASCIISpace(byte) ? 1 : 0 }
        for width in 2...3 where index - start >= width {
            if wideLength(at: index - width, bytes, index) == width { return width }
        }
        return 0
    }

    private static func isASCIISpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) || (byte >= 0x1C && byte <= 0x1F)
    }

    private static func wideLength(at index: Int, _ bytes: Span<UInt8>, _ end: Int) -> Int {
        guard index + 1 < end else { return 0 }
        if bytes[index] == 0xC2 { return bytes[index + 1] == 0x85 || bytes[index + 1] == 0xA0 ? 2 : 0 }
        guard index + 2 < end else { return 0 }
        switch (bytes[index], bytes[index + 1], bytes[index + 2]) {
        case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9), (0xE2, 0x80, 0xAF),
            (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
            return 3
        default:
            return 0
        }
    }
}

extension Span<UInt8> {
    /// A range without the space at its start.
    func droppingLeadingSpace(_ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        while start < range.upperBound {
            let length = Space.length(at: start, self, range.upperBound)
            guard length > 0 else { break }
            start += length
        }
        return start..<range.upperBound
    }

    /// A range without the space at its end.
    func droppingTrailingSpace(_ range: Range<Int>) -> Range<Int> {
        var end = range.upperBound
        while end > range.lowerBound {
            let length = Space.length(before: end, self, range.lowerBound)
            guard length > 0 else { break }
            end -= length
        }
        return range.lowerBound..<end
    }

    /// A range without the space at both of its ends.
    func strippingSpace(_ range: Range<Int>) -> Range<Int> {
        droppingTrailingSpace(droppingLeadingSpace(range))
    }
}

extension String {
    /// The text without the space at both of its ends.
    package var strippingSpace: String {
        let bytes = Array(utf8)
        let inner = bytes.span.strippingSpace(0..<bytes.count)
        return inner.count == bytes.count ? self : String(decoding: bytes[inner], as: UTF8.self)
    }

    /// The parts between runs of space.
    package var splitAtSpace: [String] {
        unicodeScalars.split(whereSeparator: Space.contains).map { String(String.UnicodeScalarView($0)) }
    }

    /// Whether there is a `#` with space before it: what somebody may have meant for a comment.
    var holdsApparentComment: Bool {
        var isAfterSpace = false
        for scalar in unicodeScalars {
            if scalar == "#", isAfterSpace { return true }
            isAfterSpace = Space.contains(scalar)
        }
        return false
    }
}
