public import NIOCore

/// The variables of a request, as they came: names and values are bytes, in no known encoding.
///
/// A name that comes several times has the value that came last, at the place of the first. The bytes are those that
/// were received: nothing is copied until a variable is asked for.
public struct CGIVariables: Sendable {
    /// A name and its value.
    public struct Variable: Sendable, Hashable {
        /// The bytes of the name.
        public let nameBytes: ByteBuffer
        /// The bytes of the value.
        public let valueBytes: ByteBuffer

        /// The name; what is not UTF-8 in it is replaced by U+FFFD.
        public var name: String { String(buffer: nameBytes) }
        /// The value; what is not UTF-8 in it is replaced by U+FFFD.
        public var value: String { String(buffer: valueBytes) }
    }

    /// Where a variable lies, from the first readable byte.
    struct Entry {
        var nameStart: UInt32
        var nameLength: UInt32
        var valueStart: UInt32
        var valueLength: UInt32

        @inline(__always)
        init(name: Range<Int>, value: Range<Int>) {
            nameStart = UInt32(truncatingIfNeeded: name.lowerBound)
            nameLength = UInt32(truncatingIfNeeded: name.count)
            valueStart = UInt32(truncatingIfNeeded: value.lowerBound)
            valueLength = UInt32(truncatingIfNeeded: value.count)
        }

        @inline(__always)
        var name: Range<Int> { Int(nameStart)..<Int(nameStart) + Int(nameLength) }
        @inline(__always)
        var value: Range<Int> { Int(valueStart)..<Int(valueStart) + Int(valueLength) }
    }

    var buffer: ByteBuffer
    var entries: [Entry] = []

    /// No variables.
    public init() {
        buffer = ByteBuffer()
    }

    /// The variables of a PARAMS stream, which must be there as a whole.
    public init(pairs: ByteBuffer, limits: VariableLimits = .init()) throws(CGIRequestError) {
        guard pairs.readableBytes <= limits.bytes, pairs.readableBytes <= UInt32.max else {
            throw .tooManyVariables("the variables have more than \(limits.bytes) bytes")
        }
        buffer = pairs
        let span = pairs.readableBytesUInt8Span
        var reader = PairReader()
        var table = NameTable()
        entries.reserveCapacity(32)
        while true {
            let pair: PairReader.Pair?
            do { pair = try reader.next(in: span) } catch {
                throw .malformed("the variables end in the middle of one")
            }
            guard let pair else { return }
            guard pair.name.count <= limits.nameBytes else {
                throw .tooManyVariables("the name of a variable has more than \(limits.nameBytes) bytes")
            }
            table.insert(Entry(name: pair.name, value: pair.value), into: &entries, in: span)
            guard entries.count <= limits.count else {
                throw .tooManyVariables("there are more than \(limits.count) variables")
            }
        }
    }

    /// The variables of a process's environment, each written as `NAME=VALUE`; what has no `=` is left out.
    public init(environment: some Sequence<some Collection<UInt8>>) {
        var buffer = ByteBuffer()
        var all: [Entry] = []
        for text in environment {
            guard let equals = text.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let start = buffer.writerIndex
            buffer.writeBytes(text)
            let end = start + text.distance(from: text.startIndex, to: equals)
            all.append(Entry(name: start..<end, value: end + 1..<buffer.writerIndex))
        }
        self.init(all, in: buffer)
    }

    /// Variables from names and values.
    public init(_ pairs: [(name: String, value: String)]) {
        var buffer = ByteBuffer()
        var all: [Entry] = []
        for (name, value) in pairs {
            let start = buffer.writerIndex
            buffer.writeString(name)
            let end = buffer.writerIndex
            buffer.writeString(value)
            all.append(Entry(name: start..<end, value: end..<buffer.writerIndex))
        }
        self.init(all, in: buffer)
    }

    /// Variables from names and values.
    public init(_ pairs: [String: String]) {
        self.init(pairs.map { (name: $0.key, value: $0.value) })
    }

    private init(_ all: [Entry], in buffer: ByteBuffer) {
        self.buffer = buffer
        let span = buffer.readableBytesUInt8Span
        var table = NameTable()
        for entry in all { table.insert(entry, into: &entries, in: span) }
    }
}
