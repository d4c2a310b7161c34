/// A configuration that was read without a schema: whatever keys and sections the file has, nothing converted.
public struct SchemalessConfiguration: Sendable {
    /// A configuration is not written out to more bytes than this. Sections that nest very deeply would need them: the
    /// indentation of each line grows with its depth.
    public static let mostTextBytes = 1 << 30

    private let tree: SchemalessTree
    /// The arguments of `%import`, each once, in order of first appearance. Nothing is loaded or looked for.
    public let imports: [String]

    init(_ tree: SchemalessTree, imports: [String]) {
        self.tree = tree
        self.imports = imports
    }

    /// The top level of the file.
    public var root: SchemalessSection { SchemalessSection(tree, 0) }

    /// The configuration written out again, as the reference implementation does it: keys sorted by code point and
    /// before sections, sections indented by two spaces. Values are written as they are: a `$` is not doubled.
    /// - Throws: an `unsupported` error if the text would have more than ``mostTextBytes``.
    public func text() throws(ConfigurationError) -> String {
        try SchemalessWriter(tree, imports).write()
    }
}
