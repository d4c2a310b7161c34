public import Configuration
public import ZConfig

/// With it `FileProvider<ZConfigSnapshot>` reads a file, and `ReloadingFileProvider<ZConfigSnapshot>` reads it again when
/// it has changed.
extension ZConfigSnapshot: FileConfigSnapshot {
    /// How the text of a file becomes values.
    public struct ParsingOptions: FileParsingOptions {
        /// What the configuration may hold; nil: anything.
        public var schema: Schema?
        /// The path of the file, as errors name it and as included files are found from it; empty: that of the provider.
        public var location: String
        /// Where included files come from; nil: nowhere.
        public var resources: (any ResourceLoader)?
        /// The values for `$(NAME)`.
        public var environment: @Sendable (String) -> String?
        /// How a text becomes bytes.
        public var bytesDecoder: any ConfigBytesFromStringDecoder
        /// Which values are secret, by key and text.
        public var secretsSpecifier: SecretsSpecifier<String, String>

        /// Options; by default for a file without a schema.
        public init(
            schema: Schema? = nil, location: String = "", resources: (any ResourceLoader)? = nil,
            environment: @escaping @Sendable (String) -> String? = { _ in nil },
            bytesDecoder: some ConfigBytesFromStringDecoder = .base64,
            secretsSpecifier: SecretsSpecifier<String, String> = .none
        ) {
            self.schema = schema
            self.location = location
            self.resources = resources
            self.environment = environment
            self.bytesDecoder = bytesDecoder
            self.secretsSpecifier = secretsSpecifier
        }

        public static var `default`: ParsingOptions { ParsingOptions() }
    }

    /// Reads the text of a file.
    public init(data: RawSpan, providerName: String, parsingOptions options: ParsingOptions) throws {
        let location = options.location.isEmpty ? providerName : options.location
        let bytes = unsafe data.withUnsafeBytes { unsafe Array($0) }
        let resources = OneFile(location: location, bytes: bytes, others: options.resources)
        self.init(
            try read(location, options.schema, resources, nil, options.environment),
            providerName: providerName, bytesDecoder: options.bytesDecoder, secretsSpecifier: options.secretsSpecifier)
    }
}

/// The top level of a configuration.
func read(
    _ location: String, _ schema: Schema?, _ resources: any ResourceLoader, _ components: (any ComponentLoader)?,
    _ environment: @escaping @Sendable (String) -> String?
) throws(ConfigurationError) -> any DecodingSection {
    guard let schema else {
        return try SchemalessLoader(resources: resources, environment: environment).load(location).root
    }
    return try ConfigurationLoader(
        schema: schema, resources: resources, components: components, environment: environment
    ).load(location).root
}

/// A file whose text is there already, and others that are not.
private struct OneFile: ResourceLoader {
    let location: String
    let bytes: [UInt8]
    let others: (any ResourceLoader)?

    func load(_ location: String) throws -> [UInt8] {
        if location == self.location { return bytes }
        guard let others else { throw NoOthers() }
        return try others.load(location)
    }

    private struct NoOthers: Error, CustomStringConvertible {
        var description: String { "no other files can be read from here" }
    }
}
