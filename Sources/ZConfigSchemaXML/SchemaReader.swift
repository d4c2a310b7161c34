import ZConfig

/// Reads one schema or component into a draft: events of the XML document in, types out.
final class SchemaReader: XMLHandler {
    let draft: SchemaDraft
    let files: SchemaFiles
    let source: Source
    /// What the document must be: `schema` or `component`.
    let document: SchemaElement
    /// The reader of the schema that extends this one; nil if none does.
    let extending: SchemaReader?

    private var elements: [SchemaElement] = []
    /// The declarations that are open, innermost last.
    var open: [Draft] = []
    /// The prefix of names that begin with a point, of each open element that may have one.
    var prefixes: [String] = []
    /// The text that is being read; nil outside of an element that holds one.
    private var text: Text?
    private var textBytes = 0
    /// The place that was asked for last, so that a line of many elements is not searched for its start by each.
    private var lastPlace = (offset: 0, lineStart: 0)
    private(set) var error: ConfigurationError?
    /// Of the schemas that this one extends, the last listed first.
    var baseKeyTypes: [KeyType] = []
    var baseDatatypes: [SectionDatatype] = []
    var baseDescriptions: [String] = []

    /// Texts in a schema may have so many bytes in all.
    private static let mostTextBytes = 64 << 20

    private struct Text {
        var text = ""
        /// Where it begins; nil while there is none.
        var position: XMLPosition?
        let start: XMLPosition
        let key: String?
    }

    init(
        _ draft: SchemaDraft, _ files: SchemaFiles, _ source: Source, document: SchemaElement = .schema,
        extending: SchemaReader? = nil
    ) {
        self.draft = draft
        self.files = files
        self.source = source
        self.document = document
        self.extending = extending
    }

    /// Reads the document.
    func read() throws(ConfigurationError) {
        do throws(XMLSyntaxError) {
            try XMLDocument.read(source.bytes, self)
        } catch {
            throw ConfigurationError(.schema, "the XML is not well-formed: \(error.message)", at: place(error.position))
        }
        if let error { throw error }
    }

    // MARK: Events

    var goesOn: Bool { error == nil }

    func start(_ name: String, _ attributes: [String: String], at position: XMLPosition) {
        attempt { () throws(ConfigurationError) in
            let element = try self.element(name, position)
            elements.append(element)
            if element.isText {
                text = Text(start: position, key: attributes["key"])
            } else {
                try start(element, SchemaAttributes(attributes, place(position)))
            }
        }
    }

    func end(_ name: String, at position: XMLPosition) {
        guard let element = elements.popLast() else { return }
        attempt { () throws(ConfigurationError) in
            guard let text, element.isText else { return try end(element, place(position)) }
            self.text = nil
            try add(element, text, position)
        }
    }

    func text(_ part: String, at position: XMLPosition) {
        attempt { () throws(ConfigurationError) in
            textBytes += part.utf8.count
            guard textBytes <= SchemaReader.mostTextBytes else {
                throw ConfigurationError(
                    .schema, "the schema holds more than \(SchemaReader.mostTextBytes >> 20) MiB of text",
                    at: place(position))
            }
            if text != nil {
                if text?.position == nil { text?.position = position }
                text?.text += part
            } else if !part.strippingSpace.isEmpty {
                let message = "unexpected non-blank character data: \(part.strippingSpace.quoted)"
                throw ConfigurationError(.schema, message, at: place(position))
            }
        }
    }

    private func attempt(_ body: () throws(ConfigurationError) -> Void) {
        guard error == nil else { return }
        do {
            try body()
        } catch {
            self.error = error
        }
    }

    /// A place in the document.
    private func place(_ position: XMLPosition) -> Place {
        let offset = min(max(position.offset, 0), source.bytes.count)
        let isAhead = offset >= lastPlace.offset
        let between = source.bytes[(isAhead ? lastPlace.offset : 0)..<offset]
        let start = between.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? (isAhead ? lastPlace.lineStart : 0)
        if isAhead { lastPlace = (offset, start) }
        return Place(source: source, line: position.line, start: start, order: 0)
    }

    // MARK: Elements

    /// The element of a name, if it may stand here.
    private func element(_ name: String, _ position: XMLPosition) throws(ConfigurationError) -> SchemaElement {
        func refusal(_ message: String) -> ConfigurationError {
            ConfigurationError(.schema, message, at: place(position))
        }
        guard let parent = elements.last else {
            guard name == document.rawValue else {
                throw refusal("Unknown document type \(name.quoted): <\(document.rawValue)> is wanted")
            }
            return document
        }
        guard let element = SchemaElement(rawValue: name), let parents = element.parents else {
            throw refusal("Unknown tag \(name.quoted)")
        }
        guard parents.contains(parent) else {
            throw refusal("\(name.quoted) elements may not be nested in '\(parent.rawValue)' elements")
        }
        return element
    }

    private func start(_ element: SchemaElement, _ attributes: SchemaAttributes) throws(ConfigurationError) {
        switch element {
        case .schema: try startSchema(attributes)
        case .component: try pushPrefix(attributes)
        case .sectiontype: try startSectionType(attributes)
        case .abstracttype: try startAbstractType(attributes)
        case .key: open.append(try key(attributes, isMultiple: false))
        case .multikey: open.append(try key(attributes, isMultiple: true))
        case .section: open.append(try slot(attributes, isMultiple: false))
        case .multisection: open.append(try slot(attributes, isMultiple: true))
        case .importing: try importTypes(attributes)
        case .description, .example, .metadefault, .defaultValue: break
        }
    }

    private func end(_ element: SchemaElement, _ place: Place) throws(ConfigurationError) {
        switch element {
        case .component: prefixes.removeLast()
        case .schema, .sectiontype:
            prefixes.removeLast()
            open.removeLast()
            if element == .schema { endSchema() }
        case .abstracttype: open.removeLast()
        case .key, .multikey, .section, .multisection: try endChild()
        case .importing, .description, .example, .metadefault, .defaultValue: break
        }
    }

    // MARK: Texts

    /// Adds a text to the innermost declaration.
    private func add(_ element: SchemaElement, _ text: Text, _ end: XMLPosition) throws(ConfigurationError) {
        let content = text.text.strippingSpace
        guard let draft = open.last else { return }
        switch element {
        case .description:
            if document == .schema, draft.description != nil { throw repeated(element, place(end)) }
            draft.description = content
        case .example:
            if draft.example != nil { throw repeated(element, place(end)) }
            draft.example = content
        case .metadefault:
            draft.metadefault = content
        case .defaultValue:
            try addDefault(content, key: text.key, place(text.position ?? text.start), at: place(end))
        default:
            break
        }
    }

    private func repeated(_ element: SchemaElement, _ place: Place) -> ConfigurationError {
        ConfigurationError(
            .schema, "at most one <\(element.rawValue)> may be used for each element", at: place)
    }
}
