import ZConfig

extension SchemaReader {
    /// The type that the innermost declaration stands in.
    private var parent: TypeDraft { open.last as? TypeDraft ?? draft.root }

    // MARK: Keys

    func key(_ attributes: SchemaAttributes, isMultiple: Bool) throws(ConfigurationError) -> KeyDraft {
        let element: SchemaElement = isMultiple ? .multikey : .key
        if isMultiple, attributes["default"] != nil {
            throw attributes.error("default values for multikey must be given using 'default' elements")
        }
        let (name, attribute) = try names(attributes, element, default: nil)
        guard name.declared != "*" else { throw attributes.error("\(element.rawValue) may not specify '*' for name") }
        var key = DynamicKey(
            name, attribute: attribute, datatype: try datatype("datatype", attributes, default: "string"),
            multiple: isMultiple, required: try attributes.isRequired(), handler: try attributes.basicKey("handler"))
        if let text = attributes["default"] {
            guard !key.isRequired else { throw attributes.error("required key cannot have a default value") }
            guard !key.isMap else { throw attributes.error("default values must be keyed for name='+'") }
            key.placedDefaults = [DynamicKey.Default(text: text.strippingSpace, place: attributes.place)]
        }
        try reserve(name.text, attribute, attributes)
        return KeyDraft(key)
    }

    /// Adds a value that stands for a missing one.
    /// - Parameters:
    ///   - place: where its text begins.
    ///   - end: where an error in its standing there is told.
    func addDefault(
        _ text: String, key: String?, _ place: Place, at end: Place
    ) throws(ConfigurationError) {
        func refusal(_ message: String) -> ConfigurationError { ConfigurationError(.schema, message, at: end) }
        guard let draft = open.last as? KeyDraft else { return }
        if draft.key.isMap {
            guard let key else { throw refusal("default values must be keyed for name='+'") }
            guard draft.keysOfDefaults.insert(Array(key.utf8)).inserted || draft.key.isMultiple else {
                throw refusal("duplicate default value for key \(key.quoted)")
            }
        } else {
            guard draft.key.isMultiple else { throw refusal("a key has its default in the attribute 'default'") }
            guard key == nil else { throw refusal("unexpected key for default value") }
        }
        draft.key.placedDefaults.append(DynamicKey.Default(key: key, text: text, place: place))
    }

    // MARK: Slots

    func slot(_ attributes: SchemaAttributes, isMultiple: Bool) throws(ConfigurationError) -> SlotDraft {
        let element: SchemaElement = isMultiple ? .multisection : .section
        guard let type = attributes["type"], !type.isEmpty else {
            throw attributes.error("section must specify type")
        }
        _ = try kind(type, attributes)
        let (name, attribute) = try names(attributes, element, default: "*")
        if isMultiple, name.isConverted {
            throw attributes.error("multisection must specify '*' or '+' for the name")
        }
        var slot = SectionSlot(
            type: type.inLowerCase, name: name.declared, multiple: isMultiple, required: try attributes.isRequired(),
            attribute: attribute, description: "")
        slot.handler = try attributes.basicKey("handler")
        slot.convertedName = name.isConverted ? name : nil
        try reserve(name.isConverted ? name.text : nil, attribute, attributes)
        return SlotDraft(slot)
    }

    // MARK: Both

    /// The name and the attribute of a child.
    private func names(
        _ attributes: SchemaAttributes, _ element: SchemaElement, default: String?
    ) throws(ConfigurationError) -> (name: KeyName, attribute: String) {
        guard let text = attributes["name"] ?? `default`, !text.isEmpty else {
            throw attributes.error("\(element.rawValue) name must be specified and non-empty")
        }
        var attribute: String?
        if let given = attributes["attribute"], !given.isEmpty {
            attribute = try attributes.convert(given, .identifier, "attribute")
            guard !given.hasPrefix("getSection") else {
                throw attributes.error("attribute names may not start with 'getSection'")
            }
        }
        if text == "*" || text == "+" {
            guard let attribute else {
                throw attributes.error("an attribute must be specified where the name is '*' or '+'")
            }
            return (KeyName(unconverted: text), attribute)
        }
        let name: KeyName
        do {
            name = try KeyName(text, parent.keyType)
        } catch {
            throw attributes.error("could not convert key name to keytype: \(error.message)")
        }
        if let attribute { return (name, attribute) }
        let derived = try attributes.convert(name.text, .basicKey, "the attribute of \(text.quoted)")
        return (name, try attributes.convert(Validation.attribute(ofKey: derived), .identifier, "the attribute"))
    }

    private func reserve(
        _ name: String?, _ attribute: String, _ attributes: SchemaAttributes
    ) throws(ConfigurationError) {
        if let message = parent.reserve(name, attribute: attribute) { throw attributes.error(message) }
    }

    /// Adds the child that ends to its type.
    func endChild() throws(ConfigurationError) {
        switch open.removeLast() {
        case let draft as KeyDraft:
            parent.append(.key(try draft.finished.converting(parent.keyType)))
        case let draft as SlotDraft:
            parent.append(.section(draft.finished))
        default:
            break
        }
    }
}
