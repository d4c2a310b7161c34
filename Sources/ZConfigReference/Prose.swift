/// A part of a description.
enum Block: Equatable {
    case paragraph([Inline])
    case list([[Inline]])
    /// Lines that are kept as they are.
    case code(String)
}

/// A part of a paragraph.
enum Inline: Equatable {
    case text(String)
    case code(String)
    /// The name of a key, which leads to its description.
    case key(ReferenceOutline.Link)
}

/// Descriptions taken apart: paragraphs, lists of lines that begin with `-` or `*`, and indented lines, which are code.
struct Prose {
    /// Whether the lines after the first have the indentation of a file.
    let isFromXML: Bool
    /// The place of a key by its name, if it is to be a link.
    let anchor: (String) -> String?

    // MARK: Blocks

    func blocks(_ text: String) -> [Block] {
        var blocks: [Block] = []
        /// The lines of the paragraph or of the item that is being read.
        var words: [String] = []
        var items: [[Inline]] = []
        var isItem = false
        var code: [String] = []

        func endWords() {
            guard !words.isEmpty else { return }
            let inlines = inlines(words.joined(separator: " "))
            if isItem { items.append(inlines) } else { blocks.append(.paragraph(inlines)) }
            words = []
        }
        func endList() {
            endWords()
            if !items.isEmpty { blocks.append(.list(items)) }
            items = []
            isItem = false
        }
        func endCode() {
            while code.last?.isEmpty == true { code.removeLast() }
            if !code.isEmpty { blocks.append(.code(Prose.dedented(code).joined(separator: "\n"))) }
            code = []
        }

        for line in lines(text) {
            let indentation = Prose.indentation(line)
            if line.isEmpty {
                if !code.isEmpty { code.append("") }
                endWords()
            } else if indentation == 0, line.hasPrefix("- ") || line.hasPrefix("* ") {
                endCode()
                if isItem { endWords() } else { endList() }
                isItem = true
                words = [Prose.stripped(line.dropFirst(2))]
            } else if indentation >= 2, !(isItem && !words.isEmpty) {
                endList()
                code.append(line)
            } else {
                endCode()
                if isItem, words.isEmpty || indentation == 0 { endList() }
                words.append(Prose.stripped(line[...]))
            }
        }
        endCode()
        endList()
        return blocks
    }

    /// An example without the space around it.
    func example(_ text: String?) -> String? {
        guard let text else { return nil }
        let lines = lines(text)
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }

    // MARK: Lines

    /// The lines without space at their ends and without empty lines around them.
    private func lines(_ text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(Prose.trimmed)
        while lines.last?.isEmpty == true { lines.removeLast() }
        lines.removeFirst(lines.prefix { $0.isEmpty }.count)
        return isFromXML && lines.count > 1 ? [lines[0]] + Prose.dedented(Array(lines.dropFirst())) : lines
    }

    private static func dedented(_ lines: [String]) -> [String] {
        let common = lines.filter { !$0.isEmpty }.map(indentation).min() ?? 0
        return lines.map { String($0.unicodeScalars.dropFirst($0.isEmpty ? 0 : common)) }
    }

    private static func indentation(_ line: String) -> Int {
        line.utf8.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
    }

    private static func trimmed(_ line: Substring) -> String {
        var line = line.unicodeScalars
        while let last = line.last, " \t\r".unicodeScalars.contains(last) { line.removeLast() }
        return String(line)
    }

    private static func stripped(_ line: Substring) -> String {
        String(line.unicodeScalars.drop { $0 == " " || $0 == "\t" })
    }

    // MARK: Inlines

    /// A text as text, keys, and code between grave accents.
    func inlines(_ text: String) -> [Inline] {
        var inlines: [Inline] = []
        var plain = ""
        var rest = text[...]
        while let accent = rest.firstIndex(of: "`") {
            let start = rest.index(after: accent)
            if let end = rest[start...].firstIndex(of: "`"), end > start {
                append(plain + rest[..<accent], to: &inlines)
                plain = ""
                inlines.append(.code(String(rest[start..<end])))
                rest = rest[rest.index(after: end)...]
            } else {
                plain += rest[...accent]
                rest = rest[start...]
            }
        }
        append(plain + rest, to: &inlines)
        return inlines
    }

    private func append(_ text: String, to inlines: inout [Inline]) {
        var plain = ""
        var rest = text[...]
        while !rest.isEmpty {
            let word = rest.prefix(while: Prose.isPartOfName)
            if let anchor = anchor(String(word)) {
                if !plain.isEmpty { inlines.append(.text(plain)) }
                plain = ""
                inlines.append(.key(ReferenceOutline.Link(text: String(word), anchor: anchor)))
            } else {
                plain += word
            }
            rest = rest[word.endIndex...]
            let between = rest.prefix { !Prose.isPartOfName($0) }
            plain += between
            rest = rest[between.endIndex...]
        }
        if !plain.isEmpty { inlines.append(.text(plain)) }
    }

    private static func isPartOfName(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "-" || character == "_"
    }
}
