/// Writes an outline as Markdown.
struct MarkdownWriter {
    private(set) var text = ""
    private let outline: ReferenceOutline

    init(_ outline: ReferenceOutline) {
        self.outline = outline
        text = "# \(MarkdownText.escaped(outline.title))\n"
        write(outline.description)
        writeContents()
        writeLayout()
        for chapter in outline.chapters { write(chapter) }
        writeDatatypes()
        writeIndex()
    }

    // MARK: Introduction

    private mutating func writeContents() {
        text += "\n- [Layout](#layout)\n"
        for chapter in outline.chapters {
            text += "- [\(MarkdownWriter.heading(chapter.heading))](#\(chapter.anchor))\n"
        }
        text += "- [Datatypes](#datatypes)\n- [Index of keys](#index)\n"
    }

    private mutating func writeLayout() {
        heading("Layout", "layout")
        text += """

            What may stand where: every type of section once, with the keys that it must have. `[NAME]` may be left out.


            """
        let lines = outline.sketch.map { line in
            let content =
                switch line.content {
                case .comment(let words): "# \(words)"
                case .key(let key, let value): "\(key.text) \(value)"
                case .open(let type, let rest): "<\(type.text)\(rest)"
                case .close(let name): "</\(name)>"
                }
            return String(repeating: "  ", count: line.depth) + content
        }
        text += MarkdownText.fenced(lines.joined(separator: "\n"))
        writeExample(outline.example)
    }

    // MARK: Parts

    private mutating func heading(_ words: String, _ anchor: String) {
        text += "\n\(MarkdownWriter.anchor(anchor))\n\n## \(words)\n"
    }

    private static func heading(_ heading: ReferenceOutline.Heading) -> String {
        switch heading {
        case .words(let words): MarkdownText.escaped(words)
        case .code(let code): MarkdownText.code(code)
        }
    }

    private mutating func write(_ blocks: [Block]) {
        for block in blocks {
            text += "\n"
            switch block {
            case .paragraph(let inlines): text += "\(MarkdownText.paragraph(inlines))\n"
            case .list(let items): text += items.map { "- \(MarkdownText.paragraph($0))\n" }.joined()
            case .code(let code): text += MarkdownText.fenced(code)
            }
        }
    }

    private mutating func writeExample(_ example: String?) {
        if let example { text += "\n\(MarkdownText.fenced(example))" }
    }

    private mutating func table(_ titles: [String], _ rows: [[String]]) {
        text += "\n| \(titles.joined(separator: " | ")) |\n|\(String(repeating: "---|", count: titles.count))\n"
        for row in rows { text += "| \(row.joined(separator: " | ")) |\n" }
    }

    private static func anchor(_ name: String) -> String { "<a id=\"\(name)\"></a>" }

    // MARK: Chapters

    private mutating func write(_ chapter: ReferenceOutline.Chapter) {
        heading(MarkdownWriter.heading(chapter.heading), chapter.anchor)
        write(chapter.description)
        writeFacts(of: chapter)
        writeExample(chapter.example)
        for group in chapter.groups {
            text += "\n\(MarkdownWriter.anchor(group.anchor))\n\n### \(MarkdownText.escaped(group.title))\n"
            write(group.keys)
        }
        if !chapter.keys.isEmpty {
            text += chapter.shared.isEmpty ? "\n### Keys\n" : "\n### Keys of its own\n"
            write(chapter.keys)
        }
        for shared in chapter.shared {
            text += "\n### \(MarkdownText.link(shared.group, isCode: false))\n\n"
            text += "\(shared.keys.map { MarkdownText.link($0.link) }.joined(separator: ", "))\n"
        }
        if !chapter.slots.isEmpty {
            text += "\n### Sections\(chapter.kind == .file ? "" : " in it")\n"
            table(["section", "how often", "meaning"], chapter.slots.map(MarkdownWriter.row))
        }
    }

    private mutating func writeFacts(of chapter: ReferenceOutline.Chapter) {
        var facts: [String] = []
        if let abstract = chapter.implements { facts.append("Is a \(MarkdownText.link(abstract, isCode: false))") }
        if chapter.kind == .abstractType {
            let types = chapter.implementers.map { MarkdownText.link($0) }
            facts.append("One of \(types.isEmpty ? "nothing" : types.joined(separator: ", "))")
        }
        if chapter.kind != .file {
            for place in chapter.places {
                let isFile = place.parent.anchor == "file"
                let parent = MarkdownText.link(place.parent, isCode: !isFile)
                facts.append("Stands in \(parent): \(MarkdownWriter.words(place.rule))")
            }
            if chapter.places.isEmpty { facts.append("Stands in nothing") }
        }
        if let type = chapter.keyType { facts.append("Keys are read as \(MarkdownText.link(type))") }
        if let datatype = chapter.datatype { facts.append("Becomes \(MarkdownText.code(datatype))") }
        if !facts.isEmpty { text += "\n\(facts.map { "- \($0)\n" }.joined())" }
    }

    private static func words(_ rule: ReferenceOutline.SlotRule) -> String {
        switch rule.name {
        case .optional: "\(rule.count), with a name or without"
        case .needed: "\(rule.count), with a name"
        case .fixed(let name): "\(rule.count), named \(MarkdownText.code(name))"
        }
    }

    private mutating func write(_ keys: [ReferenceOutline.KeyEntry]) {
        table(["key", "datatype", "default", "meaning"], keys.map(MarkdownWriter.row))
    }

    private static func row(_ key: ReferenceOutline.KeyEntry) -> [String] {
        let defaults = key.defaults + key.mapDefaults.map { "\($0.key) \($0.text)" }
        var values = defaults.map { $0.isEmpty ? "*empty*" : MarkdownText.code($0) }
        if let words = key.metadefault { values.insert(MarkdownText.inlines(words), at: 0) }
        if key.isRequired { values = ["**required**"] }
        var meaning = [MarkdownText.cell(key.description)].filter { !$0.isEmpty }
        if let range = key.range { meaning.append("Must be \(MarkdownText.escaped(range)).") }
        if let example = key.example { meaning.append("Example: \(MarkdownWriter.example(example))") }
        return [
            anchor(key.anchor) + (key.name.map(MarkdownText.code) ?? "*any other key*"),
            MarkdownText.link(key.datatype, isCode: false) + (key.isMultiple ? ", may be repeated" : ""),
            values.isEmpty ? "none" : values.joined(separator: ", "),
            meaning.joined(separator: "<br>"),
        ]
    }

    private static func example(_ lines: String) -> String {
        let lines = lines.split(separator: "\n", omittingEmptySubsequences: false).map(MarkdownText.codeLine)
        return (lines.count > 1 ? "<br>" : "") + lines.joined(separator: "<br>")
    }

    private static func row(_ slot: ReferenceOutline.SlotEntry) -> [String] {
        let type = slot.isAbstract ? "any \(MarkdownText.link(slot.type, isCode: false))" : MarkdownText.link(slot.type)
        var meaning = [MarkdownText.cell(slot.description)].filter { !$0.isEmpty }
        if slot.isAbstract {
            let types = slot.types.map { MarkdownText.link($0) }.joined(separator: ", ")
            meaning.append(types.isEmpty ? "No type fits." : "One of: \(types).")
        }
        if let words = slot.metadefault { meaning.append("If there is none: \(MarkdownText.inlines(words))") }
        if let example = slot.example { meaning.append("Example: \(MarkdownWriter.example(example))") }
        return [anchor(slot.anchor) + type, words(slot.rule), meaning.joined(separator: "<br>")]
    }

    // MARK: Appendix

    private mutating func writeDatatypes() {
        heading("Datatypes", "datatypes")
        let prose = Prose(isFromXML: false) { _ in nil }
        table(
            ["datatype", "values", "accepts", "examples"],
            outline.datatypes.map { datatype in
                [
                    MarkdownWriter.anchor(datatype.anchor) + MarkdownText.code(datatype.name),
                    MarkdownText.escaped(datatype.text.summary),
                    MarkdownText.cell(prose.blocks(datatype.text.accepts)),
                    datatype.text.examples.map(MarkdownText.code).joined(separator: ", "),
                ]
            })
    }

    private mutating func writeIndex() {
        text += "\n\(MarkdownWriter.anchor("index"))\n\n## Index of keys"
        var letter: String?
        for entry in outline.index {
            let place = "\(MarkdownText.link(entry.key)) (\(MarkdownText.escaped(entry.place)))"
            text +=
                entry.letter == letter ? " \u{B7} \(place)" : "\n\n**\(MarkdownText.escaped(entry.letter))** \(place)"
            letter = entry.letter
        }
        text += "\n"
    }
}
