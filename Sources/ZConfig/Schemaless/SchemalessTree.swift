/// All sections of a configuration without a schema. They lie side by side, not in one another: so sections may nest to
/// any depth.
final class SchemalessTree: Sendable {
    let texts: SchemalessTexts
    /// Every key of the file, once.
    let keys: [Range<Int>]
    /// The root first, then each section right after the section it is in or the sibling it follows.
    let nodes: [Node]
    let entries: [Entry]
    let values: [Range<Int>]

    init(
        texts: SchemalessTexts, keys: [Range<Int>], nodes: [Node], entries: [Entry], values: [Range<Int>]
    ) {
        self.texts = texts
        self.keys = keys
        self.nodes = nodes
        self.entries = entries
        self.values = values
    }

    struct Node: Sendable {
        /// Empty for the root.
        let type: Range<Int>
        /// Empty if there is none.
        let name: Range<Int>
        /// The number of the node after all that are in this one.
        var end = 0
        /// The keys of the section, in order of first appearance.
        var entries = 0..<0
    }

    /// A key of a section.
    struct Entry: Sendable {
        /// The number of the key.
        let key: Int
        /// Its values, in the order of the file.
        var values: Range<Int>
    }
}
