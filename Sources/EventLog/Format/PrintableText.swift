extension String {
    /// The text with what does not print escaped as Swift's literals have it: control characters, separators of lines,
    /// what turns the direction of writing, and what is no character. So it stays on one line and reads as it is.
    package var printable: String {
        // Most texts are.
        if utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return self }
        var text = ""
        for scalar in unicodeScalars {
            if scalar.isPrintable {
                text.unicodeScalars.append(scalar)
            } else {
                text += scalar.escaped(asASCII: true)
            }
        }
        return text
    }
}

extension Unicode.Scalar {
    fileprivate var isPrintable: Bool {
        if " "..."~" ~= self { return true }
        return switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: false
        case .format: !properties.isBidiControl
        case .unassigned: !properties.isNoncharacterCodePoint
        default: true
        }
    }
}
