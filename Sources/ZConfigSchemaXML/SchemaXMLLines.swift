import ZConfig

/// The lines of a text in a schema.
enum SchemaXMLLines {
    /// The lines without space at their ends and without empty lines around them.
    /// - Parameter isFromXML: whether the lines after the first have the indentation of a file; it is taken off.
    static func lines(of text: String, isFromXML: Bool) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(trimmed)
        while lines.last?.isEmpty == true { lines.removeLast() }
        lines.removeFirst(lines.prefix { $0.isEmpty }.count)
        guard isFromXML, lines.count > 1 else { return lines }
        let indentation = lines.dropFirst().filter { !$0.isEmpty }.map(indentation).min() ?? 0
        for number in lines.indices.dropFirst() where !lines[number].isEmpty {
            lines[number] = String(lines[number].unicodeScalars.dropFirst(indentation))
        }
        return lines
    }

    /// A line as several, broken at single spaces; one that is indented stays whole.
    static func broken(_ line: String, width: Int) -> [String] {
        guard line.utf8.count > width, indentation(line) == 0 else { return [line] }
        var lines: [String] = []
        var current = ""
        for word in line.split(separator: " ", omittingEmptySubsequences: false) {
            if !current.isEmpty, !word.isEmpty, current.utf8.count + 1 + word.utf8.count > width {
                lines.append(trimmed(current[...]))
                current = String(word)
            } else {
                current += current.isEmpty ? String(word) : " \(word)"
            }
        }
        return lines + [current]
    }

    private static func indentation(_ line: String) -> Int {
        line.utf8.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
    }

    private static func trimmed(_ line: Substring) -> String {
        var line = line.unicodeScalars
        while let last = line.last, " \t\r".unicodeScalars.contains(last) { line.removeLast() }
        return String(line)
    }
}

extension SectionType {
    /// Whether it has a child that was read from XML; nil if its children do not tell.
    var isFromXML: Bool? {
        let children = children.map { child in
            switch child {
            case .key(let key): key is DynamicKey
            case .section(let slot): slot.convertedName != nil
            }
        }
        if children.contains(true) { return true }
        return keys.isEmpty ? nil : false
    }
}

extension Schema {
    /// Whether a type of it was read from XML.
    var isFromXML: Bool { types.contains { $0.isFromXML == true } || root.isFromXML == true }
}
