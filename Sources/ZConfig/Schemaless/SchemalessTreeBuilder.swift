/// Builds a tree as sections open and close.
struct SchemalessTreeBuilder {
    var texts: SchemalessTexts
    private var keys = KeyTable()
    private var nodes: [SchemalessTree.Node] = []
    private var entries: [SchemalessTree.Entry] = []
    private var values: [Range<Int>] = []
    /// The values of open sections; those of the innermost one are the last.
    private var pending: [(key: Int, value: Range<Int>)] = []
    private var open: [(node: Int, pending: Int)] = []
    /// By the numbers of keys: the entry that a key was given last.
    private var entryOfKey: [Int] = []

    /// A builder that has the root open.
    init(_ source: Source) {
        texts = SchemalessTexts(source)
        push(type: 0..<0, name: 0..<0)
    }

    /// The type of the innermost section; nil if only the root is open.
    var innermostType: Range<Int>? {
        open.count > 1 ? open.last.map { nodes[$0.node].type } : nil
    }

    mutating func push(type: Range<Int>, name: Range<Int>) {
        open.append((nodes.count, pending.count))
        nodes.append(SchemalessTree.Node(type: type, name: name))
    }

    mutating func add(_ key: Range<Int>, _ value: Range<Int>, _ bytes: Span<UInt8>) {
        pending.append((keys.number(of: key, bytes), value))
    }

    /// Ends the innermost section.
    mutating func pop() {
        let (node, start) = open.removeLast()
        nodes[node].end = nodes.count
        nodes[node].entries = gather(from: start)
        pending.removeLast(pending.count - start)
    }

    /// Puts the values of the innermost section together by their keys.
    private mutating func gather(from start: Int) -> Range<Int> {
        guard start < pending.count else { return 0..<0 }
        while entryOfKey.count < keys.keys.count { entryOfKey.append(-1) }
        let firstEntry = entries.count
        var counts: [Int] = []
        for (key, _) in pending[start...] {
            if entryOfKey[key] < firstEntry {
                entryOfKey[key] = entries.count
                entries.append(SchemalessTree.Entry(key: key, values: 0..<0))
                counts.append(0)
            }
            counts[entryOfKey[key] - firstEntry] += 1
        }
        var next = values.count
        for (offset, count) in counts.enumerated() {
            entries[firstEntry + offset].values = next..<(next + count)
            counts[offset] = next
            next += count
        }
        for (_, value) in pending[start...] { values.append(value) }
        for (key, value) in pending[start...] where counts.count > 1 {
            let offset = entryOfKey[key] - firstEntry
            values[counts[offset]] = value
            counts[offset] += 1
        }
        return firstEntry..<entries.count
    }

    /// The tree, once the root is closed.
    consuming func finish() -> SchemalessTree {
        SchemalessTree(texts: texts, keys: keys.keys, nodes: nodes, entries: entries, values: values)
    }
}
