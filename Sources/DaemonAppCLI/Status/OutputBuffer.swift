/// Gathers lines for the standard output and writes them in large parts.
struct OutputBuffer {
    private var bytes: [UInt8] = []

    /// Appends a line; its end is added.
    mutating func append(line: String) {
        bytes += line.utf8
        bytes.append(UInt8(ascii: "\n"))
        if bytes.count > 1 << 16 { flush() }
    }

    /// Writes what is left.
    mutating func flush() {
        StandardStreams.write(bytes, to: 1)
        bytes.removeAll(keepingCapacity: true)
    }
}
