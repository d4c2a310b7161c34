/// Reads a configuration without a schema, as it is: the grammar of lines is that of every configuration, but any key and
/// any section may stand anywhere, any number of times.
///
/// There are no definitions: `$$` and `$(NAME)` are replaced, any `$name` is an error, as `%define` and `%include` are.
public struct SchemalessLoader: Sendable {
    private let resources: any ResourceLoader
    private let environment: @Sendable (String) -> String?

    /// A loader.
    /// - Parameters:
    ///   - resources: where the text comes from.
    ///   - environment: the values for `$(NAME)`.
    public init(resources: any ResourceLoader, environment: @escaping @Sendable (String) -> String?) {
        self.resources = resources
        self.environment = environment
    }

    /// Reads a file.
    /// - Throws: a `resource` error if there is none, an `encoding` error if it is not UTF-8, both without a line; else
    ///   the first error, as ``read(text:location:)``.
    public func load(_ location: String) throws(ConfigurationError) -> SchemalessConfiguration {
        let position = SourcePosition(file: location)
        let bytes: [UInt8]
        do {
            bytes = try resources.load(location)
        } catch {
            throw ConfigurationError(.resource, "\(error)", at: position)
        }
        return try read(Source(file: location, validating: bytes, at: position))
    }

    /// Reads a text.
    /// - Parameter location: the file as errors name it.
    /// - Throws: the first error, at its line: `syntax`, `substitution`, or `unsupported` for `%define` and `%include`.
    public func read(text: String, location: String) throws(ConfigurationError) -> SchemalessConfiguration {
        let position = SourcePosition(file: location)
        return try read(Source(file: location, validating: Array(text.utf8), at: position))
    }

    private func read(_ source: Source) throws(ConfigurationError) -> SchemalessConfiguration {
        try SchemalessReader(source, environment).read()
    }
}
