/// Paths as texts, as Python's `posixpath` treats them.
enum PathText {
    private static let slash = UInt8(ascii: "/")

    /// The path with a `~` or `~USER` at its start replaced by the home folder, without the slashes at the end of that;
    /// as it is if there is no such user.
    /// - Throws: if the name of the user cannot be one.
    static func expandingHome(_ path: String, _ surroundings: any Surroundings) throws(ConversionError) -> String {
        guard path.utf8.first == UInt8(ascii: "~") else { return path }
        let head = path.utf8.prefix { $0 != slash }
        let user = String(Substring(head.dropFirst()))
        guard !user.utf8.contains(0) else {
            throw ConversionError("the name of the user in \(path.quoted) holds a zero character")
        }
        guard let home = user.isEmpty ? surroundings.homeFolder : surroundings.homeFolder(of: user) else { return path }
        let expanded = droppingTrailingSlashes(home.utf8[...]) + String(Substring(path.utf8[head.endIndex...]))
        return expanded.isEmpty ? "/" : expanded
    }

    /// What comes before the last slash, without the slashes at its end unless it is made of nothing else; empty if
    /// there is no slash.
    static func directory(of path: String) -> String {
        guard let last = path.utf8.lastIndex(of: slash) else { return "" }
        let head = path.utf8[...last]
        let stripped = droppingTrailingSlashes(head)
        return stripped.isEmpty ? String(Substring(head)) : stripped
    }

    private static func droppingTrailingSlashes(_ path: Substring.UTF8View) -> String {
        var path = path
        while path.last == slash { path.removeLast() }
        return String(Substring(path))
    }
}
