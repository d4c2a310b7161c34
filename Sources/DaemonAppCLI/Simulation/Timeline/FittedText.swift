/// Text for which a picture has only so much room. Viewers choose the font, so that widths are estimates: those of a
/// wide one.
enum FittedText {
    /// The width of a text in pixels.
    static func width(_ text: String, fontSize: Double) -> Double {
        text.reduce(0) { $0 + width($1) } * fontSize
    }

    /// The text with an ellipsis in place of what does not fit.
    static func truncated(_ text: String, to most: Double, fontSize: Double) -> String {
        guard width(text, fontSize: fontSize) > most else { return text }
        var room = most / fontSize - width("…")
        let prefix = text.prefix { character in
            room -= width(character)
            return room >= 0
        }
        return prefix + "…"
    }

    /// The width of a character in parts of the font's size.
    private static func width(_ character: Character) -> Double {
        switch character {
        case " ", "!", "'", "(", ")", ",", "-", ".", "/", ":", ";", "I", "[", "\\", "]", "f", "i", "j", "l", "r", "t",
            "|":
            0.41
        case "%", "@", "M", "W", "m", "w", "…": 1
        case "A"..."Z": 0.78
        case "\u{20}"..."\u{10FF}": 0.64
        // From here on, most scripts have wide characters.
        default: 1.25
        }
    }
}
