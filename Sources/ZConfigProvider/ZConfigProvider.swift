public import Configuration
public import ZConfig

/// Lets a `ConfigReader` read a ZConfig configuration, among environment, command line and defaults.
///
/// ```swift
/// let config = ConfigReader(providers: [
///     CommandLineArgumentsProvider(), EnvironmentVariablesProvider(), ZConfigProvider(configuration),
/// ])
/// let interval = config.int(forKey: "daemon.web.run-every", as: Duration.self, default: .seconds(60))
/// ```
///
/// **Keys.** Each component but the last leads into a section: the one that has it for its name, else those of that type,
/// else those under that attribute of the schema. Where that is more than one section, the next component is the name of
/// one of them, as in `daemon.web`; it may be left out, as in `daemon.run-every`, where there is but one. The last
/// component is a key: by its attribute or name, else one of the `+` in the section; the attribute of a `+` may stand
/// between. `section-name` and `section-type` are keys, too. Case does not matter, nor do `-`, `_` and `.`: `runEvery` and
/// `run_every` are one. Something that is spelt exactly so comes first; that several things fit is an error.
///
/// **Values** become what is asked for as in `ZConfigDecoder`. As an int or a double, a length of time is its seconds: the
/// reader takes an int for a `Duration`. An array is a key that stands several times, or a `string-list`.
///
/// **Errors** are `ConfigurationError`s with file and line. Note that a reader throws them only from `required…` methods;
/// the others take the default.
public struct ZConfigProvider: Sendable {
    private let values: ZConfigSnapshot

    /// A provider of what was read with a schema.
    /// - Parameters:
    ///   - name: what the provider is called; nil: as the file.
    ///   - bytesDecoder: how a text becomes bytes.
    ///   - secretsSpecifier: which values are secret, by key and text. A set of keys holds any spelling of them; a closure
    ///     gets the key as it is asked for, its components joined by dots.
    public init(
        _ configuration: LoadedConfiguration, name: String? = nil,
        bytesDecoder: some ConfigBytesFromStringDecoder = .base64,
        secretsSpecifier: SecretsSpecifier<String, String> = .none
    ) {
        self.init(configuration.root, name: name, bytesDecoder: bytesDecoder, secretsSpecifier: secretsSpecifier)
    }

    /// A provider of a section.
    public init(
        _ section: Section, name: String? = nil, bytesDecoder: some ConfigBytesFromStringDecoder = .base64,
        secretsSpecifier: SecretsSpecifier<String, String> = .none
    ) {
        self.init(
            root: section, name: name ?? section.position.file, bytesDecoder: bytesDecoder,
            secretsSpecifier: secretsSpecifier)
    }

    /// A provider of what was read without a schema.
    public init(
        _ configuration: SchemalessConfiguration, name: String = "",
        bytesDecoder: some ConfigBytesFromStringDecoder = .base64,
        secretsSpecifier: SecretsSpecifier<String, String> = .none
    ) {
        self.init(
            root: configuration.root, name: name, bytesDecoder: bytesDecoder, secretsSpecifier: secretsSpecifier)
    }

    /// Reads a file.
    /// - Parameters:
    ///   - path: the location of the file.
    ///   - schema: what the configuration may hold; nil: anything.
    ///   - resources: where its text comes from.
    ///   - components: where `%import` finds section types; nil: nowhere.
    ///   - environment: the values for `$(NAME)`.
    /// - Throws: the first error in the configuration.
    public init(
        path: String, schema: Schema?, resources: any ResourceLoader, components: (any ComponentLoader)? = nil,
        environment: @escaping @Sendable (String) -> String? = { _ in nil }, name: String? = nil,
        bytesDecoder: some ConfigBytesFromStringDecoder = .base64,
        secretsSpecifier: SecretsSpecifier<String, String> = .none
    ) async throws(ConfigurationError) {
        self.init(
            root: try read(path, schema, resources, components, environment), name: name ?? path,
            bytesDecoder: bytesDecoder, secretsSpecifier: secretsSpecifier)
    }

    private init(
        root: any DecodingSection, name: String, bytesDecoder: some ConfigBytesFromStringDecoder,
        secretsSpecifier: SecretsSpecifier<String, String>
    ) {
        values = ZConfigSnapshot(
            root, providerName: "ZConfigProvider[\(name)]", bytesDecoder: bytesDecoder,
            secretsSpecifier: secretsSpecifier)
    }
}

extension ZConfigProvider: ConfigProvider {
    public var providerName: String { values.providerName }

    public func value(forKey key: AbsoluteConfigKey, type: ConfigType) throws -> LookupResult {
        try values.value(forKey: key, type: type)
    }

    public func fetchValue(forKey key: AbsoluteConfigKey, type: ConfigType) async throws -> LookupResult {
        try value(forKey: key, type: type)
    }

    /// The value once: it does not change.
    public func watchValue<Return: ~Copyable>(
        forKey key: AbsoluteConfigKey, type: ConfigType,
        updatesHandler: (ConfigUpdatesAsyncSequence<Result<LookupResult, any Error>, Never>) async throws -> Return
    ) async throws -> Return {
        try await watchValueFromValue(forKey: key, type: type, updatesHandler: updatesHandler)
    }

    public func snapshot() -> any ConfigSnapshot { values }

    /// The values once: they do not change.
    public func watchSnapshot<Return: ~Copyable>(
        updatesHandler: (ConfigUpdatesAsyncSequence<any ConfigSnapshot, Never>) async throws -> Return
    ) async throws -> Return {
        try await watchSnapshotFromSnapshot(updatesHandler: updatesHandler)
    }
}

extension ZConfigProvider: CustomStringConvertible {
    public var description: String { providerName }
}
