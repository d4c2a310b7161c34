/// All sections of a configuration without a schema. They lie side by side, not in one another: so sections may nest to
/// any depth.
final class SchemalessTree: Sendable {
    let texts: SchemalessTexts
    /// Every key of the file, once.
    let keys: [Range<Int>]
    /// The root first, then each section right after the section it is in or the sibling it follows.
    let nodes: [Node]
    let entries: [Entry]
    let values: [TextRange]

    init(
        texts: SchemalessTexts, keys: [Range<Int>], nodes: [Node], entries: [Entry], values: [TextRange]
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
        private let shortKey: UInt32
        private let firstValue: UInt32
        private let valueCount: UInt32

        init(key: Int, values: Range<Int>) {
            shortKey = UInt32(key)
            firstValue = UInt32(values.lowerBound)
            valueCount = UInt32(values.count)
        }

        /// The number of the key.
        var key: Int { Int(shortKey) }
        /// Its values, in the order of the file.
        var values: Range<Int> { Int(firstValue)..<Int(firstValue + valueCount) }
    }
}
