/// The texts of a configuration: parts of its file, and those that differ from the file.
///
/// A text is a range of bytes, so that a line takes no memory of its own; ranges past the end of the file are of `added`.
struct SchemalessTexts: Sendable {
    let source: Source
    /// What substitution and lower case have made of parts of the file.
    private var added: [UInt8] = []

    init(_ source: Source) {
        self.source = source
    }

    mutating func add(_ text: String) -> Range<Int> {
        let start = source.bytes.count + added.count
        added += text.utf8
        return start..<(source.bytes.count + added.count)
    }

    func string(_ text: Range<Int>) -> String {
        String(decoding: bytes(text), as: UTF8.self)
    }

    func bytes(_ text: Range<Int>) -> ArraySlice<UInt8> {
        let length = source.bytes.count
        guard text.lowerBound >= length else { return source.bytes[text] }
        return added[(text.lowerBound - length)..<(text.upperBound - length)]
    }

    /// Whether a text sorts before another by code points, as bytes of UTF-8 do.
    func precedes(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
        bytes(left).lexicographicallyPrecedes(bytes(right))
    }
}
