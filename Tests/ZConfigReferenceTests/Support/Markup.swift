/// The elements of a text in XML, or in HTML that is written like it, with what is not well-formed.
struct Markup {
    private(set) var problems: [String] = []
    private(set) var elements: [Element] = []
    /// The text outside of the tags, with the characters that the references in it stand for.
    private(set) var text = ""

    struct Element {
        let name: String
        let attributes: [String: String]
    }

    /// The elements that HTML closes by itself.
    private static let void: Set<String> = ["meta", "br", "hr", "input", "link", "wbr"]
    private static let characters: [String: Character] = ["amp": "&", "lt": "<", "gt": ">", "quot": "\""]

    private var open: [String] = []
    private var rest: Substring

    init(_ text: String) {
        rest = text[...]
        while let next = rest.first {
            if next != "<" {
                self.text += characters(upTo: "<")
            } else if rest.hasPrefix("<?") || rest.hasPrefix("<!doctype") {
                rest = rest[(rest.firstIndex(of: ">").map(rest.index(after:)) ?? rest.endIndex)...]
            } else if rest.hasPrefix("</") {
                rest = rest.dropFirst(2)
                let name = String(rest.prefix { $0 != ">" })
                rest = rest.dropFirst(name.count + 1)
                if open.popLast() != name { problems.append("</\(name)>") }
            } else {
                tag()
            }
        }
        if !open.isEmpty { problems.append("open: \(open)") }
    }

    /// The values of an attribute, in order.
    func values(of attribute: String) -> [String] {
        elements.compactMap { $0.attributes[attribute] }
    }

    private mutating func tag() {
        rest = rest.dropFirst()
        let name = word()
        if name.isEmpty { problems.append("<\(rest.prefix(10))") }
        var attributes: [String: String] = [:]
        while true {
            rest = rest.drop { $0 == " " || $0 == "\n" }
            if rest.hasPrefix("/>") {
                rest = rest.dropFirst(2)
                break
            }
            if rest.hasPrefix(">") {
                rest = rest.dropFirst()
                if !Markup.void.contains(name) { open.append(name) }
                break
            }
            let attribute = word()
            guard !attribute.isEmpty, rest.hasPrefix("=\"") else {
                problems.append("<\(name) \(attribute)\(rest.prefix(10))")
                rest = rest.dropFirst()
                if rest.isEmpty { break }
                continue
            }
            rest = rest.dropFirst(2)
            let value = characters(upTo: "\"")
            rest = rest.dropFirst()
            if attributes.updateValue(value, forKey: attribute) != nil { problems.append("twice: \(attribute)") }
        }
        elements.append(Element(name: name, attributes: attributes))
        if name == "style" || name == "script" {
            while !rest.isEmpty, !rest.hasPrefix("</") { rest = rest.dropFirst() }
        }
    }

    private mutating func word() -> String {
        let word = rest.prefix { $0.isLetter || $0.isNumber || "-:_".contains($0) }
        rest = rest[word.endIndex...]
        return String(word)
    }

    private mutating func characters(upTo end: Character) -> String {
        let raw = rest.prefix { $0 != end }
        rest = rest[raw.endIndex...]
        var result = ""
        var left = raw
        while let next = left.first {
            left = left.dropFirst()
            guard next == "&" else {
                if next == "<" || next == ">" { problems.append("\(next) in \(raw.prefix(40))") }
                let isControl = next.unicodeScalars.contains { $0.value < 0x20 && !"\n\t".unicodeScalars.contains($0) }
                if isControl { problems.append("a control character in \(raw.prefix(40))") }
                result.append(next)
                continue
            }
            let name = left.prefix { $0 != ";" }
            left = left.dropFirst(name.count + 1)
            if let character = Markup.characters[String(name)] {
                result.append(character)
            } else if name.hasPrefix("#x"),
                let scalar = UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
            {
                result.unicodeScalars.append(scalar)
            } else {
                problems.append("&\(name);")
            }
        }
        return result
    }
}
