/// Pieces of HTML.
enum HTMLText {
    /// A text with the characters escaped that mean something in HTML; those that may not occur there are U+FFFD.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x26: escaped += "&amp;"
            case 0x3C: escaped += "&lt;"
            case 0x3E: escaped += "&gt;"
            case 0x22: escaped += "&quot;"
            case 0x9, 0xA, 0x20...0x7E: escaped.unicodeScalars.append(scalar)
            case 0...0x1F, 0x7F...0x9F, 0xFDD0...0xFDEF: escaped += "\u{FFFD}"
            case let value where value & 0xFFFE == 0xFFFE: escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    static func code(_ text: String) -> String { "<code>\(escaped(text))</code>" }

    static func link(_ link: ReferenceOutline.Link, isCode: Bool = true) -> String {
        "<a href=\"#\(link.anchor)\">\(isCode ? code(link.text) : escaped(link.text))</a>"
    }

    static func inlines(_ inlines: [Inline]) -> String {
        inlines.map { inline in
            switch inline {
            case .text(let text): escaped(text)
            case .code(let text): code(text)
            case .key(let link): "<a href=\"#\(link.anchor)\">\(escaped(link.text))</a>"
            }
        }.joined()
    }

    static func blocks(_ blocks: [Block]) -> String {
        blocks.map { block in
            switch block {
            case .paragraph(let inlines): "<p>\(self.inlines(inlines))</p>\n"
            case .list(let items): "<ul>\n\(items.map { "<li>\(inlines($0))</li>\n" }.joined())</ul>\n"
            case .code(let text): "<pre tabindex=\"0\"><code>\(escaped(text))</code></pre>\n"
            }
        }.joined()
    }

    /// Lines of a configuration file.
    static func configuration(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(line)
        // What may have to be scrolled can be reached by keyboard.
        let focus = lines.count > 1 ? " tabindex=\"0\"" : ""
        return "<pre\(focus)><code>\(lines.joined(separator: "\n"))</code></pre>\n"
    }

    private static func line(_ line: Substring) -> String {
        let space = line.prefix { $0 == " " || $0 == "\t" }
        let rest = line[space.endIndex...]
        switch rest.first {
        case nil: return ""
        case "<": return space + marked("t", rest)
        case "#": return space + marked("c", rest)
        default:
            let key = rest.prefix { $0 != " " && $0 != "\t" }
            return space + marked("k", key) + escaped(String(rest[key.endIndex...]))
        }
    }

    /// A tag (`t`), a key (`k`) or a comment (`c`) of a configuration file.
    static func marked(_ kind: String, _ text: Substring) -> String {
        "<span class=\"\(kind)\">\(escaped(String(text)))</span>"
    }
}
