import ZConfig

/// Something that is being declared while a schema is read.
class Draft {
    /// What it is for; nil while nothing is said.
    var description: String?
    var example: String?
    var metadefault: String?
}

/// An abstract type.
final class AbstractDraft: Draft {
    let name: String

    init(_ name: String) {
        self.name = name
    }

    convenience init(_ type: AbstractType) {
        self.init(type.name)
        description = type.description
    }

    var finished: AbstractType { AbstractType(name, description: description ?? "") }
}

/// A section type, or the type of a whole file.
final class TypeDraft: Draft {
    let name: String
    var keyType: KeyType
    var datatype: SectionDatatype
    var implements: String?
    var handler: String?
    private(set) var children: [SectionType.Child] = []
    private var names: Set<String> = []
    private var attributes: Set<String> = []

    init(_ name: String, keyType: KeyType, datatype: SectionDatatype) {
        self.name = name
        self.keyType = keyType
        self.datatype = datatype
    }

    /// A draft of a type that is there.
    convenience init(_ type: SectionType) {
        self.init(type.name, keyType: type.keyType, datatype: type.datatype)
        implements = type.implements
        description = type.description
        example = type.example
        handler = type.handler
        children = type.children
        for child in children {
            switch child {
            case .key(let key):
                let name = key is DynamicKey ? key.name : key.name.lowercased()
                names.insert(name)
                attributes.insert(key.attribute ?? Validation.attribute(ofKey: name))
            case .section(let slot):
                if let name = slot.convertedName?.text { names.insert(name) }
                if slot.convertedName == nil, slot.name != "*", slot.name != "+" {
                    names.insert(slot.name.lowercased())
                }
                attributes.insert(slot.attribute)
            }
        }
    }

    /// How many things a type that extends this one takes over: children, and values of missing keys.
    var weight: Int {
        children.reduce(0) { sum, child in
            guard case .key(let key as DynamicKey) = child else { return sum + 1 }
            return sum + 1 + key.placedDefaults.count
        }
    }

    /// Takes over the children of another type, which come first.
    /// - Throws: a `conversion` error if the key of a default is none under the key type of this type, a `schema` error
    ///   if two become the same.
    func inheritChildren(of base: TypeDraft) throws(ConfigurationError) {
        children = try base.children.map { child throws(ConfigurationError) in
            guard case .key(let key as DynamicKey) = child else { return child }
            return .key(try key.converting(keyType))
        }
        names = base.names
        attributes = base.attributes
    }

    /// Takes a name and an attribute for a child.
    /// - Returns: what is wrong with them; nil if nothing is.
    func reserve(_ name: String?, attribute: String) -> String? {
        if let name, !names.insert(name).inserted { return "child name \(name) already used" }
        return attributes.insert(attribute).inserted ? nil : "child attribute name \(attribute) already used"
    }

    func append(_ child: SectionType.Child) {
        children.append(child)
    }

    var finished: SectionType {
        SectionType(
            name, implements: implements, keyType: keyType, datatype: datatype, children: children,
            description: description ?? "", example: example, handler: handler)
    }
}

/// A key.
final class KeyDraft: Draft {
    var key: DynamicKey
    /// The keys that have defaults, where it stands for keys without declarations of their own.
    var keysOfDefaults: Set<[UInt8]> = []

    init(_ key: DynamicKey) {
        self.key = key
    }

    var finished: DynamicKey {
        var finished = key
        finished.description = description ?? ""
        finished.example = example
        finished.metadefault = metadefault
        return finished
    }
}

/// A slot for sections.
final class SlotDraft: Draft {
    let slot: SectionSlot

    init(_ slot: SectionSlot) {
        self.slot = slot
    }

    var finished: SectionSlot {
        var finished = slot
        finished.description = description ?? ""
        finished.example = example
        finished.metadefault = metadefault
        return finished
    }
}
