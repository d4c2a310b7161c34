/// A variable that is added to a program's environment.
struct EnvironmentEntry: Sendable, Hashable {
    /// The variable's name.
    let name: String
    /// Its value, which may be empty.
    let value: String

    /// A variable written as `NAME=VALUE`.
    /// - Returns: nil if there is no equals sign, or the name is empty, begins with a digit or holds white space.
    init?(_ text: String) {
        guard let equals = text.firstIndex(of: "=") else { return nil }
        name = String(text[..<equals])
        value = String(text[text.index(after: equals)...])
        guard let first = name.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first),
            !name.contains(where: \.isWhitespace)
        else { return nil }
    }
}
