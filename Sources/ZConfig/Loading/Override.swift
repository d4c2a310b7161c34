/// A value that is given from outside the file: `section/section/key=value`.
struct Override {
    /// What is left of the path: names or types of sections, and the key.
    private(set) var path: [String]
    let value: String
    /// The path as it was given.
    let specification: String

    /// Reads a specification.
    init(_ text: String) throws(ConfigurationError) {
        guard let equals = text.firstIndex(of: "=") else {
            throw ConfigurationError(
                .configuration, "invalid configuration specifier: PATH=VALUE is wanted",
                at: SourcePosition(file: "--set \(text)", order: -1))
        }
        specification = String(text[..<equals])
        value = String(text[text.index(after: equals)...])
        path = specification.split(separator: "/", omittingEmptySubsequences: false).map { String($0) }
        if path.contains("") {
            throw error(.configuration, "'//' is not allowed in an option path, nor a slash at its ends", order: -1)
        }
    }

    /// The key, where the path has come to its section; nil before that.
    var key: String? { path.count == 1 ? path[0] : nil }

    /// The override as the section sees it, if it is for a section of that name or type.
    func entering(_ type: String, _ name: String?) -> Override? {
        guard path.count > 1, path[0].lowercased() == type || path[0].lowercased() == name else { return nil }
        var inner = self
        inner.path.removeFirst()
        return inner
    }

    /// Where the override stands.
    func position(order: Int) -> SourcePosition {
        SourcePosition(file: "--set \(specification)", order: order)
    }

    /// An error in the override.
    func error(_ kind: ConfigurationError.Kind, _ message: String, order: Int) -> ConfigurationError {
        ConfigurationError(kind, message, at: position(order: order))
    }
}
