/// The keys of a section that have no declarations of their own.
struct MapFields: DecodingFields {
    private let section: Section
    private let key: MatchedKey
    private let number: Int
    /// Whether there is nothing else in the section that counts.
    private let isWholeSection: Bool
    /// The keys in the order of the file, each with the numbers of its values among those that are given.
    private let entries: [(name: String, values: [Int])]
    private let table: LooseNames

    init(_ section: Section, _ key: MatchedKey, _ number: Int, isWholeSection: Bool) {
        self.section = section
        self.key = key
        self.number = number
        self.isWholeSection = isWholeSection
        var numbers: [ExactText: Int] = [:]
        var entries: [(name: String, values: [Int])] = []
        var table = LooseNames()
        for (index, value) in section.given(number).enumerated() {
            guard let name = value.mapKey else { continue }
            if let entry = numbers[ExactText(name)] {
                entries[entry].values.append(index)
            } else {
                numbers[ExactText(name)] = entries.count
                table.add(name, entries.count)
                entries.append((name, [index]))
            }
        }
        self.entries = entries
        self.table = table
    }

    /// The keys as a part of their section.
    static func part(_ section: Section, _ key: MatchedKey, _ number: Int) throws(ConfigurationError) -> DecodingPart {
        try section.checkConversions(number)
        return DecodingPart(
            .fields(MapFields(section, key, number, isWholeSection: false)),
            DecodingPart.Subject(section: section, key: key.attribute, number: number))
    }

    var names: [String] { entries.map(\.name) }

    func part(named name: String, _ tables: NameTables) throws(ConfigurationError) -> DecodingPart {
        switch table.match(name) {
        case .one(let number):
            try section.checkConversions(self.number)
            return part(entries[number].name, entries[number].values)
        case .several(let numbers): throw section.ambiguity(name, numbers.map { entries[$0].name })
        case .nothing:
            return (isWholeSection ? section.ownPart(named: name) : nil)
                ?? DecodingPart(.absent(.key(name)), DecodingPart.Subject(section: section))
        }
    }

    private func part(_ name: String, _ indices: [Int]) -> DecodingPart {
        let given = section.given(number)
        let element = { [section, key, number] (index: Int) -> DecodingPart in
            let value = given[given.startIndex + indices[index]]
            return DecodingPart(
                .value(
                    DecodingValue(
                        typed: value.converted ?? value.text, text: value.text, datatype: key.declaration.datatypeName)),
                DecodingPart.Subject(section: section, key: name, number: number, index: indices[index]))
        }
        guard key.isMultiple else { return element(0) }
        return DecodingPart(
            .list(DecodingList(count: indices.count, element: element)),
            DecodingPart.Subject(section: section, key: name, number: number, index: indices[0]))
    }
}
