/// A section of a configuration that was read without a schema.
public struct SchemalessSection: Sendable {
    let tree: SchemalessTree
    let index: Int

    init(_ tree: SchemalessTree, _ index: Int) {
        self.tree = tree
        self.index = index
    }

    private var node: SchemalessTree.Node { tree.nodes[index] }

    /// The section's type in lower case; nil for the whole file.
    public var type: String? { node.type.isEmpty ? nil : tree.texts.string(node.type) }
    /// The section's name in lower case; nil if it has none.
    public var name: String? { node.name.isEmpty ? nil : tree.texts.string(node.name) }

    /// A key and all its values in a section.
    public struct Key: Sendable {
        /// The key as it is written.
        public let name: String
        /// Its values, in the order of the file, after substitution; at least one.
        public let values: [String]
    }

    /// The keys, in order of first appearance. Two keys are the same if they have the same code points.
    public var keys: [Key] {
        tree.entries[node.entries].map { Key(name: tree.texts.string(tree.keys[$0.key]), values: strings($0)) }
    }

    /// The values of a key, spelt exactly so; none if the section does not have it.
    public func values(of key: String) -> [String] {
        let entry = tree.entries[node.entries].first {
            tree.texts.bytes(tree.keys[$0.key]).elementsEqual(key.utf8)
        }
        return entry.map(strings) ?? []
    }

    /// The sections in it, in the order of the file.
    public var sections: [SchemalessSection] {
        var sections: [SchemalessSection] = []
        var next = index + 1
        while next < node.end {
            sections.append(SchemalessSection(tree, next))
            next = tree.nodes[next].end
        }
        return sections
    }

    private func strings(_ entry: SchemalessTree.Entry) -> [String] {
        tree.values[entry.values].map { tree.texts.string($0.bounds) }
    }
}
