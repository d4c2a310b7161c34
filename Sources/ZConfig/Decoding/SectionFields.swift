/// What is in a section that was read with a schema.
struct SectionFields: DecodingFields {
    let section: Section

    var names: [String] {
        section.matchedType.children.indices.filter(isPresent).map { section.matchedType.children[$0].attribute }
    }

    private func isPresent(_ number: Int) -> Bool {
        switch section.attributeValue(number) {
        case .value(let value): value != nil
        case .section(let section): section != nil
        case .list, .map, .listMap, .sections: true
        }
    }

    func part(named name: String, _ tables: NameTables) throws(ConfigurationError) -> DecodingPart {
        let type = section.matchedType
        switch tables.names(in: type).match(name) {
        case .one(let number): return try part(number)
        case .several(let numbers): throw section.ambiguity(name, numbers.map { type.children[$0].attribute })
        case .nothing:
            return section.ownPart(named: name)
                ?? DecodingPart(.absent(.undeclared(name)), DecodingPart.Subject(section: section))
        }
    }

    private func part(_ number: Int) throws(ConfigurationError) -> DecodingPart {
        switch section.matchedType.children[number] {
        case .key(let key): return try part(key, number)
        case .section(let slot):
            let sections = section.sections(inSlot: number)
            let subject = DecodingPart.Subject(section: section, key: slot.attribute)
            if slot.isMultiple {
                return DecodingPart(
                    .list(DecodingList(count: sections.count) { DecodingPart(sections[$0]) }), subject)
            }
            return sections.first.map { DecodingPart($0) } ?? DecodingPart(.absent(.section(slot.attribute)), subject)
        }
    }

    private func part(_ key: MatchedKey, _ number: Int) throws(ConfigurationError) -> DecodingPart {
        if key.isMap { return try MapFields.part(section, key, number) }
        let name = key.declaration.documentedName
        let subject = DecodingPart.Subject(section: section, key: name, number: number)
        let values = try values(key, number)
        let given = section.given(number)
        let texts = given.isEmpty ? key.declaration.defaults : given.map(\.text)
        let element = { (index: Int) -> DecodingPart in
            var subject = subject
            subject.index = index
            let text = index < texts.count ? texts[index] : "\(values[index])"
            let value = DecodingValue(typed: values[index], text: text, datatype: key.declaration.datatypeName)
            return DecodingPart(.value(value), subject)
        }
        if key.isMultiple { return DecodingPart(.list(DecodingList(count: values.count, element: element)), subject) }
        return values.isEmpty ? DecodingPart(.absent(.key(name)), subject) : element(0)
    }

    /// The values of a key, or its defaults.
    private func values(_ key: MatchedKey, _ number: Int) throws(ConfigurationError) -> [Any] {
        if let key = key.declaration as? any ErasedKey { return try key.values(in: section) }
        try section.checkConversions(number)
        return switch section.attributeValue(number) {
        case .value(let value): value.map { [$0] } ?? []
        case .list(let values): values
        default: []
        }
    }
}

/// A key that was declared in Swift: it checks its values when they are asked for.
private protocol ErasedKey {
    /// The values in a section, or the defaults.
    func values(in section: Section) throws(ConfigurationError) -> [Any]
}

extension Key: ErasedKey {
    fileprivate func values(in section: Section) throws(ConfigurationError) -> [Any] {
        try section.valueIfPresent(of: self).map { [$0] } ?? []
    }
}

extension MultiKey: ErasedKey {
    fileprivate func values(in section: Section) throws(ConfigurationError) -> [Any] {
        try section.values(of: self)
    }
}

extension Section: DecodingSection {
    package var typeName: String? { type }
    package var isWhole: Bool { matchedType.name == nil }
    package var sectionsWithin: [any DecodingSection] { children }
    package var knownNames: [String] { attributes }

    package var fields: any DecodingFields {
        if matchedType.declaration.datatype.isMap, let mapFields { return mapFields }
        return SectionFields(section: self)
    }

    package var mapFields: (any DecodingFields)? {
        let type = matchedType
        return type.mapNumber.flatMap { number in
            type.key(number).map { MapFields(self, $0, number, isWholeSection: type.declaration.datatype.isMap) }
        }
    }

    package func error(
        _ kind: ConfigurationError.Kind, _ message: String, at part: DecodingPart.Subject
    ) -> ConfigurationError {
        let given = part.number.map(given) ?? []
        let place = given.dropFirst(part.index).first?.place ?? place
        return ConfigurationError(kind, message, at: place, key: part.key)
    }

    /// - Throws: an error at the first value of a child whose conversion has failed; it has been told already.
    func checkConversions(_ number: Int) throws(ConfigurationError) {
        for value in given(number) where value.converted == nil {
            let name = value.mapKey ?? matchedType.key(number)?.declaration.documentedName
            throw ConfigurationError(
                .conversion, "\(name ?? "")\(title): \(value.text.quoted) could not be converted", at: value.place,
                key: name)
        }
    }
}
