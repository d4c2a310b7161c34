import ZConfig

/// Makes the outline of a schema.
struct OutlineBuilder {
    let schema: Schema
    /// The types by their names in lower case.
    let types: [String: SectionType]
    let abstractTypes: [String: AbstractType]
    let implementers: [String: [SectionType]]
    /// The names of all types in lower case, in the order of reading.
    let order: [String]
    /// Where slots for sections of a type are, by the type's name in lower case; in the order of reading.
    let places: [String: [PlaceOfSections]]
    /// Whether any key was read from XML.
    let hasKeysFromXML: Bool

    var anchors = Anchors()
    var chapterAnchors: [String: String] = [:]
    var datatypeAnchors: [String: String] = [:]
    var groups: [String: [Group]] = [:]
    /// The place of each key, by the type and the position in it.
    var homes: [String: [KeyHome]] = [:]
    var slotAnchors: [String: [String]] = [:]
    /// The places of the keys of a name, whatever the type.
    var keyPlaces: [String: Set<String>] = [:]

    struct Group {
        let title: String
        let anchor: String
        let keys: [(key: any KeyDeclaration, anchor: String)]
        let ofType: String
    }

    /// Where a key of a type is described.
    struct KeyHome {
        let key: any KeyDeclaration
        let anchor: String
        /// The number of the group of the abstract type, and what leads to the key in the type itself.
        var shared: (group: Int, anchor: String)?
    }

    /// A slot in a type, with its number among all slots.
    struct PlaceOfSections {
        let number: Int
        let parent: String
        let slot: SectionSlot
    }

    /// What the type of the file itself is called among the names of types, which are never empty.
    static let file = ""

    // MARK: Preparation

    init(_ schema: Schema) {
        self.schema = schema
        types = Dictionary(schema.types.map { ($0.name.lowercased(), $0) }) { first, _ in first }
        abstractTypes = Dictionary(schema.abstractTypes.map { ($0.name.lowercased(), $0) }) { first, _ in first }
        implementers = Dictionary(grouping: schema.types.filter { $0.implements != nil }) {
            $0.implements?.lowercased() ?? ""
        }
        order = OutlineBuilder.readingOrder(schema, types, implementers)
        places = OutlineBuilder.places(schema, types, order)
        hasKeysFromXML = (schema.types + [schema.root]).contains { $0.keys.contains { $0 is DynamicKey } }
        nameTypes()
        nameGroups()
        nameKeys()
    }

    /// The types that the file may hold, each after the first that may hold it, then all others.
    static func readingOrder(
        _ schema: Schema, _ types: [String: SectionType], _ implementers: [String: [SectionType]]
    ) -> [String] {
        var known: Set<String> = []
        var order: [String] = []
        func add(_ first: [String]) {
            var left = Array(first.reversed())
            while let name = left.popLast() {
                guard known.insert(name).inserted else { continue }
                order.append(name)
                let next = types[name]?.sections.map { $0.type.lowercased() }
                left += (next ?? implementers[name, default: []].map { $0.name.lowercased() }).reversed()
            }
        }
        add(schema.root.sections.map { $0.type.lowercased() })
        add(schema.abstractTypes.map { $0.name.lowercased() })
        add(schema.types.map { $0.name.lowercased() })
        return order
    }

    static func places(
        _ schema: Schema, _ types: [String: SectionType], _ order: [String]
    ) -> [String: [PlaceOfSections]] {
        var number = 0
        var places: [String: [PlaceOfSections]] = [:]
        for parent in [file] + order {
            for slot in (parent == file ? schema.root : types[parent])?.sections ?? [] {
                places[slot.type.lowercased(), default: []].append(
                    PlaceOfSections(number: number, parent: parent, slot: slot))
                number += 1
            }
        }
        return places
    }

    mutating func nameTypes() {
        for anchor in ReferenceOutline.fixedAnchors { _ = anchors.new(anchor) }
        chapterAnchors[OutlineBuilder.file] = anchors.new("file")
        for name in order { chapterAnchors[name] = anchors.new("type-\(name)") }
        let all = schema.types + [schema.root]
        let used = all.flatMap { type in
            type.keys.map(\.datatypeName) + (type.keyType == .basicKey ? [] : [type.keyType.name])
        }
        for name in Set(used.map(OutlineBuilder.datatypeName)).sorted() {
            datatypeAnchors[name] = anchors.new("datatype-\(name)")
        }
    }

    mutating func nameGroups() {
        for name in order {
            guard let abstract = abstractTypes[name], let types = implementers[name] else { continue }
            groups[name] = SharedKeyGroups(types).groups.map { group in
                let title =
                    group.types.count == types.count
                    ? "Keys of every \(abstract.name)"
                    : "Keys of \(group.types.map { "<\(types[$0].name)>" }.joined(separator: ", "))"
                let anchor = anchors.new("\(chapterAnchors[name] ?? name)-keys")
                return Group(
                    title: title, anchor: anchor,
                    keys: group.keys.map { ($0, keyAnchor($0, in: name)) },
                    ofType: types[group.types[0]].name.lowercased())
            }
        }
    }

    mutating func nameKeys() {
        for name in [OutlineBuilder.file] + order {
            guard let type = type(name) else { continue }
            var known: [SharedKeyGroups.Identity: (group: Int, anchor: String)] = [:]
            for (number, group) in groups[type.implements?.lowercased() ?? "", default: []].enumerated() {
                for (key, anchor) in group.keys {
                    known[SharedKeyGroups.Identity(key, type.keyType)] = (number, anchor)
                }
            }
            for key in type.keys {
                let own = keyAnchor(key, in: name)
                let shared = known[SharedKeyGroups.Identity(key, type.keyType)]
                let home = shared?.anchor ?? own
                homes[name, default: []].append(
                    KeyHome(key: key, anchor: home, shared: shared.map { ($0.group, own) }))
                keyPlaces[key.documentedName, default: []].insert(home)
            }
            slotAnchors[name] = type.sections.map { anchors.new("\(chapterAnchors[name] ?? name).\($0.attribute)") }
        }
    }

    mutating func keyAnchor(_ key: any KeyDeclaration, in type: String) -> String {
        anchors.new("\(chapterAnchors[type] ?? type).\(key.isMap ? "any" : key.documentedName)")
    }

    func type(_ name: String) -> SectionType? {
        name == OutlineBuilder.file ? schema.root : types[name]
    }
}
