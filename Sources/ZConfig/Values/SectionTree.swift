/// All sections of a configuration. They lie side by side, not in one another: so sections may nest to any depth.
final class SectionTree: Sendable {
    let nodes: [Node]

    init(_ nodes: [Node]) {
        self.nodes = nodes
    }

    /// A section, matched with its type, its values converted.
    struct Node: Sendable {
        let type: MatchedType
        let name: String?
        /// The line that opens the section; for a whole file, the file.
        let place: Place
        /// By the numbers of their keys, those of one key in the order of the file.
        let values: [Value]
        /// The sections in it, in the order of the file, each with the number of its slot.
        let children: [(slot: Int, node: Int)]
        let defects: Defects

        /// The section without the sections in it.
        var withoutChildren: Node {
            Node(type: type, name: name, place: place, values: values, children: [], defects: defects)
        }

        /// The values of a key.
        func values(ofKey number: Int) -> ArraySlice<Value> {
            var low = 0
            var high = values.count
            while low < high {
                let middle = (low + high) / 2
                if values[middle].key < number { low = middle + 1 } else { high = middle }
            }
            return values[low...].prefix { $0.key == number }
        }
    }

    /// A value as the file has it, and what became of it.
    struct Value: Sendable {
        /// The number of the key among the children of the section's type.
        let key: Int
        /// Which of the keys without declarations of their own it is, after its conversion; nil for others.
        var mapKey: String?
        let text: String
        let place: Place
        /// Nil where the conversion failed.
        var converted: (any Sendable)?
    }

    /// What was found wrong with a section while it was read: errors that would only follow from it are not told.
    struct Defects: Sendable {
        /// Keys that are there, but wrong.
        var failures: [Int: ConfigurationError] = [:]
        /// Keys that seem to be there, but misspelt.
        var misspellings: [Int: ConfigurationError] = [:]
        /// Why keys may be missing that are there.
        var gap: ConfigurationError?
    }
}
