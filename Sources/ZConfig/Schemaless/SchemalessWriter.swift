/// Writes a configuration out again.
struct SchemalessWriter {
    private let tree: SchemalessTree
    private let imports: [String]
    private var text: [UInt8] = []
    /// The sections that are open.
    private var open: [SchemalessTree.Node] = []

    init(_ tree: SchemalessTree, _ imports: [String]) {
        self.tree = tree
        self.imports = imports
    }

    /// The text.
    /// - Throws: an error if it would be too large.
    consuming func write() throws(ConfigurationError) -> String {
        let size = size
        guard size <= SchemalessConfiguration.mostTextBytes else {
            let limit = SchemalessConfiguration.mostTextBytes >> 20
            throw ConfigurationError(
                .unsupported, "the sections nest so deeply that the text would have more than \(limit) MiB",
                at: SourcePosition(file: tree.texts.source.file))
        }
        text.reserveCapacity(size)
        for package in imports { text += "%import \(package)\n".utf8 }
        if !imports.isEmpty { endLine() }
        let ranks = ranks
        for (number, node) in tree.nodes.enumerated() {
            close(before: number)
            if number > 0 { start(node) }
            addKeys(of: node, ranks)
            if !node.entries.isEmpty, node.end > number + 1 { endLine() }
        }
        close(before: tree.nodes.count)
        let end = text.span.droppingTrailingSpace(0..<text.count).upperBound
        text.removeLast(text.count - end)
        endLine()
        return String(decoding: text, as: UTF8.self)
    }

    // MARK: Sections

    private mutating func start(_ node: SchemalessTree.Node) {
        indent()
        add("<", node.type)
        if !node.name.isEmpty { add(" ", node.name) }
        add(">")
        endLine()
        open.append(node)
    }

    /// Ends the sections that have ended before a node.
    private mutating func close(before number: Int) {
        while let node = open.last, node.end <= number {
            open.removeLast()
            indent()
            add("</", node.type)
            add(">")
            endLine()
            if open.isEmpty { endLine() }
        }
    }

    // MARK: Keys

    private mutating func addKeys(of node: SchemalessTree.Node, _ ranks: [Int]) {
        for entry in tree.entries[node.entries].sorted(by: { ranks[$0.key] < ranks[$1.key] }) {
            for value in tree.values[entry.values] {
                indent()
                add("", tree.keys[entry.key])
                add(" ", value.bounds)
                endLine()
            }
        }
    }

    /// By the numbers of keys: where each stands among all, by code point.
    private var ranks: [Int] {
        var ranks = [Int](repeating: 0, count: tree.keys.count)
        let sorted = tree.keys.indices.sorted { tree.texts.precedes(tree.keys[$0], tree.keys[$1]) }
        for (rank, number) in sorted.enumerated() { ranks[number] = rank }
        return ranks
    }

    // MARK: Text

    private mutating func indent() {
        text.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * open.count))
    }

    private mutating func add(_ mark: StaticString, _ part: Range<Int> = 0..<0) {
        text += mark.description.utf8
        text += tree.texts.bytes(part)
    }

    private mutating func endLine() {
        text.append(UInt8(ascii: "\n"))
    }

    /// How many bytes the text has at most.
    private var size: Int {
        var size = imports.reduce(2) { $0 + "%import \n".utf8.count + $1.utf8.count }
        var ends: [Int] = []
        for (number, node) in tree.nodes.enumerated() {
            while let end = ends.last, end <= number { ends.removeLast() }
            if number > 0 {
                size += 2 * (2 * ends.count + node.type.count) + " \n\n\n<></>".utf8.count + node.name.count
                ends.append(node.end)
            }
            for entry in tree.entries[node.entries] {
                let line = 2 * ends.count + tree.keys[entry.key].count + 2
                size += tree.values[entry.values].reduce(1) { $0 + $1.count + line }
            }
        }
        return size
    }
}
