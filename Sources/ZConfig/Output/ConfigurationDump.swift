/// A configuration as one JSON document: the values of all attributes, defaults included, and the handlers.
///
/// Sections may nest to any depth; so they are written from a stack of one's own, not by recursion.
package struct ConfigurationDump {
    /// The document.
    package private(set) var json = ""
    private var stack: [Piece] = []

    private enum Piece {
        case text(String)
        case section(Section)
    }

    package init(_ configuration: LoadedConfiguration) {
        let handlers = configuration.handlerNames.map(JSONOutput.quoted).joined(separator: ",")
        stack = [.text(",\"handlers\":[\(handlers)]}"), .section(configuration.root), .text("{\"config\":")]
        while let piece = stack.popLast() {
            switch piece {
            case .text(let text): json += text
            case .section(let section): stack += pieces(of: section).reversed()
            }
        }
    }

    private func pieces(of section: Section) -> [Piece] {
        let type = section.matchedType
        if type.declaration.datatype.isMap, let map = section.attribute("mapping") { return pieces(of: map) }
        let typeName = type.name.map(JSONOutput.quoted) ?? "null"
        let name = section.name.map(JSONOutput.quoted) ?? "null"
        var pieces: [Piece] = [.text("{\"type\":\(typeName),\"name\":\(name),\"values\":{")]
        for (number, child) in type.children.enumerated() {
            pieces.append(.text("\(number == 0 ? "" : ",")\(JSONOutput.quoted(child.attribute)):"))
            pieces += self.pieces(of: section.attributeValue(number))
        }
        return pieces + [.text("}}")]
    }

    private func pieces(of value: AttributeValue) -> [Piece] {
        switch value {
        case .value(let value): [.text(value.map(JSONOutput.compact) ?? "null")]
        case .list(let values): [.text(array(values))]
        case .map(let entries): [.text(object(entries.map { ($0.key, JSONOutput.compact($0.value)) }))]
        case .listMap(let entries): [.text(object(entries.map { ($0.key, array($0.values)) }))]
        case .section(let section): [section.map(Piece.section) ?? .text("null")]
        case .sections(let sections):
            [.text("[")]
                + sections.enumerated().flatMap { index, section in
                    index == 0 ? [.section(section)] : [.text(","), .section(section)]
                } + [.text("]")]
        }
    }

    private func array(_ values: [any Sendable]) -> String {
        "[\(values.map(JSONOutput.compact).joined(separator: ","))]"
    }

    private func object(_ members: [(key: String, json: String)]) -> String {
        "{\(members.map { "\(JSONOutput.quoted($0.key)):\($0.json)" }.joined(separator: ","))}"
    }
}
