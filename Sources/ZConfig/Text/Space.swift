/// What the language takes for space: the characters for which Python's `str.isspace` holds.
enum Space {
    static func contains(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x1C...0x1F, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
            true
        default:
            false
        }
    }
}

extension StringProtocol {
    /// The text without the space at both of its ends.
    var strippingSpace: SubSequence {
        let scalars = unicodeScalars
        var start = scalars.startIndex
        var end = scalars.endIndex
        while start < end, Space.contains(scalars[start]) { start = scalars.index(after: start) }
        while end > start, Space.contains(scalars[scalars.index(before: end)]) { end = scalars.index(before: end) }
        return self[start..<end]
    }

    /// The parts between runs of space.
    var splitAtSpace: [String] {
        String(self).unicodeScalars.split(whereSeparator: Space.contains).map { String(String.UnicodeScalarView($0)) }
    }
}
