/// Pieces of GitHub's kind of Markdown that are good inside of a line and of a cell of a table.
enum MarkdownText {
    /// A text in one line, with the characters escaped that mean something in Markdown.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        var last: Unicode.Scalar = " "
        let scalars = Array(text.unicodeScalars)
        for (number, scalar) in scalars.enumerated() {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\\", "`", "*", "[", "]", "|", "~", "$", "#": escaped += "\\\(scalar)"
            case "_":
                // Between letters and digits it means nothing.
                let next = number + 1 < scalars.count ? scalars[number + 1] : " "
                escaped += isWord(last) && isWord(next) ? "_" : "\\_"
            case "\n", "\r", "\t": escaped += " "
            default: escaped.unicodeScalars.append(printable(scalar))
            }
            last = scalar
        }
        return escaped
    }

    /// A paragraph of its own: what would make a line something else is escaped, too.
    static func paragraph(_ inlines: [Inline]) -> String {
        let text = self.inlines(inlines)
        guard let first = text.first else { return "" }
        if "-+=".contains(first) { return "\\\(text)" }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let rest = text[digits.endIndex...]
        guard !digits.isEmpty, let mark = rest.first, mark == "." || mark == ")" else { return text }
        return "\(digits)\\\(rest)"
    }

    static func code(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { "\n\r\t".unicodeScalars.contains($0) ? " " : $0 }
        let line = String(String.UnicodeScalarView(scalars))
        let isPlain = !line.utf8.contains { "`|".utf8.contains($0) }
        let hasSpace = line.hasPrefix(" ") || line.hasSuffix(" ")
        if isPlain, !hasSpace, !line.isEmpty, scalars.allSatisfy({ printable($0) == $0 }) {
            return "`\(line)`"
        }
        // An accent, or a bar in a table, would not survive between accents.
        return "<code>\(escaped(line))</code>"
    }

    static func link(_ link: ReferenceOutline.Link, isCode: Bool = true) -> String {
        "[\(isCode ? code(link.text) : escaped(link.text))](#\(link.anchor))"
    }

    static func inlines(_ inlines: [Inline]) -> String {
        inlines.map { inline in
            switch inline {
            case .text(let text): escaped(text)
            case .code(let text): code(text)
            case .key(let link): self.link(link, isCode: false)
            }
        }.joined()
    }

    /// Lines between fences.
    static func fenced(_ text: String) -> String {
        let runs = text.split { $0 != "`" }.map(\.utf8.count)
        let fence = String(repeating: "`", count: max(3, (runs.max() ?? 0) + 1))
        let lines = text.unicodeScalars.map { $0 == "\n" || $0 == "\t" ? $0 : printable($0) }
        return "\(fence)\n\(String(String.UnicodeScalarView(lines)))\n\(fence)\n"
    }

    /// Blocks in a cell.
    static func cell(_ blocks: [Block]) -> String {
        blocks.map { block in
            switch block {
            case .paragraph(let inlines): self.inlines(inlines)
            case .list(let items): items.map { "\u{2022} \(self.inlines($0))" }.joined(separator: "<br>")
            case .code(let text):
                text.split(separator: "\n", omittingEmptySubsequences: false).map(codeLine).joined(separator: "<br>")
            }
        }.joined(separator: "<br><br>")
    }

    /// A line of code in a cell, with its indentation.
    static func codeLine(_ line: Substring) -> String {
        let space = line.prefix { $0 == " " || $0 == "\t" }
        let rest = line[space.endIndex...]
        return rest.isEmpty ? "" : String(repeating: "&nbsp;", count: space.count * 2) + code(String(rest))
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    /// The character, or U+FFFD for one that controls something.
    private static func printable(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar
    }
}
