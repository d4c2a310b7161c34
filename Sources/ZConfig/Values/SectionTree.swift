/// All sections of a configuration. They lie side by side, not in one another: so sections may nest to any depth.
final class SectionTree: Sendable {
    let contents: Contents

    init(_ contents: Contents) {
        self.contents = contents
    }

    /// What is in a tree; it grows while a configuration is read.
    struct Contents: Sendable {
        private(set) var nodes: [Node] = []
        private(set) var children: [Child] = []

        /// Makes room for the sections of a text, as far as its length lets guess them: room that is not used costs
        /// nothing.
        mutating func reserve(forBytes count: Int) {
            nodes.reserveCapacity(count / 64)
            children.reserveCapacity(count / 64)
        }

        /// Adds a section that has ended.
        /// - Returns: its number.
        mutating func append(_ section: OpenSection) -> Int {
            let firstChild = children.count
            children.append(contentsOf: section.children)
            nodes.append(
                Node(
                    type: section.type, name: section.name, place: section.place,
                    values: section.takeValues(), children: firstChild..<children.count,
                    defects: section.defects))
            return nodes.count - 1
        }

        /// A tree of one section, without the sections in it.
        func alone(_ number: Int) -> SectionTree {
            let node = nodes[number]
            var contents = Contents()
            contents.nodes = [
                Node(
                    type: node.type, name: node.name, place: node.place, values: node.values, children: 0..<0,
                    defects: node.defects)
            ]
            return SectionTree(contents)
        }
    }

    /// A section, matched with its type, its values converted.
    struct Node: Sendable {
        let type: MatchedType
        let name: String?
        /// The line that opens the section; for a whole file, the file.
        let place: Place
        /// By the numbers of their keys, those of one key in the order of the file.
        let values: [Value]
        /// The sections in it, in the order of the file.
        let children: Range<Int>
        private let found: FoundDefects?

        init(
            type: MatchedType, name: String?, place: Place, values: [Value], children: Range<Int>, defects: Defects?
        ) {
            self.type = type
            self.name = name
            self.place = place
            self.values = values
            self.children = children
            found = defects.map(FoundDefects.init)
        }

        /// What is wrong with it; nil where nothing is.
        var defects: Defects? { found?.defects }

        /// The values of a key, or its defaults if the schema has any.
        func values(ofKey number: Int) -> ArraySlice<Value> {
            var low = 0
            var high = values.count
            while low < high {
                let middle = (low + high) / 2
                if values[middle].key < number { low = middle + 1 } else { high = middle }
            }
            let given = values[low...].prefix { $0.key == number }
            return given.isEmpty ? type.key(number)?.constantDefaults[...] ?? given : given
        }
    }

    /// Keeps what hardly any section has out of the memory of all.
    private final class FoundDefects: Sendable {
        let defects: Defects

        init(_ defects: Defects) {
            self.defects = defects
        }
    }

    /// A section in another.
    struct Child: Sendable {
        /// The number of its slot among the children of the type around it.
        let slot: Int
        let node: Int
    }

    /// A value as the file has it, and what became of it.
    struct Value: Sendable {
        /// Nil where the conversion failed.
        var converted: (any Sendable)?
        let text: String
        /// Which of the keys without declarations of their own it is, after its conversion; nil for others.
        let mapKey: String?
        let place: Place
        /// The number of the key among the children of the section's type.
        let key: Int32
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
