/// Builds a tree as sections open and close.
struct SchemalessTreeBuilder {
    var texts: SchemalessTexts
    private var keys = KeyTable()
    private var nodes: [SchemalessTree.Node] = []
    private var entries: [SchemalessTree.Entry] = []
    private var values: [TextRange] = []
    /// The values of open sections; those of the innermost one are the last.
    private var pending: [(key: UInt32, value: TextRange)] = []
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
        pending.append((UInt32(keys.number(of: key, bytes)), TextRange(value)))
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
        let firstValue = values.count
        for index in start..<pending.count {
            let key = Int(pending[index].key)
            guard entryOfKey[key] < firstEntry else { return gatherRepeated(from: start, firstEntry, firstValue) }
            entryOfKey[key] = entries.count
            entries.append(SchemalessTree.Entry(key: key, values: values.count..<values.count + 1))
            values.append(pending[index].value)
        }
        return firstEntry..<entries.count
    }

    /// The same where a key is there more than once.
    private mutating func gatherRepeated(from start: Int, _ firstEntry: Int, _ firstValue: Int) -> Range<Int> {
        entries.removeLast(entries.count - firstEntry)
        values.removeLast(values.count - firstValue)
        var order: [Int] = []
        var counts: [Int] = []
        for (key, _) in pending[start...] { entryOfKey[Int(key)] = -1 }
        for (key, _) in pending[start...] {
            if entryOfKey[Int(key)] < firstEntry {
                entryOfKey[Int(key)] = firstEntry + order.count
                order.append(Int(key))
                counts.append(0)
            }
            counts[entryOfKey[Int(key)] - firstEntry] += 1
        }
        var next = firstValue
        for (offset, key) in order.enumerated() {
            entries.append(SchemalessTree.Entry(key: key, values: next..<next + counts[offset]))
            next += counts[offset]
            counts[offset] = next - counts[offset]
        }
        for (_, value) in pending[start...] { values.append(value) }
        for (key, value) in pending[start...] {
            let offset = entryOfKey[Int(key)] - firstEntry
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
