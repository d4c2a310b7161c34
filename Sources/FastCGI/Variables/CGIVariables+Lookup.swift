public import NIOCore

extension CGIVariables {
    /// The value of a variable; what is not UTF-8 in it is replaced by U+FFFD. Nil if there is no such variable.
    public subscript(name: String) -> String? {
        index(of: name).map { text(entries[$0].value) }
    }

    /// The bytes of a variable's value; nil if there is no such variable.
    public func bytes(of name: String) -> ByteBuffer? {
        index(of: name).flatMap { slice(entries[$0].value) }
    }

    func index(of name: String) -> Int? {
        let span = buffer.readableBytesUInt8Span
        let utf8 = name.utf8
        return entries.firstIndex { entry in
            Int(entry.nameLength) == utf8.count && span.matches(entry.name, utf8)
        }
    }

    func slice(_ range: Range<Int>) -> ByteBuffer? {
        buffer.getSlice(at: buffer.readerIndex + range.lowerBound, length: range.count)
    }

    func text(_ range: Range<Int>) -> String {
        buffer.getString(at: buffer.readerIndex + range.lowerBound, length: range.count) ?? ""
    }
}

extension CGIVariables: RandomAccessCollection {
    public var startIndex: Int { 0 }
    public var endIndex: Int { entries.count }

    /// A variable, in the order in which they came.
    public subscript(position: Int) -> Variable {
        let entry = entries[position]
        return Variable(
            nameBytes: slice(entry.name) ?? ByteBuffer(), valueBytes: slice(entry.value) ?? ByteBuffer())
    }
}

extension CGIVariables: Hashable {
    public static func == (left: CGIVariables, right: CGIVariables) -> Bool {
        left.elementsEqual(right)
    }

    public func hash(into hasher: inout Hasher) {
        for variable in self { hasher.combine(variable) }
    }
}

extension Span<UInt8> {
    /// Whether these bytes are the others; their numbers must be equal.
    @inline(__always)
    func matches(_ range: Range<Int>, _ other: some Sequence<UInt8>) -> Bool {
        var index = range.lowerBound
        for byte in other {
            guard self[index] == byte else { return false }
            index += 1
        }
        return true
    }

    /// Whether two parts have the same bytes.
    @inline(__always)
    func isSame(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
        guard left.count == right.count else { return false }
        for offset in 0..<left.count where self[left.lowerBound + offset] != self[right.lowerBound + offset] {
            return false
        }
        return true
    }
}
