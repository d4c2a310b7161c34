/// A text that configuration is read from: a file, or an override.
package final class Source: Sendable {
    /// The file as errors name it, or `--set PATH`.
    package let file: String
    /// Valid UTF-8; none for an override.
    package let bytes: [UInt8]

    package init(file: String, bytes: [UInt8] = []) {
        self.file = file
        self.bytes = bytes
    }

    /// A text that has been read.
    /// - Parameter from: what is added to an error, for whoever asks why it was read.
    /// - Throws: a `resource` error if it is longer than ``ConfigurationLoader/mostBytes``, an `encoding` error if it is
    ///   not UTF-8.
    package convenience init(
        file: String, validating bytes: [UInt8], _ from: String = "", at position: SourcePosition
    ) throws(ConfigurationError) {
        guard bytes.count <= ConfigurationLoader.mostBytes else {
            let limit = ConfigurationLoader.mostBytes >> 30
            throw ConfigurationError(.resource, "longer than \(limit) GiB\(from)", at: position)
        }
        do {
            _ = try UTF8Span(validating: bytes.span)
        } catch {
            let line = bytes[..<error.byteOffsets.lowerBound].count { $0 == UInt8(ascii: "\n") } + 1
            throw ConfigurationError(.encoding, "the file is not UTF-8: see its line \(line)\(from)", at: position)
        }
        self.init(file: file, bytes: bytes)
    }

    func text(_ range: Range<Int>) -> String {
        let all = bytes
        let span = all.span
        return span.text(range)
    }

    /// A part of the text in lower case.
    func lowerText(_ range: Range<Int>) -> String {
        let all = bytes
        let span = all.span
        let text = span.text(range)
        return span.isPlainLowerCase(range) ? text : text.inLowerCase
    }
}

/// A place in a source. There is one for each value of a configuration: so it is kept small.
package struct Place: Sendable {
    package let source: Source
    private var shortLine: UInt32
    private var shortStart: UInt32
    private var shortOrder: UInt32

    /// A place in a source; numbers that are too great become the greatest.
    package init(source: Source, line: Int = 0, start: Int = 0, order: Int) {
        self.source = source
        shortLine = UInt32(clamping: line)
        shortStart = UInt32(clamping: start)
        shortOrder = UInt32(clamping: order)
    }

    /// The line, from 1; 0 for the source as a whole.
    var line: Int { Int(shortLine) }
    /// The index of the line's first byte.
    var start: Int { Int(shortStart) }
    /// How many lines had been read before, in all sources.
    var order: Int { Int(shortOrder) }

    package var position: SourcePosition {
        SourcePosition(file: source.file, line: line == 0 ? nil : line, order: order)
    }

    /// The text of the line; nil for the source as a whole.
    var sourceLine: String? { line > 0 ? source.text(lineRange(of: source.bytes[start...])) : nil }

    /// The text of the line to show with an error, cut where it is too long: of many errors each has one.
    fileprivate var shownLine: String? {
        guard line > 0 else { return nil }
        let beginning = source.bytes[start...].prefix(ConfigurationError.mostLineBytes + 1)
        var range = lineRange(of: beginning)
        guard range.count > ConfigurationError.mostLineBytes else { return source.text(range) }
        repeat { range = range.dropLast() } while source.bytes[range.upperBound] & 0xC0 == 0x80
        return source.text(range) + "…"
    }

    private func lineRange(of bytes: ArraySlice<UInt8>) -> Range<Int> {
        bytes.startIndex..<(bytes.firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex)
    }
}

extension ConfigurationError {
    /// An error at a place in a source.
    package init(_ kind: Kind, _ message: String, at place: Place, key: String? = nil) {
        self.init(kind, message, at: place.position, key: key, sourceLine: place.shownLine)
    }
}
