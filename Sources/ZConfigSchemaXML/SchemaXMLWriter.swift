import ZConfig

/// Writes the elements of a schema.
struct SchemaXMLWriter {
    private(set) var text = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
    private var depth = 0
    /// Whether multi-line texts still have the indentation of the file they were read from.
    private var isFromXML = false

    /// The column that lines of prose end before, if their words let them.
    private static let width = 100

    // MARK: Types

    mutating func write(_ schema: Schema) {
        let root = schema.root
        var attributes = SchemaXMLWriter.attributes(of: root)
        if let handler = root.handler { attributes.append(("handler", handler)) }
        let isFromXML = schema.isFromXML
        // A type whose children do not tell was most likely read from where the others were.
        self.isFromXML = root.isFromXML ?? isFromXML
        element("schema", attributes) { writer in
            writer.prose("description", root.description)
            writer.example(root.example)
            for type in schema.abstractTypes {
                writer.text += "\n"
                writer.isFromXML = isFromXML
                writer.element("abstracttype", [("name", type.name)]) { $0.prose("description", type.description) }
            }
            for type in SchemaXML.definitionOrder(schema.types) {
                writer.text += "\n"
                writer.isFromXML = type.isFromXML ?? isFromXML
                writer.write(type)
            }
            writer.isFromXML = root.isFromXML ?? isFromXML
            if !root.children.isEmpty, !(schema.types.isEmpty && schema.abstractTypes.isEmpty) { writer.text += "\n" }
            writer.children(of: root)
        }
    }

    private mutating func write(_ type: SectionType) {
        var attributes = [("name", type.name)]
        if let abstract = type.implements { attributes.append(("implements", abstract)) }
        attributes += SchemaXMLWriter.attributes(of: type)
        element("sectiontype", attributes) { writer in
            writer.prose("description", type.description)
            writer.example(type.example)
            writer.children(of: type)
        }
    }

    private static func attributes(of type: SectionType) -> [(String, String)] {
        var attributes: [(String, String)] = []
        if type.keyType != .basicKey { attributes.append(("keytype", type.keyType.name)) }
        if type.datatype != .null { attributes.append(("datatype", type.datatype.name)) }
        return attributes
    }

    // MARK: Children

    private mutating func children(of type: SectionType) {
        for child in type.children {
            switch child {
            case .key(let key):
                if key.isMap || SchemaXMLWriter.isName(key.documentedName, type.keyType) { write(key, type.keyType) }
            case .section(let slot):
                if slot.name == "*" || slot.name == "+" || SchemaXMLWriter.isName(slot.name, type.keyType) {
                    write(slot)
                }
            }
        }
    }

    /// Whether a key type takes a name; one that a type has from a base with another key type it may refuse.
    private static func isName(_ name: String, _ type: KeyType) -> Bool {
        (try? KeyName(name, type)) != nil
    }

    private mutating func write(_ key: any KeyDeclaration, _ type: KeyType) {
        let dynamic = key as? DynamicKey
        let name = dynamic?.declaredName ?? key.name
        var attributes = [("name", name)]
        if let attribute = SchemaXMLWriter.attribute(of: key, name, type) {
            attributes.append(("attribute", attribute))
        }
        attributes.append(("datatype", key.datatypeName))
        if dynamic?.isRequired == true { attributes.append(("required", "yes")) }
        if let handler = key.handler { attributes.append(("handler", handler)) }
        let takesAttribute = !key.isMap && !key.isMultiple
        if takesAttribute, let value = key.defaults.first { attributes.append(("default", value)) }
        element(key.isMultiple ? "multikey" : "key", attributes) { writer in
            writer.prose("description", dynamic == nil ? SchemaXMLWriter.description(of: key) : key.description)
            writer.example(key.example)
            if let words = key.metadefault { writer.prose("metadefault", words) }
            for value in takesAttribute ? [] : key.defaults { writer.value("default", [], value) }
            for (key, value) in key.mapDefaults where SchemaXMLWriter.isName(key, type) {
                writer.value("default", [("key", key)], value)
            }
        }
    }

    /// The attribute to write: nil if the name implies it.
    private static func attribute(of key: any KeyDeclaration, _ name: String, _ type: KeyType) -> String? {
        if key.isMap { return key.attribute }
        let converted = (try? KeyName(name, type).text) ?? name
        let attribute = key.attribute ?? Validation.attribute(ofKey: converted)
        let implied = (try? Datatype.basicKey.convert(converted)).map { Validation.attribute(ofKey: $0) }
        return attribute == implied ? nil : attribute
    }

    /// The description of a key that is declared in Swift, with what XML has no words for.
    private static func description(of key: any KeyDeclaration) -> String {
        var notes: [String] = []
        if let range = key.rangeDescription { notes.append("Must be \(range).") }
        if key.isRequired { notes.append("Required.") }
        guard !notes.isEmpty else { return key.description }
        let isBlock = key.description.utf8.contains(UInt8(ascii: "\n"))
        return ([key.description] + [notes.joined(separator: " ")])
            .filter { !$0.isEmpty }
            .joined(separator: isBlock ? "\n\n" : " ")
    }

    private mutating func write(_ slot: SectionSlot) {
        let name = slot.convertedName?.declared ?? slot.name
        var attributes = [("type", slot.type), ("name", name), ("attribute", slot.attribute)]
        if slot.isRequired { attributes.append(("required", "yes")) }
        if let handler = slot.handler { attributes.append(("handler", handler)) }
        element(slot.isMultiple ? "multisection" : "section", attributes) { writer in
            writer.prose("description", slot.description)
            writer.example(slot.example)
            if let words = slot.metadefault { writer.prose("metadefault", words) }
        }
    }

    // MARK: Elements

    /// An element with elements in it; without an end tag if there are none.
    private mutating func element(
        _ name: String, _ attributes: [(String, String)], content: (inout SchemaXMLWriter) -> Void
    ) {
        var inner = SchemaXMLWriter()
        inner.text = ""
        inner.depth = depth + 1
        inner.isFromXML = isFromXML
        content(&inner)
        let tag = SchemaXMLWriter.tag(name, attributes)
        text += inner.text.isEmpty ? "\(margin)<\(tag)/>\n" : "\(margin)<\(tag)>\n\(inner.text)\(margin)</\(name)>\n"
    }

    /// An element whose text is kept as it is.
    private mutating func value(_ name: String, _ attributes: [(String, String)], _ value: String) {
        text += "\(margin)<\(SchemaXMLWriter.tag(name, attributes))>\(SchemaXMLWriter.escaped(value))</\(name)>\n"
    }

    /// An element whose text may be broken into lines at its spaces, except for lines that are indented.
    private mutating func prose(_ name: String, _ prose: String) {
        lines(name, prose, breaking: true)
    }

    /// An element whose lines are kept as they are.
    private mutating func example(_ example: String?) {
        if let example { lines("example", example, breaking: false) }
    }

    private mutating func lines(_ name: String, _ words: String, breaking: Bool) {
        let lines = SchemaXMLLines.lines(of: words, isFromXML: isFromXML)
        guard let first = lines.first else { return }
        let only = "\(margin)<\(name)>\(SchemaXMLWriter.escaped(first))</\(name)>\n"
        if lines.count == 1, !breaking || only.utf8.count <= SchemaXMLWriter.width {
            text += only
            return
        }
        text += "\(margin)<\(name)>\n"
        let width = max(SchemaXMLWriter.width - margin.utf8.count - 2, 40)
        for line in lines {
            for line in breaking ? SchemaXMLLines.broken(line, width: width) : [line] {
                text += line.isEmpty ? "\n" : "\(margin)  \(SchemaXMLWriter.escaped(line))\n"
            }
        }
        text += "\(margin)</\(name)>\n"
    }

    private var margin: String { String(repeating: "  ", count: depth) }

    private static func tag(_ name: String, _ attributes: [(String, String)]) -> String {
        attributes.reduce(into: name) { tag, attribute in
            tag += " \(attribute.0)=\"\(escaped(attribute.1, isAttribute: true))\""
        }
    }

    /// The text in ASCII. Line breaks stay; in an attribute, where they would turn into spaces, they do not.
    private static func escaped(_ text: String, isAttribute: Bool = false) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x26: escaped += "&amp;"
            case 0x3C: escaped += "&lt;"
            case 0x3E: escaped += "&gt;"
            case 0x22 where isAttribute: escaped += "&quot;"
            case 0x20...0x7E: escaped.unicodeScalars.append(scalar)
            case 0x9, 0xA: isAttribute ? escaped += reference(scalar) : escaped.unicodeScalars.append(scalar)
            case 0xD, 0x7F...0xFFFD, 0x10000...: escaped += reference(scalar)
            default: escaped += reference("\u{FFFD}")
            }
        }
        return escaped
    }

    private static func reference(_ scalar: Unicode.Scalar) -> String {
        "&#x\(String(scalar.value, radix: 16, uppercase: true));"
    }
}
