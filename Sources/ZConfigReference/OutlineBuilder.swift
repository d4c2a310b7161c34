import ZConfig

/// Makes the outline of a schema.
struct OutlineBuilder {
    private let schema: Schema
    /// The types by their names in lower case.
    private let types: [String: SectionType]
    private let abstractTypes: [String: AbstractType]
    private let implementers: [String: [SectionType]]
    /// The names of all types in lower case, in the order of reading.
    private let order: [String]
    /// Where slots for sections of a type are, by the type's name in lower case; in the order of reading.
    private let places: [String: [PlaceOfSections]]
    /// Whether any key was read from XML.
    private let hasKeysFromXML: Bool

    private var anchors = Anchors()
    private var chapterAnchors: [String: String] = [:]
    private var datatypeAnchors: [String: String] = [:]
    private var groups: [String: [Group]] = [:]
    /// The place of each key, by the type and the position in it.
    private var homes: [String: [KeyHome]] = [:]
    private var slotAnchors: [String: [String]] = [:]
    /// The places of the keys of a name, whatever the type.
    private var keyPlaces: [String: Set<String>] = [:]

    private struct Group {
        let title: String
        let anchor: String
        let keys: [(key: any KeyDeclaration, anchor: String)]
        let ofType: String
    }

    /// Where a key of a type is described.
    private struct KeyHome {
        let key: any KeyDeclaration
        let anchor: String
        /// The number of the group of the abstract type, and what leads to the key in the type itself.
        var shared: (group: Int, anchor: String)?
    }

    /// A slot in a type, with its number among all slots.
    private struct PlaceOfSections {
        let number: Int
        let parent: String
        let slot: SectionSlot
    }

    /// What the type of the file itself is called among the names of types, which are never empty.
    private static let file = ""

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
    private static func readingOrder(
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

    private static func places(
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

    private mutating func nameTypes() {
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

    private mutating func nameGroups() {
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

    private mutating func nameKeys() {
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

    private mutating func keyAnchor(_ key: any KeyDeclaration, in type: String) -> String {
        anchors.new("\(chapterAnchors[type] ?? type).\(key.isMap ? "any" : key.documentedName)")
    }

    private func type(_ name: String) -> SectionType? {
        name == OutlineBuilder.file ? schema.root : types[name]
    }

    // MARK: Outline

    func outline(title: String) -> ReferenceOutline {
        let prose = prose(of: OutlineBuilder.file)
        let sketch = Sketch(
            schema, types, abstractTypes, implementers, link: link,
            keyLink: { type, number in
                let home = homes[type].map { $0[number] }
                return ReferenceOutline.Link(text: home?.key.documentedName ?? "", anchor: home?.anchor ?? "")
            })
        return ReferenceOutline(
            title: title,
            description: prose.blocks(schema.root.description),
            example: prose.example(schema.root.example),
            sketch: sketch.lines,
            chapters: ([OutlineBuilder.file] + order).map(chapter),
            datatypes: datatypeAnchors.keys.sorted().map { name in
                ReferenceOutline.DatatypeEntry(
                    name: name, anchor: datatypeAnchors[name] ?? name, text: DatatypeText.of(name))
            },
            index: index())
    }

    private func chapter(_ name: String) -> ReferenceOutline.Chapter {
        let prose = prose(of: name)
        let isFile = name == OutlineBuilder.file
        let type = type(name)
        let homes = homes[name, default: []]
        return ReferenceOutline.Chapter(
            kind: isFile ? .file : type == nil ? .abstractType : .type,
            name: type?.name ?? abstractTypes[name]?.name ?? name,
            anchor: chapterAnchors[name] ?? name,
            description: isFile ? [] : prose.blocks(type?.description ?? abstractTypes[name]?.description ?? ""),
            example: isFile ? nil : prose.example(type?.example),
            implements: type?.implements.map { abstract in link(abstract.lowercased(), isSection: false) },
            places: isFile ? [] : placesOfSections(name),
            implementers: implementers[name, default: []].map { link($0.name.lowercased()) },
            keyType: type.flatMap { $0.keyType == .basicKey ? nil : datatypeLink($0.keyType.name) },
            datatype: type.flatMap { $0.datatype == .null ? nil : $0.datatype.name },
            keys: homes.filter { $0.shared == nil }.map { entry($0.key, $0.anchor, prose) },
            groups: groups[name, default: []].map { group in
                let prose = self.prose(of: group.ofType)
                return ReferenceOutline.KeyGroup(
                    title: group.title, anchor: group.anchor, keys: group.keys.map { entry($0.key, $0.anchor, prose) })
            },
            shared: sharedKeys(of: name),
            slots: zip(type?.sections ?? [], slotAnchors[name, default: []]).map { entry($0, $1, prose) })
    }

    private func sharedKeys(of name: String) -> [ReferenceOutline.SharedKeys] {
        let homes = homes[name, default: []]
        let groups = groups[types[name]?.implements?.lowercased() ?? "", default: []]
        return groups.enumerated().compactMap { number, group in
            let keys = homes.compactMap { home in
                home.shared.flatMap { shared in
                    shared.group == number
                        ? (ReferenceOutline.Link(text: home.key.title, anchor: home.anchor), shared.anchor) : nil
                }
            }
            return keys.isEmpty
                ? nil
                : ReferenceOutline.SharedKeys(
                    group: ReferenceOutline.Link(text: group.title, anchor: group.anchor), keys: keys)
        }
    }

    private func placesOfSections(_ name: String) -> [ReferenceOutline.Place] {
        let abstract = types[name]?.implements?.lowercased()
        return (places[name, default: []] + (abstract.flatMap { places[$0] } ?? []))
            .sorted { $0.number < $1.number }
            .map { ReferenceOutline.Place(parent: link($0.parent), rule: $0.slot.rule) }
    }

    private func entry(_ key: any KeyDeclaration, _ anchor: String, _ prose: Prose) -> ReferenceOutline.KeyEntry {
        let hasDefaults = !key.defaults.isEmpty
        // Words that lead to the place where they stand are no links.
        let prose = Prose(isFromXML: key is DynamicKey) { word in prose.anchor(word).flatMap { $0 == anchor ? nil : $0 }
        }
        return ReferenceOutline.KeyEntry(
            name: key.isMap ? nil : key.documentedName,
            anchor: anchor,
            datatype: datatypeLink(key.datatypeName),
            isRequired: key.isRequired && !(key.isMultiple && hasDefaults),
            isMultiple: key.isMultiple,
            defaults: key.defaults,
            mapDefaults: key.mapDefaults,
            metadefault: key.metadefault.map(prose.inlines),
            range: key.rangeDescription,
            description: prose.blocks(key.description),
            example: prose.example(key.example).map { OutlineBuilder.line(of: key, $0) })
    }

    /// The example of a key as a line of a file.
    private static func line(of key: any KeyDeclaration, _ example: String) -> String {
        let name = key.documentedName
        let isLine = example.lowercased().hasPrefix("\(name) ".lowercased()) && example.utf8.count > name.utf8.count + 1
        return key.isMap || isLine && key is DynamicKey || example.utf8.contains(UInt8(ascii: "\n"))
            ? example : "\(name) \(example)"
    }

    private func entry(_ slot: SectionSlot, _ anchor: String, _ prose: Prose) -> ReferenceOutline.SlotEntry {
        let type = slot.type.lowercased()
        let isAbstract = abstractTypes[type] != nil
        return ReferenceOutline.SlotEntry(
            anchor: anchor,
            type: link(type),
            isAbstract: isAbstract,
            types: isAbstract ? implementers[type, default: []].map { link($0.name.lowercased()) } : [link(type)],
            rule: slot.rule,
            description: prose.blocks(slot.description),
            metadefault: slot.metadefault.map(prose.inlines),
            example: prose.example(slot.example))
    }

    private func index() -> [ReferenceOutline.IndexEntry] {
        var entries: [ReferenceOutline.IndexEntry] = []
        func add(_ key: any KeyDeclaration, _ anchor: String, _ place: String) {
            let link = ReferenceOutline.Link(text: key.title, anchor: anchor)
            entries.append(ReferenceOutline.IndexEntry(key: link, place: place, letter: key.indexLetter))
        }
        for name in [OutlineBuilder.file] + order {
            for group in groups[name, default: []] {
                let place = String(group.title.dropFirst("Keys of ".utf8.count))
                for (key, anchor) in group.keys { add(key, anchor, place) }
            }
            for home in homes[name, default: []] where home.shared == nil {
                add(home.key, home.anchor, link(name).text)
            }
        }
        let names = entries.map { ($0.letter, $0.key.text.lowercased()) }
        return entries.indices
            .sorted { (names[$0].0, names[$0].1, $0) < (names[$1].0, names[$1].1, $1) }
            .map { entries[$0] }
    }

    // MARK: Links

    /// A link to a type, as its sections are written.
    private func link(_ name: String) -> ReferenceOutline.Link { link(name, isSection: true) }

    private func link(_ name: String, isSection: Bool) -> ReferenceOutline.Link {
        let text =
            if name == OutlineBuilder.file {
                "the top of the file"
            } else if let type = types[name] {
                isSection ? "<\(type.name)>" : type.name
            } else {
                abstractTypes[name]?.name ?? name
            }
        return ReferenceOutline.Link(text: text, anchor: chapterAnchors[name] ?? name)
    }

    private static func datatypeName(_ name: String) -> String { name.contains(".") ? name : name.lowercased() }

    /// A link to a datatype by the last part of its name.
    private func datatypeLink(_ name: String) -> ReferenceOutline.Link {
        let name = OutlineBuilder.datatypeName(name)
        let last = name.split(separator: ".").last.map(String.init) ?? name
        return ReferenceOutline.Link(text: last, anchor: datatypeAnchors[name] ?? name)
    }

    /// How the descriptions in a type are read: names that stand out as such are links to keys of the type, or else to
    /// the only key of that name.
    private func prose(of name: String) -> Prose {
        let own = Dictionary(homes[name, default: []].map { ($0.key.documentedName, $0.anchor) }) { first, _ in first }
        return Prose(isFromXML: isFromXML(name)) { word in
            guard OutlineBuilder.standsOut(word) else { return nil }
            if let anchor = own[word] { return anchor }
            guard let places = keyPlaces[word], places.count == 1 else { return nil }
            return places.first
        }
    }

    /// Whether a name cannot be an ordinary word: it has a capital or a hyphen inside.
    private static func standsOut(_ word: String) -> Bool {
        let bytes = Array(word.utf8)
        return zip(bytes, bytes.dropFirst()).contains { left, right in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(left)
                && ((UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(right) || right == UInt8(ascii: "-"))
        }
    }

    /// Whether a type was most likely read from XML.
    private func isFromXML(_ name: String) -> Bool {
        if let keys = type(name)?.keys, !keys.isEmpty { return keys.contains { $0 is DynamicKey } }
        return hasKeysFromXML
    }
}

extension KeyDeclaration {
    /// What the key is called in a list.
    fileprivate var title: String { isMap ? "any other key" : documentedName }

    /// The letter under which the key is found; `#` for one that begins with none.
    fileprivate var indexLetter: String {
        guard !isMap, let first = documentedName.unicodeScalars.first, first.properties.isAlphabetic else { return "#" }
        return String(first).uppercased()
    }
}

extension SectionSlot {
    /// How often a section may stand in it, and what it may be named.
    var rule: ReferenceOutline.SlotRule {
        let count =
            switch (isMultiple, isRequired) {
            case (true, true): "at least one"
            case (true, false): "any number"
            case (false, true): "exactly one"
            case (false, false): "at most one"
            }
        return switch name {
        case "*": ReferenceOutline.SlotRule(count: count, name: .optional)
        case "+": ReferenceOutline.SlotRule(count: count, name: .needed)
        default: ReferenceOutline.SlotRule(count: count, name: .fixed(convertedName?.declared ?? name))
        }
    }
}
