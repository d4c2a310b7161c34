import EventLog

/// Writes SVG: what is opened is closed, and every attribute and text is escaped.
struct SVGWriter {
    private(set) var text = ""

    /// An element with the lines of a tooltip, a text, both, or neither.
    mutating func element(
        _ name: String, _ attributes: KeyValuePairs<String, String>, title: [String] = [],
        text content: String? = nil
    ) {
        open(name, attributes)
        guard !title.isEmpty || content != nil else {
            text += "/>\n"
            return
        }
        text += ">"
        append(title: title)
        if let content { text += SVGWriter.escaped(content) }
        text += "</\(name)>\n"
    }

    /// An element around others.
    mutating func group(
        _ attributes: KeyValuePairs<String, String>, name: String = "g", title: [String] = [],
        _ body: (inout SVGWriter) -> Void
    ) {
        open(name, attributes)
        text += ">\n"
        append(title: title)
        body(&self)
        text += "</\(name)>\n"
    }

    /// A line of text inside the element that is open.
    mutating func line(_ content: String) {
        text += SVGWriter.escaped(content) + "\n"
    }

    /// Appends the lines of a tooltip.
    private mutating func append(title: [String]) {
        guard !title.isEmpty else { return }
        text += "<title>\(title.map(SVGWriter.escaped).joined(separator: "\n"))</title>"
    }

    private mutating func open(_ name: String, _ attributes: KeyValuePairs<String, String>) {
        text += "<"
        text += name
        for (key, value) in attributes { text += " \(key)=\"\(SVGWriter.escaped(value))\"" }
    }

    /// A text as XML has it; what XML cannot hold is shown by its number.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.printable.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

/// A coordinate in pixels, to a tenth.
func px(_ coordinate: Double) -> String {
    let tenths = Int((coordinate * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    let (whole, tenth) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
    return tenth == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(tenth)"
}
