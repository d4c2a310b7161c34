import Daemons

/// The last of what a program wrote to one stream, for the error of a run that failed.
struct OutputTail: Sendable {
    /// The most bytes that are kept.
    static let longest = 1024
    /// The most lines that are given.
    static let lineCount = 5

    private var bytes: [UInt8] = []

    /// Takes the next piece of output.
    mutating func add(_ piece: ArraySlice<UInt8>) {
        let surplus = bytes.count + piece.count - OutputTail.longest
        bytes.removeFirst(max(0, min(surplus, bytes.count)))
        bytes.append(contentsOf: piece.suffix(OutputTail.longest))
    }

    /// The last lines, escaped; the first of them may lack its beginning. Blank lines are left out.
    var lines: [String] {
        bytes.split(separator: UInt8(ascii: "\n"))
            .filter { line in line.contains { $0 != UInt8(ascii: " ") } }
            .suffix(OutputTail.lineCount)
            .map { String(escaping: $0) }
    }
}
