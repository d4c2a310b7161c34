/// A section type with its children by name.
final class MatchedType: Sendable {
    let declaration: SectionType
    /// The type's name in lower case; nil for that of a whole file.
    let name: String?
    /// The keys and slots, in the order of declaration.
    let children: [Child]
    /// Of each child the key that it is; nil for a slot.
    private let keys: [MatchedKey?]
    /// The slots among them.
    let slots: [MatchedSlot]
    /// The abstract type that it is an implementation of, in lower case.
    let abstractType: String?
    /// The first slot for each type of sections that fixes no name, by the name of the type.
    private let openSlots: [String: MatchedSlot]
    /// The same if there is only one, which is then compared and not looked for.
    private let onlyOpenSlot: MatchedSlot?
    /// The number of the key that stands for all others; nil if there is none.
    let mapNumber: Int?
    /// The numbers of the keys for which something is put in where they are missing.
    let numbersOfDefaults: [Int]
    /// The numbers of the children that must be there at the end of a section.
    let requiredNumbers: [Int]
    let hasHandlers: Bool
    private let plainKeys: PlainKeyTable
    private let givesTextKeys: Bool
    /// The numbers of the children that have names, by these.
    private let numbers: [String: Int]
    /// The numbers of all children, by their attributes.
    private let attributeNumbers: [String: Int]

    enum Child: Sendable {
        case key(MatchedKey)
        case section(MatchedSlot)
    }

    /// - Throws: a `schema` error if the declaration contradicts itself.
    init(_ declaration: SectionType, isRoot: Bool = false) throws(ConfigurationError) {
        self.declaration = declaration
        name = isRoot ? nil : try Validation.name(declaration.name, "section type", .basicKey).text
        var children: [Child] = []
        var names = Validation.Children(of: declaration.name)
        for (number, child) in declaration.children.enumerated() {
            switch child {
            case .key(let key):
                let matched = try MatchedKey(key, number, declaration.keyType)
                try names.add(matched.name, attribute: matched.attribute, number)
                try key.validate()
                children.append(.key(matched))
            case .section(let slot):
                let matched = try MatchedSlot(slot, number, declaration)
                if case .fixed(let name, _) = matched.name {
                    try names.add(name, attribute: matched.attribute, number)
                } else {
                    try names.add(nil, attribute: matched.attribute, number)
                }
                children.append(.section(matched))
            }
        }
        self.children = children
        keys = children.map { if case .key(let key) = $0 { key } else { nil } }
        slots = children.compactMap { if case .section(let slot) = $0 { slot } else { nil } }
        openSlots = Dictionary(slots.filter { !$0.hasFixedName }.map { ($0.type, $0) }) { first, _ in first }
        onlyOpenSlot = openSlots.count == 1 ? openSlots.first?.value : nil
        abstractType = declaration.implements?.lowercased()
        numbers = names.numbers
        attributeNumbers = names.attributes
        mapNumber = names.numbers["+"]
        numbersOfDefaults = children.indices.filter { number in
            if case .key(let key) = children[number] { !key.defaultsAtEnd.isEmpty } else { false }
        }
        requiredNumbers = children.indices.filter { number in
            switch children[number] {
            case .key(let key): key.isRequiredAtEnd
            case .section(let slot): slot.isRequired
            }
        }
        givesTextKeys = declaration.keyType.givesText
        plainKeys = PlainKeyTable(declaration.keyType == .basicKey ? children : [])
        hasHandlers = children.contains { $0.handler != nil }
    }

    /// The number of the key of a name as it is written, where that can be seen without converting it.
    func plainKeyNumber(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Int? {
        plainKeys.number(bytes, name)
    }

    /// The number of the child of a name.
    func number(of name: String) -> Int? {
        guard let number = numbers[name] else { return nil }
        // Strings of the same characters may be of different scalars.
        return children[number].name.map { $0.utf8.elementsEqual(name.utf8) } == true ? number : nil
    }

    /// The first slot for sections of a type that fixes no name.
    func openSlot(of type: String) -> MatchedSlot? {
        guard let onlyOpenSlot else { return openSlots[type] }
        return onlyOpenSlot.type == type ? onlyOpenSlot : nil
    }

    /// The number of the key of a name as it is written.
    func number(ofKeyWrittenAs name: String) -> Int? {
        if declaration.keyType == .basicKey { return number(of: name.lowercased()) }
        return (try? declaration.keyType.convert(name).text).flatMap { number(of: $0) }
    }

    /// The number of the child that a key of a section means, after its conversion; nil if there is none.
    func number(ofConvertedKey key: String) -> Int? {
        number(of: key).flatMap { children[$0].hasTextName == givesTextKeys ? $0 : nil }
    }

    func number(ofAttribute attribute: String) -> Int? {
        attributeNumbers[attribute]
    }

    /// The key that is the child of a number.
    func key(_ number: Int) -> MatchedKey? {
        keys[number]
    }

    /// The slot that is the child of a number.
    func slot(_ number: Int) -> MatchedSlot? {
        if case .section(let slot) = children[number] { return slot }
        return nil
    }

    /// ` in <TYPE NAME>` for the end of a message, and nothing for a whole file.
    func title(_ sectionName: String?) -> String {
        name == nil ? "" : " in <\(declaration.name)\(sectionName.map { " \($0.shortened)" } ?? "")>"
    }
}

extension MatchedType.Child {
    /// The name as it is compared; nil for a slot that takes any.
    var name: String? {
        switch self {
        case .key(let key): key.name
        case .section(let slot): if case .fixed(let name, _) = slot.name { name } else { nil }
        }
    }

    /// Whether its name is a text.
    var hasTextName: Bool {
        switch self {
        case .key(let key): key.hasTextName
        case .section(let slot): if case .fixed(_, let isText) = slot.name { isText } else { false }
        }
    }

    var attribute: String {
        switch self {
        case .key(let key): key.attribute
        case .section(let slot): slot.attribute
        }
    }

    var handler: String? {
        switch self {
        case .key(let key): key.declaration.handler
        case .section(let slot): slot.handler
        }
    }
}
