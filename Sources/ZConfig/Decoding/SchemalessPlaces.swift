extension SchemalessSection {
    /// The place of a value; that of the line that opens the section where the value did not stay as it is in the file;
    /// only the file where that line did not stay either. It counts lines: to be asked for where something is wrong.
    func place(key: Int?, value: Int) -> Place {
        let node = tree.nodes[index]
        let source = tree.texts.source
        var texts = [node.type]
        if let key, let entry = tree.entries[node.entries].dropFirst(key).first {
            texts = tree.values[entry.values].dropFirst(value).prefix(1).map(\.bounds) + texts
        }
        guard let text = texts.first(where: { !$0.isEmpty && $0.upperBound <= source.bytes.count }) else {
            return Place(source: source, order: 0)
        }
        let newline = UInt8(ascii: "\n")
        let before = source.bytes[..<text.lowerBound]
        let line = before.count { $0 == newline } + 1
        return Place(source: source, line: line, start: before.lastIndex(of: newline).map { $0 + 1 } ?? 0, order: line)
    }
}
