/// What is in a section that was read without a schema: its keys, and the types of the sections in it.
struct SchemalessFields: DecodingFields {
    private let section: SchemalessSection
    private let keys: [SchemalessSection.Key]
    private let types: [(name: String, sections: [SchemalessSection])]
    private let table: LooseNames

    init(_ section: SchemalessSection) {
        self.section = section
        keys = section.keys
        types = section.sectionsByType
        var table = LooseNames()
        for (number, key) in keys.enumerated() { table.add(key.name, number) }
        for (offset, type) in types.enumerated() { table.add(type.name, keys.count + offset) }
        self.table = table
    }

    var names: [String] { keys.map(\.name) + types.map(\.name) }

    func part(named name: String, _ tables: NameTables) throws(ConfigurationError) -> DecodingPart {
        switch table.match(name) {
        case .one(let number): return part(number)
        case .several(let numbers):
            throw section.ambiguity(name, numbers.map { $0 < keys.count ? keys[$0].name : "<\(names[$0])>" })
        case .nothing:
            return section.ownPart(named: name)
                ?? DecodingPart(.absent(.unknown(name)), DecodingPart.Subject(section: section))
        }
    }

    private func part(_ number: Int) -> DecodingPart {
        guard number < keys.count else {
            let sections = types[number - keys.count].sections
            return DecodingPart(
                .repeated(DecodingList(count: sections.count) { DecodingPart(sections[$0]) }),
                DecodingPart.Subject(section: sections[0]))
        }
        let key = keys[number]
        let subject = DecodingPart.Subject(section: section, key: key.name, number: number)
        return DecodingPart(
            .repeated(
                DecodingList(count: key.values.count) { index in
                    var subject = subject
                    subject.index = index
                    return DecodingPart(.value(DecodingValue(text: key.values[index])), subject)
                }),
            subject)
    }
}

extension SchemalessSection: DecodingSection {
    package var typeName: String? { type }
    package var isWhole: Bool { type == nil }
    package var sectionsWithin: [any DecodingSection] { sections }
    package var mapFields: (any DecodingFields)? { nil }
    package var fields: any DecodingFields { SchemalessFields(self) }
    package var knownNames: [String] { keys.map(\.name) + sectionsByType.map(\.name) }

    package func error(
        _ kind: ConfigurationError.Kind, _ message: String, at part: DecodingPart.Subject
    ) -> ConfigurationError {
        ConfigurationError(kind, message, at: place(key: part.number, value: part.index), key: part.key)
    }

    /// The sections in it by their types, in order of first appearance.
    fileprivate var sectionsByType: [(name: String, sections: [SchemalessSection])] {
        var numbers: [String: Int] = [:]
        var types: [(name: String, sections: [SchemalessSection])] = []
        for section in sections {
            let type = section.type ?? ""
            if let number = numbers[type] {
                types[number].sections.append(section)
            } else {
                numbers[type] = types.count
                types.append((type, [section]))
            }
        }
        return types
    }
}
