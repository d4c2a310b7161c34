/// What a section has under one of the attributes of its type.
public enum AttributeValue: Sendable {
    /// The value of a key; nil if it has neither value nor default.
    case value((any Sendable)?)
    /// The values of a key that may stand several times.
    case list([any Sendable])
    /// The values of the keys that have no declarations of their own, in the order of the file.
    case map([(key: String, value: any Sendable)])
    /// The same where each may stand several times.
    case listMap([(key: String, values: [any Sendable])])
    /// The section in a slot; nil if there is none.
    case section(Section?)
    /// The sections in a slot for several.
    case sections([Section])
}

extension Section {
    /// The attributes of the section's type, in the order of declaration, inherited ones included.
    public var attributes: [String] { matchedType.children.map(\.attribute) }

    /// What is under an attribute; nil if the type has none of that name.
    public func attribute(_ name: String) -> AttributeValue? {
        matchedType.number(ofAttribute: name).map(attributeValue)
    }

    func attributeValue(_ number: Int) -> AttributeValue {
        switch matchedType.children[number] {
        case .section(let slot):
            let sections = sections(inSlot: number)
            return slot.isMultiple ? .sections(sections) : .section(sections.first)
        case .key(let key):
            let given = given(number)
            if key.isMap { return map(given, key) }
            if key.isMultiple {
                return .list(given.isEmpty ? declaredDefaults(of: key) : given.compactMap(\.converted))
            }
            return .value(given.first?.converted ?? declaredDefaults(of: key).first)
        }
    }

    private func map(_ given: ArraySlice<SectionTree.Value>, _ key: MatchedKey) -> AttributeValue {
        var indices: [ExactText: Int] = [:]
        var entries: [(key: String, values: [any Sendable])] = []
        for value in given {
            guard let name = value.mapKey, let converted = value.converted else { continue }
            if let index = indices[ExactText(name)] {
                entries[index].values.append(converted)
            } else {
                indices[ExactText(name)] = entries.count
                entries.append((name, [converted]))
            }
        }
        return key.isMultiple
            ? .listMap(entries) : .map(entries.compactMap { entry in entry.values.first.map { (entry.key, $0) } })
    }

    /// The defaults of a key that was declared in Swift; those of an XML schema are among the values.
    private func declaredDefaults(of key: MatchedKey) -> [any Sendable] {
        guard !(key.declaration is DynamicKey) else { return [] }
        return key.declaration.defaults.compactMap { try? key.declaration.convertErased($0) }
    }
}
