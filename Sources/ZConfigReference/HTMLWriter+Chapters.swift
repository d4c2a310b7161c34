extension HTMLWriter {
    mutating func write(_ chapter: ReferenceOutline.Chapter) {
        text += "<section class=\"chapter\" aria-labelledby=\"\(chapter.anchor)\">\n"
        text += "<h2 id=\"\(chapter.anchor)\">\(HTMLWriter.contentsLink(chapter))</h2>\n"
        text += HTMLText.blocks(chapter.description)
        writeFacts(of: chapter)
        if let example = chapter.example { text += "<h3>Example</h3>\n\(HTMLText.configuration(example))" }
        for group in chapter.groups {
            text += "<h3 id=\"\(group.anchor)\">\(HTMLText.escaped(group.title))</h3>\n"
            for key in group.keys { write(key) }
        }
        if !chapter.keys.isEmpty {
            text += chapter.shared.isEmpty ? "<h3>Keys</h3>\n" : "<h3>Keys of its own</h3>\n"
            for key in chapter.keys { write(key) }
        }
        for shared in chapter.shared {
            text += "<h3>\(HTMLText.link(shared.group, isCode: false))</h3>\n<ul class=\"names\">\n"
            for (key, anchor) in shared.keys {
                text += "<li><a id=\"\(anchor)\" href=\"#\(key.anchor)\">\(HTMLText.escaped(key.text))</a></li>\n"
            }
            text += "</ul>\n"
        }
        if !chapter.slots.isEmpty {
            text += "<h3>Sections\(chapter.kind == .file ? "" : " in it")</h3>\n"
            for slot in chapter.slots { write(slot) }
        }
        text += "</section>\n"
    }

    mutating func writeFacts(of chapter: ReferenceOutline.Chapter) {
        var facts: [(String, [String])] = []
        if let abstract = chapter.implements { facts.append(("Is a", [HTMLText.link(abstract, isCode: false)])) }
        if chapter.kind == .abstractType {
            facts.append(
                (
                    "One of",
                    [chapter.implementers.map { HTMLText.link($0) }.joined(separator: ", ")].filter { !$0.isEmpty }
                ))
        }
        if chapter.kind != .file {
            let places = chapter.places.map { place in
                let isFile = place.parent.anchor == "file"
                return "\(HTMLText.link(place.parent, isCode: !isFile)): \(HTMLWriter.words(place.rule))"
            }
            facts.append(("Stands in", places))
        }
        if let type = chapter.keyType { facts.append(("Keys are read as", [HTMLText.link(type)])) }
        if let datatype = chapter.datatype { facts.append(("Becomes", [HTMLText.code(datatype)])) }
        guard !facts.isEmpty else { return }
        text += "<dl class=\"facts\">\n"
        for (title, values) in facts {
            text += "<div><dt>\(title)</dt>"
            for value in values.isEmpty ? ["nothing"] : values { text += "<dd>\(value)</dd>" }
            text += "</div>\n"
        }
        text += "</dl>\n"
    }

    static func words(_ rule: ReferenceOutline.SlotRule) -> String {
        switch rule.name {
        case .optional: "\(rule.count), with a name or without"
        case .needed: "\(rule.count), with a name"
        case .fixed(let name): "\(rule.count), named \(HTMLText.code(name))"
        }
    }

    mutating func write(_ key: ReferenceOutline.KeyEntry) {
        let title = HTMLText.escaped(key.title)
        text += """
            <div class="entry key" id="\(key.anchor)">
            <div class="what"><h4><a href="#\(key.anchor)">\(key.name == nil ? "<em>\(title)</em>" : title)</a></h4>
            <p><a class="type" href="#\(key.datatype.anchor)">\(HTMLText.escaped(key.datatype.text))</a>

            """
        if key.isRequired { text += " <strong class=\"required\">required</strong>" }
        if key.isMultiple { text += " <span class=\"note\">may be repeated</span>" }
        text += "</p>\n"
        let defaults = key.mapDefaults.map { "\($0.key) \($0.text)" } + key.defaults
        if let words = key.metadefault {
            text += "<p>default: \(HTMLText.inlines(words))</p>\n"
        }
        if !defaults.isEmpty {
            let values = defaults.map { $0.isEmpty ? "<em>empty</em>" : HTMLText.code($0) }
            text += "<p>default \(values.joined(separator: ", "))</p>\n"
        } else if !key.isRequired, key.metadefault == nil {
            text += "<p class=\"note\">no default</p>\n"
        }
        text += "</div>\n<div class=\"how\">\n\(HTMLText.blocks(key.description))"
        if let range = key.range { text += "<p class=\"range\">Must be \(HTMLText.escaped(range)).</p>\n" }
        if let example = key.example { text += HTMLText.configuration(example) }
        text += "</div>\n</div>\n"
    }

    mutating func write(_ slot: ReferenceOutline.SlotEntry) {
        let type = slot.isAbstract ? "any \(HTMLText.escaped(slot.type.text))" : HTMLText.code(slot.type.text)
        text += """
            <div class="entry" id="\(slot.anchor)">
            <div class="what"><h4><a href="#\(slot.type.anchor)">\(type)</a></h4>
            <p>\(HTMLWriter.words(slot.rule))</p>
            </div>
            <div class="how">
            \(HTMLText.blocks(slot.description))
            """
        if slot.isAbstract {
            let types = slot.types.map { HTMLText.link($0) }.joined(separator: ", ")
            text += "<p>\(types.isEmpty ? "No type fits." : "One of: \(types).")</p>\n"
        }
        if let words = slot.metadefault { text += "<p>If there is none: \(HTMLText.inlines(words))</p>\n" }
        if let example = slot.example { text += HTMLText.configuration(example) }
        text += "</div>\n</div>\n"
    }

    // MARK: Appendix

    mutating func writeDatatypes() {
        text += "<section class=\"chapter\" aria-labelledby=\"datatypes\">\n<h2 id=\"datatypes\">Datatypes</h2>\n"
        for datatype in outline.datatypes {
            let prose = Prose(isFromXML: false) { _ in nil }
            text += """
                <div class="entry" id="\(datatype.anchor)">
                <div class="what"><h3>\(HTMLText.code(datatype.name))</h3>
                <p>\(HTMLText.escaped(datatype.text.summary))</p>
                </div>
                <div class="how">
                \(HTMLText.blocks(prose.blocks(datatype.text.accepts)))
                """
            if !datatype.text.examples.isEmpty {
                text += "<p>As in \(datatype.text.examples.map(HTMLText.code).joined(separator: ", ")).</p>\n"
            }
            text += "</div>\n</div>\n"
        }
        text += "</section>\n"
    }

    mutating func writeIndex() {
        text += "<section class=\"chapter\" aria-labelledby=\"index\">\n<h2 id=\"index\">Index of keys</h2>\n"
        text += "<div class=\"index\">\n"
        var letter: String?
        for entry in outline.index {
            if entry.letter != letter {
                if letter != nil { text += "</ul></div>\n" }
                letter = entry.letter
                text += "<div class=\"letter\"><h3>\(HTMLText.escaped(entry.letter))</h3>\n<ul>\n"
            }
            text +=
                "<li>\(HTMLText.link(entry.key, isCode: false)) <span>\(HTMLText.escaped(entry.place))</span></li>\n"
        }
        if letter != nil { text += "</ul></div>\n" }
        text += "</div>\n</section>\n"
    }
}
