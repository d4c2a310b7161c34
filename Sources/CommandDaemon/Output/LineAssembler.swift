import Daemons

/// Pieces of output in, lines of text out.
///
/// A line ends at a line feed, which is not part of it. What goes past ``longest`` bytes is cut off, so that no line
/// takes more memory than that.
struct LineAssembler: Sendable {
    /// The most bytes of a line that are kept: 8 KB.
    static let longest = 8192

    private var line: [UInt8] = []
    private var isOpen = false
    private var isCut = false

    /// Takes the next piece of output.
    /// - Returns: the lines that it completes, escaped.
    mutating func add(_ piece: ArraySlice<UInt8>) -> [String] {
        var lines: [String] = []
        var rest = piece
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            extend(with: rest[..<end])
            lines.append(takeLine())
            rest = rest[(end + 1)...]
        }
        if !rest.isEmpty { extend(with: rest) }
        return lines
    }

    /// There is no more output.
    /// - Returns: the last line, if it had no line feed.
    mutating func finish() -> String? {
        isOpen ? takeLine() : nil
    }

    private mutating func extend(with part: ArraySlice<UInt8>) {
        let room = LineAssembler.longest - line.count
        line.append(contentsOf: part.prefix(room))
        isCut = isCut || part.count > room
        isOpen = true
    }

    private mutating func takeLine() -> String {
        defer {
            line.removeAll(keepingCapacity: true)
            (isOpen, isCut) = (false, false)
        }
        return String(escaping: isCut ? line.withoutSplitCharacter : line[...])
    }
}

extension [UInt8] {
    /// The bytes without those at the end that only begin a character of UTF-8.
    fileprivate var withoutSplitCharacter: ArraySlice<UInt8> {
        guard let lead = suffix(3).lastIndex(where: { $0 & 0b1100_0000 != 0b1000_0000 }) else { return self[...] }
        let length = (~self[lead]).leadingZeroBitCount
        return length > endIndex - lead ? self[..<lead] : self[...]
    }
}
