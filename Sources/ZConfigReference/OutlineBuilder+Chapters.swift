import ZConfig

extension OutlineBuilder {
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

    func chapter(_ name: String) -> ReferenceOutline.Chapter {
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

    func sharedKeys(of name: String) -> [ReferenceOutline.SharedKeys] {
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

    func placesOfSections(_ name: String) -> [ReferenceOutline.Place] {
        let abstract = types[name]?.implements?.lowercased()
        return (places[name, default: []] + (abstract.flatMap { places[$0] } ?? []))
            .sorted { $0.number < $1.number }
            .map { ReferenceOutline.Place(parent: link($0.parent), rule: $0.slot.rule) }
    }

    func entry(_ key: any KeyDeclaration, _ anchor: String, _ prose: Prose) -> ReferenceOutline.KeyEntry {
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
    static func line(of key: any KeyDeclaration, _ example: String) -> String {
        let name = key.documentedName
        let isLine = example.lowercased().hasPrefix("\(name) ".lowercased()) && example.utf8.count > name.utf8.count + 1
        return key.isMap || isLine && key is DynamicKey || example.utf8.contains(UInt8(ascii: "\n"))
            ? example : "\(name) \(example)"
    }

    func entry(_ slot: SectionSlot, _ anchor: String, _ prose: Prose) -> ReferenceOutline.SlotEntry {
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

    func index() -> [ReferenceOutline.IndexEntry] {
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
