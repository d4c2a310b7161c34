import ZConfig

extension SchemaReader {
    // MARK: The schema

    func startSchema(_ attributes: SchemaAttributes) throws(ConfigurationError) {
        try pushPrefix(attributes)
        let handler = try attributes.basicKey("handler")
        var keyType = try self.keyType(attributes, inheriting: nil)
        var datatype = try sectionDatatype(attributes, inheriting: nil)
        if extending == nil { draft.root.handler = handler }
        open = [draft.root]
        for location in (attributes["extends"] ?? "").splitAtSpace.reversed() {
            try files.extend(self, with: location, attributes)
        }
        if attributes["keytype"] == nil, let base = baseKeyTypes.first {
            keyType = base
            guard baseKeyTypes.allSatisfy({ $0 == base }) else {
                throw attributes.error("base schemas have conflicting keytypes; give the extending schema its own")
            }
        }
        if attributes["datatype"] == nil, let base = baseDatatypes.first {
            datatype = base
            guard baseDatatypes.allSatisfy({ $0 == base }) else {
                throw attributes.error("base schemas have conflicting datatypes; give the extending schema its own")
            }
        }
        draft.root.keyType = keyType
        draft.root.datatype = datatype
        extending?.baseKeyTypes.append(keyType)
        extending?.baseDatatypes.append(datatype)
    }

    func endSchema() {
        if let extending {
            if let description = draft.root.description, !description.isEmpty {
                extending.baseDescriptions.append(description)
                draft.root.description = nil
            }
        } else if draft.root.description?.isEmpty ?? true, let inherited = baseDescriptions.last {
            draft.root.description = inherited
        }
    }

    // MARK: Types

    func startAbstractType(_ attributes: SchemaAttributes) throws(ConfigurationError) {
        let name = try attributes.basicKey(required: "name", of: "abstracttype")
        let type = AbstractDraft(attributes["name"] ?? name)
        try add(name, .abstract(type), attributes)
        open.append(type)
    }

    func startSectionType(_ attributes: SchemaAttributes) throws(ConfigurationError) {
        let name = try attributes.basicKey(required: "name", of: "sectiontype")
        try pushPrefix(attributes)
        var base: TypeDraft?
        if let baseName = try attributes.basicKey("extends") {
            guard case .concrete(let type) = try kind(baseName, attributes) else {
                throw attributes.error("sectiontype cannot extend an abstract type")
            }
            base = type
        }
        let type = TypeDraft(
            attributes["name"] ?? name, keyType: try keyType(attributes, inheriting: base),
            datatype: try sectionDatatype(attributes, inheriting: base))
        try add(name, .concrete(type), attributes)
        if let base {
            try files.countInherited(base.weight, attributes)
            try type.inheritChildren(of: base)
        }
        if let interface = try attributes.basicKey("implements") {
            guard case .abstract = try kind(interface, attributes) else {
                throw attributes.error("type specified by implements is not an abstracttype")
            }
            type.implements = interface
        }
        open.append(type)
    }

    private func add(
        _ name: String, _ kind: SchemaDraft.Kind, _ attributes: SchemaAttributes
    ) throws(ConfigurationError) {
        guard draft[name] == nil else { throw attributes.error("type name cannot be redefined: \(name.quoted)") }
        draft.add(name, kind)
    }

    func kind(_ name: String, _ attributes: SchemaAttributes) throws(ConfigurationError) -> SchemaDraft.Kind {
        guard let kind = draft[name.inLowerCase] else {
            let hint = NearestName.hint(for: name, among: draft.names)
            throw attributes.error("unknown type name: \(name.quoted)\(hint)")
        }
        return kind
    }

    // MARK: Datatypes

    /// Begins the part of the schema in which a prefix holds.
    func pushPrefix(_ attributes: SchemaAttributes) throws(ConfigurationError) {
        guard let prefix = attributes["prefix"], !prefix.isEmpty else {
            prefixes.append(prefixes.last ?? "")
            return
        }
        let datatype: Datatype<String> = prefixes.isEmpty ? .dottedName : .dottedSuffix
        let converted = try attributes.convert(prefix, datatype, "not a valid prefix")
        prefixes.append(absoluteName(converted))
    }

    /// A name of a datatype or package, with the prefix put before it if it begins with a point.
    func absoluteName(_ name: String) -> String {
        name.utf8.first == UInt8(ascii: ".") ? (prefixes.last ?? "") + name : name
    }

    /// The datatype that an attribute names.
    func datatype(
        _ attribute: String, _ attributes: SchemaAttributes, default: String
    ) throws(ConfigurationError) -> Datatype<any Sendable> {
        let name = absoluteName(attributes[attribute] ?? `default`)
        guard let datatype = files.datatypes.datatype(named: name.contains(".") ? name : name.inLowerCase) else {
            throw unloadable(name, attributes)
        }
        return datatype
    }

    private func keyType(
        _ attributes: SchemaAttributes, inheriting base: TypeDraft?
    ) throws(ConfigurationError) -> KeyType {
        if attributes["keytype"] == nil, let base { return base.keyType }
        return KeyType(try datatype("keytype", attributes, default: "basic-key"))
    }

    private func sectionDatatype(
        _ attributes: SchemaAttributes, inheriting base: TypeDraft?
    ) throws(ConfigurationError) -> SectionDatatype {
        // Nothing uses a valuetype; but it has to be a datatype.
        _ = try datatype("valuetype", attributes, default: "string")
        guard let text = attributes["datatype"] else { return base?.datatype ?? .null }
        let name = absoluteName(text)
        if let datatype = SectionDatatype.stock(name) { return datatype }
        guard files.datatypes.datatype(named: name.contains(".") ? name : name.inLowerCase) != nil else {
            throw unloadable(name, attributes)
        }
        return SectionDatatype(name) { _ throws(ConversionError) in
            throw ConversionError("the datatype \(name.quoted) makes values of texts, not of sections")
        }
    }

    private func unloadable(_ name: String, _ attributes: SchemaAttributes) -> ConfigurationError {
        let hint = NearestName.hint(for: name, among: files.datatypes.names)
        return attributes.error("unloadable datatype name: \(name.quoted)\(hint)")
    }
}
