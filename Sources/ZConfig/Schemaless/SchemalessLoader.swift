/// Reads a configuration without a schema, as it is: the grammar of lines is that of every configuration, but any key and
/// any section may stand anywhere, any number of times.
///
/// There are no definitions: `$$` and `$(NAME)` are replaced, any `$name` is an error, as `%define` and `%include` are.
public struct SchemalessLoader: Sendable {
    /// A file may have so many bytes: with what substitution and lower case add, all of them can be counted in 32 bits.
    public static let mostBytes = 1 << 30

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
        do {
            _ = try UTF8Span(validating: bytes.span)
        } catch {
            let line = bytes[..<error.byteOffsets.lowerBound].count { $0 == UInt8(ascii: "\n") } + 1
            throw ConfigurationError(.encoding, "the file is not UTF-8: see its line \(line)", at: position)
        }
        return try read(Source(file: location, bytes: bytes))
    }

    /// Reads a text.
    /// - Parameter location: the file as errors name it.
    /// - Throws: the first error, at its line: `syntax`, `substitution`, or `unsupported` for `%define` and `%include`.
    public func read(text: String, location: String) throws(ConfigurationError) -> SchemalessConfiguration {
        try read(Source(file: location, bytes: Array(text.utf8)))
    }

    private func read(_ source: Source) throws(ConfigurationError) -> SchemalessConfiguration {
        guard source.bytes.count <= SchemalessLoader.mostBytes else {
            throw ConfigurationError(
                .resource, "longer than \(SchemalessLoader.mostBytes >> 30) GiB", at: SourcePosition(file: source.file))
        }
        return try SchemalessReader(source, environment).read()
    }
}
