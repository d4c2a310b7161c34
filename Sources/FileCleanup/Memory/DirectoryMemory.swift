import CLinux
import SystemPackage

/// What is remembered of directories: when each changed last, and when the first file in it can come of age.
///
/// The directories stand in the order in which they are entered, each before those in it, so that where a subtree ends is
/// all that has to be known to find brothers and sisters. A directory takes 40 bytes and those of its name.
struct DirectoryMemory: Sendable {
    /// What is remembered of a directory.
    struct Node: Sendable {
        /// When it changed last, as the file system has it; ``unknown`` if it has to be read in any case.
        var changed = Node.unknown
        /// The time of the oldest entry in it that can go; `Int64.max` if there is none.
        var oldest = Int64.max
        var inode: UInt64
        /// How many files in it are counted.
        var files: UInt32 = 0
        /// How many directories there are from here to the end of its subtree.
        var subtree: UInt32 = 1
        fileprivate var name: UInt32

        static let unknown = Int64.min
    }

    private(set) var nodes: [Node] = []
    private var names = FileNames()
    /// Whether there were too many directories: then none is remembered.
    private(set) var isFull = false

    /// The most directories that are remembered, for which 64 megabytes will do.
    private static let mostNodes = 1_000_000

    /// Enters a directory.
    /// - Returns: its number.
    mutating func begin(_ name: some Collection<UInt8>, inode: UInt64) -> Int {
        if nodes.count >= DirectoryMemory.mostNodes { isFull = true }
        if isFull {
            nodes = []
            names = FileNames()
            return 0
        }
        nodes.append(Node(inode: inode, name: UInt32(names.append(name))))
        return nodes.count - 1
    }

    /// Leaves a directory.
    mutating func end(_ number: Int, changed: Int64, oldest: Int64, files: Int) {
        guard !isFull else { return }
        nodes[number].changed = changed
        nodes[number].oldest = oldest
        nodes[number].files = UInt32(clamping: files)
        nodes[number].subtree = UInt32(nodes.count - number)
    }

    /// Forgets a directory and all that was entered since.
    mutating func forget(_ number: Int) {
        guard !isFull, number < nodes.count else { return }
        names.removeAll(from: Int(nodes[number].name))
        nodes.removeSubrange(number...)
    }

    /// Remembers a directory without others in it as another memory does.
    mutating func append(_ number: Int, of other: DirectoryMemory) {
        var node = other.nodes[number]
        let copy = begin(other.name(number), inode: node.inode)
        guard !isFull else { return }
        node.name = nodes[copy].name
        nodes[copy] = node
    }

    /// The name of a directory.
    func name(_ number: Int) -> ArraySlice<UInt8> { names[Int(nodes[number].name)] }

    /// Looks at an entry with the name of a directory.
    func status(of number: Int, in directory: OpenDirectory) throws(Errno) -> clinux_status {
        let range = names.terminatedName(at: Int(nodes[number].name))
        return try directory.status(of: names.bytes.span.extracting(range))
    }

    /// The number after a directory and all that is in it.
    func end(of number: Int) -> Int { number + Int(nodes[number].subtree) }

    /// The directories directly in one, by their names.
    func children(of number: Int) -> [[UInt8]: Int] {
        var children: [[UInt8]: Int] = [:]
        var next = number + 1
        while next < end(of: number) {
            children[Array(name(next))] = next
            next = end(of: next)
        }
        return children
    }

    /// Gives back the room that was taken in advance.
    mutating func compact() {
        nodes = nodes.copied
        names.compact()
    }
}
