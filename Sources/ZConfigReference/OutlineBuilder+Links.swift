import ZConfig

extension OutlineBuilder {
    /// A link to a type, as its sections are written.
    func link(_ name: String) -> ReferenceOutline.Link { link(name, isSection: true) }

    func link(_ name: String, isSection: Bool) -> ReferenceOutline.Link {
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

    static func datatypeName(_ name: String) -> String { name.contains(".") ? name : name.lowercased() }

    /// A link to a datatype by the last part of its name.
    func datatypeLink(_ name: String) -> ReferenceOutline.Link {
        let name = OutlineBuilder.datatypeName(name)
        let last = name.split(separator: ".").last.map(String.init) ?? name
        return ReferenceOutline.Link(text: last, anchor: datatypeAnchors[name] ?? name)
    }

    /// How the descriptions in a type are read: names that stand out as such are links to keys of the type, or else to
    /// the only key of that name.
    func prose(of name: String) -> Prose {
        let own = Dictionary(homes[name, default: []].map { ($0.key.documentedName, $0.anchor) }) { first, _ in first }
        return Prose(isFromXML: isFromXML(name)) { word in
            guard OutlineBuilder.standsOut(word) else { return nil }
            if let anchor = own[word] { return anchor }
            guard let places = keyPlaces[word], places.count == 1 else { return nil }
            return places.first
        }
    }

    /// Whether a name cannot be an ordinary word: it has a capital or a hyphen inside.
    static func standsOut(_ word: String) -> Bool {
        let bytes = Array(word.utf8)
        return zip(bytes, bytes.dropFirst()).contains { left, right in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(left)
                && ((UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(right) || right == UInt8(ascii: "-"))
        }
    }

    /// Whether a type was most likely read from XML.
    func isFromXML(_ name: String) -> Bool {
        if let keys = type(name)?.keys, !keys.isEmpty { return keys.contains { $0 is DynamicKey } }
        return hasKeysFromXML
    }
}
