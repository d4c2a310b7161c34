import ZConfig

/// A file in which every section that may stand somewhere does, with the keys that must be there. A section is filled
/// only where its type occurs first.
struct Sketch {
    private(set) var lines: [SketchLine] = []

    private enum Step {
        case type(SectionType, SectionSlot?, depth: Int)
        case line(SketchLine)
    }

    /// The sketch of a file.
    /// - Parameters:
    ///   - link: a link to a type of a name.
    ///   - keyLink: a link to the key of a number in a type of a name; the name of the file itself is empty.
    init(
        _ schema: Schema, _ types: [String: SectionType], _ abstractTypes: [String: AbstractType],
        _ implementers: [String: [SectionType]], link: (String) -> ReferenceOutline.Link,
        keyLink: (String, Int) -> ReferenceOutline.Link
    ) {
        var known: Set<String> = []
        var steps: [Step] = [.type(schema.root, nil, depth: 0)]
        while let step = steps.popLast() {
            guard case .type(let type, let slot, let depth) = step else {
                if case .line(let line) = step { lines.append(line) }
                continue
            }
            let name = slot == nil ? "" : type.name.lowercased()
            var inner = depth
            if let slot {
                let tag = Sketch.tag(type, slot)
                let link = ReferenceOutline.Link(text: type.name, anchor: link(name).anchor)
                let isEmpty = type.children.isEmpty
                guard known.insert(name).inserted, !isEmpty else {
                    let rest = isEmpty ? "\(tag)/>" : "\(tag)> … </\(type.name)>"
                    lines.append(SketchLine(depth: depth, content: .open(link, rest: rest)))
                    continue
                }
                lines.append(SketchLine(depth: depth, content: .open(link, rest: "\(tag)>")))
                inner += 1
            }
            addKeys(of: type, depth: inner) { keyLink(name, $0) }
            var next: [Step] = []
            for slot in type.sections {
                let slotType = slot.type.lowercased()
                let fitting = types[slotType].map { [$0] } ?? implementers[slotType, default: []]
                next.append(.line(SketchLine(depth: inner, content: .comment(Sketch.words(slot, fitting)))))
                next += fitting.map { .type($0, slot, depth: inner) }
            }
            if slot != nil { next.append(.line(SketchLine(depth: depth, content: .close(type.name)))) }
            steps += next.reversed()
        }
    }

    private mutating func addKeys(of type: SectionType, depth: Int, link: (Int) -> ReferenceOutline.Link) {
        let keys = type.keys
        var others = keys.count
        for (number, key) in keys.enumerated() where key.isRequired && key.defaults.isEmpty && !key.isMap {
            let value = key.example ?? ""
            let isShort = !value.isEmpty && value.utf8.count <= 60 && !value.utf8.contains(UInt8(ascii: "\n"))
            lines.append(
                SketchLine(
                    depth: depth, content: .key(link(number), value: isShort ? value : key.datatypeName.uppercased())))
            others -= 1
        }
        guard others > 0 else { return }
        let noun = others == 1 ? "key" : "keys"
        let words = others < keys.count ? "and \(others) more \(noun)" : "\(others) \(noun)"
        lines.append(SketchLine(depth: depth, content: .comment(words)))
    }

    private static func tag(_ type: SectionType, _ slot: SectionSlot) -> String {
        switch slot.rule.name {
        case .optional: " [NAME]"
        case .needed: " NAME"
        case .fixed(let name): " \(name)"
        }
    }

    private static func words(_ slot: SectionSlot, _ types: [SectionType]) -> String {
        switch types.count {
        case 0: "\(slot.rule.count), of a type that implements \(slot.type)"
        case 1: slot.rule.count
        default: "\(slot.rule.count) of these"
        }
    }
}
