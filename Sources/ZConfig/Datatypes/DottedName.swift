extension Datatype<String> {
    /// Identifiers joined by `.`, as a module's name is written: `a.b_1.C`.
    public static let dottedName = Datatype("dotted-name") { text throws(ConversionError) in
        guard isDottedName(text.utf8[...]) else {
            throw ConversionError(
                "\(text.quoted) is not a dotted name: identifiers joined by '.', each a letter or '_', then letters, "
                    + "digits and '_'")
        }
        return text
    }

    /// A dotted name, or one with a `.` before it.
    public static let dottedSuffix = Datatype("dotted-suffix") { text throws(ConversionError) in
        let name = text.utf8.first == UInt8(ascii: ".") ? text.utf8.dropFirst() : text.utf8[...]
        guard isDottedName(name) else {
            throw ConversionError(
                "\(text.quoted) is not a dotted name, nor one with a '.' before it: identifiers joined by '.', each a "
                    + "letter or '_', then letters, digits and '_'")
        }
        return text
    }

    private static func isDottedName(_ bytes: Substring.UTF8View) -> Bool {
        bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            .allSatisfy { Substitution.isName(String(Substring($0))) }
    }
}
