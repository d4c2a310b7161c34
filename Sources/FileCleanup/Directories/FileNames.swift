/// Names of entries, one after the other, each with a zero byte at its end: little room for many.
struct FileNames: Sendable {
    private(set) var bytes: [UInt8] = []

    /// Appends a name.
    /// - Returns: where it stands.
    @discardableResult
    mutating func append(_ name: Span<UInt8>) -> Int {
        let start = bytes.count
        for index in name.indices { bytes.append(name[index]) }
        bytes.append(0)
        return start
    }

    /// Appends a name.
    /// - Returns: where it stands.
    @discardableResult
    mutating func append(_ name: some Collection<UInt8>) -> Int {
        let start = bytes.count
        bytes.append(contentsOf: name)
        bytes.append(0)
        return start
    }

    /// Removes the names from an offset on.
    mutating func removeAll(from offset: Int) {
        bytes.removeSubrange(offset...)
    }

    /// Gives back the room that was taken in advance.
    mutating func compact() {
        bytes = bytes.copied
    }

    /// The name that stands at an offset, without the zero byte.
    subscript(_ offset: Int) -> ArraySlice<UInt8> {
        bytes[offset...].prefix { $0 != 0 }
    }

    /// Where the name at an offset stands, with its zero byte.
    func terminatedName(at offset: Int) -> Range<Int> {
        var end = offset
        while bytes[end] != 0 { end += 1 }
        return offset..<end + 1
    }
}

extension Array {
    /// The same in no more room than it needs.
    var copied: Array {
        var copy: Array = []
        copy.reserveCapacity(count)
        copy.append(contentsOf: self)
        return copy
    }
}
