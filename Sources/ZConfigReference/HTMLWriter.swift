/// Writes an outline as a page of HTML.
struct HTMLWriter {
    var text = ""
    let outline: ReferenceOutline

    init(_ outline: ReferenceOutline) {
        self.outline = outline
        let title = HTMLText.escaped(outline.title)
        text = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\(title)</title>
            <style>
            \(HTMLStyle.sheet)
            </style>
            </head>
            <body>
            <a class="skip" href="#main">Skip the contents</a>

            """
        writeContents(title)
        text += "<main id=\"main\">\n"
        writeIntroduction(title)
        for chapter in outline.chapters { write(chapter) }
        writeDatatypes()
        writeIndex()
        text += "</main>\n<script>\n\(HTMLStyle.script)\n</script>\n</body>\n</html>\n"
    }

    // MARK: Contents

    mutating func writeContents(_ title: String) {
        text += """
            <nav aria-label="Contents">
            <p class="brand"><a href="#top">\(title)</a></p>
            <p class="filter" hidden="hidden"><label for="filter">Find a key</label>
            <input id="filter" type="search" autocomplete="off"> <span id="found" role="status"></span></p>
            <ul>
            <li><a href="#layout">Layout</a></li>

            """
        for chapter in outline.chapters {
            text += "<li>\(HTMLWriter.contentsLink(chapter))"
            let keys = chapter.groups.flatMap(\.keys) + chapter.keys
            if !keys.isEmpty {
                text += "<details><summary>\(HTMLWriter.count(keys.count))</summary>\n<ul>\n"
                for key in keys { text += "<li><a href=\"#\(key.anchor)\">\(HTMLText.escaped(key.title))</a></li>\n" }
                text += "</ul></details>"
            }
            text += "</li>\n"
        }
        text += """
            <li><a href="#datatypes">Datatypes</a></li>
            <li><a href="#index">Index of keys</a></li>
            </ul>
            </nav>

            """
    }

    static func contentsLink(_ chapter: ReferenceOutline.Chapter) -> String {
        "<a href=\"#\(chapter.anchor)\">\(heading(chapter.heading))</a>"
    }

    static func heading(_ heading: ReferenceOutline.Heading) -> String {
        switch heading {
        case .words(let words): HTMLText.escaped(words)
        case .code(let code): HTMLText.code(code)
        }
    }

    static func count(_ keys: Int) -> String { keys == 1 ? "1 key" : "\(keys) keys" }

    // MARK: Introduction

    mutating func writeIntroduction(_ title: String) {
        text += "<header id=\"top\">\n<h1>\(title)</h1>\n\(HTMLText.blocks(outline.description))</header>\n"
        text += "<section class=\"chapter\" aria-labelledby=\"layout\">\n"
        text += "<h2 id=\"layout\">Layout</h2>\n"
        text += """
            <p>What may stand where: every type of section once, with the keys that it must have. \
            <code>[NAME]</code> may be left out.</p>

            """
        let lines = outline.sketch.map { line in
            String(repeating: "  ", count: line.depth) + HTMLWriter.sketched(line.content)
        }
        text += "<pre class=\"sketch\" tabindex=\"0\"><code>\(lines.joined(separator: "\n"))</code></pre>\n"
        if let example = outline.example { text += "<h3>Example</h3>\n\(HTMLText.configuration(example))" }
        text += "</section>\n"
    }

    static func sketched(_ content: SketchLine.Content) -> String {
        switch content {
        case .comment(let words): return HTMLText.marked("c", "# \(words)"[...])
        case .key(let key, let value):
            return "<a class=\"k\" href=\"#\(key.anchor)\">\(HTMLText.escaped(key.text))</a> \(HTMLText.escaped(value))"
        case .open(let type, let rest):
            let link = "<a href=\"#\(type.anchor)\">\(HTMLText.escaped(type.text))</a>"
            return "<span class=\"t\">&lt;\(link)\(HTMLText.escaped(rest))</span>"
        case .close(let name): return HTMLText.marked("t", "</\(name)>"[...])
        }
    }
}
