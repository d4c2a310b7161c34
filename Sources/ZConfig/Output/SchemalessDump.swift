/// A configuration that was read without a schema, as one JSON document: what stands in it, and the text of it.
///
/// Sections may nest to any depth; so they are written from a stack of one's own, not by recursion.
package struct SchemalessDump {
    /// The document.
    package private(set) var json = "{\"schemaless\":"
    private var stack: [Piece] = []

    private enum Piece {
        case text(String)
        case section(SchemalessSection)
    }

    /// - Throws: an `unsupported` error if the written-out text would be too long.
    package init(_ configuration: SchemalessConfiguration) throws(ConfigurationError) {
        let imports = configuration.imports.map(JSONOutput.quoted).joined(separator: ",")
        let text = try configuration.text()
        stack = [.text(",\"imports\":[\(imports)],\"text\":\(JSONOutput.quoted(text))}"), .section(configuration.root)]
        while let piece = stack.popLast() {
            switch piece {
            case .text(let text): json += text
            case .section(let section): stack += pieces(of: section).reversed()
            }
        }
    }

    private func pieces(of section: SchemalessSection) -> [Piece] {
        let type = section.type.map(JSONOutput.quoted) ?? "null"
        let name = section.name.map(JSONOutput.quoted) ?? "null"
        let keys = section.keys.map { key in
            "\(JSONOutput.quoted(key.name)):[\(key.values.map(JSONOutput.quoted).joined(separator: ","))]"
        }
        var pieces: [Piece] = [
            .text("{\"type\":\(type),\"name\":\(name),\"keys\":{\(keys.joined(separator: ","))},\"sections\":[")
        ]
        for (index, child) in section.sections.enumerated() {
            if index > 0 { pieces.append(.text(",")) }
            pieces.append(.section(child))
        }
        return pieces + [.text("]}")]
    }
}
