extension String {
    /// The text between quotation marks, cut where it is too long to read.
    package var quoted: String { "'\(shortened)'" }

    /// The text, cut where it is too long to read.
    var shortened: String {
        let limit = 200
        return utf8.count > limit ? String(String.UnicodeScalarView(unicodeScalars.prefix(limit / 2))) + "…" : self
    }

    /// The text with everything escaped that does not print, so that it stays on its line and does what it looks like.
    ///
    /// What prints is what Python's `str.isprintable` lets pass: no control, format, unassigned, surrogate or private
    /// character, and of the spaces only U+0020.
    public var escapingUnprintable: String {
        guard unicodeScalars.contains(where: { !$0.isPrintable }) else { return self }
        var text = ""
        for scalar in unicodeScalars {
            if scalar.isPrintable { text.unicodeScalars.append(scalar) } else { text += scalar.pythonEscape }
        }
        return text
    }
}

extension Unicode.Scalar {
    fileprivate var isPrintable: Bool {
        if value < 0x7F { return value >= 0x20 }
        switch properties.generalCategory {
        case .control, .format, .unassigned, .surrogate, .privateUse: return false
        case .lineSeparator, .paragraphSeparator, .spaceSeparator: return false
        default: return true
        }
    }

    /// `\n`, `\x1b`, `\u200b`, `\U000e0001`: the notation of Python's `repr`.
    fileprivate var pythonEscape: String {
        switch value {
        case 0x09: return "\\t"
        case 0x0A: return "\\n"
        case 0x0D: return "\\r"
        default:
            let digits = String(value, radix: 16)
            let (mark, width) = value < 0x100 ? ("x", 2) : value < 0x10000 ? ("u", 4) : ("U", 8)
            return "\\" + mark + String(repeating: "0", count: width - digits.count) + digits
        }
    }
}
