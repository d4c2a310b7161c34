/// Reads a configuration and matches it with a schema.
///
/// Two modes: ``load(_:)`` stops at the first error, the one at which the reference implementation stops;
/// ``check(_:)`` goes on and gathers every error that does not merely follow from another.
public struct ConfigurationLoader: Sendable {
    /// A file may have so many bytes: all places in it, and what is made of it, can be counted in 32 bits.
    public static let mostBytes = 1 << 30
    /// Files may include files to this depth.
    public static let deepestInclude = 200
    /// So many files may be included in all.
    public static let mostIncludes = 10_000
    /// Included files may have so many bytes in all.
    public static let mostIncludedBytes = 256 << 20
    /// After so many errors nobody reads on, and ``check(_:)`` does not either.
    public static let mostErrors = 10_000

    private let schema: Schema
    private let resources: any ResourceLoader
    private let components: (any ComponentLoader)?
    private let environment: @Sendable (String) -> String?
    private let overrides: [String]

    /// A loader.
    /// - Parameters:
    ///   - schema: what the configuration may hold.
    ///   - resources: where its text comes from.
    ///   - components: where `%import` finds section types; nil: nowhere.
    ///   - environment: the values for `$(NAME)`.
    ///   - overrides: `section/key=value`, in order; they replace what the file says.
    public init(
        schema: Schema, resources: any ResourceLoader, components: (any ComponentLoader)? = nil,
        environment: @escaping @Sendable (String) -> String?, overrides: [String] = []
    ) {
        self.schema = schema
        self.resources = resources
        self.components = components
        self.environment = environment
        self.overrides = overrides
    }

    /// Reads a configuration.
    /// - Throws: the first error.
    public func load(_ location: String) throws(ConfigurationError) -> LoadedConfiguration {
        try session(stopsAtFirstError: true).load(location, overrides)
    }

    /// Reads a configuration as far as it can be read.
    /// - Returns: what could be read, nil if the file could not; and the errors.
    public func check(_ location: String) -> (configuration: LoadedConfiguration?, errors: ErrorCollector) {
        let session = session(stopsAtFirstError: false)
        let configuration = try? session.load(location, overrides)
        return (configuration, session.errors)
    }

    private func session(stopsAtFirstError: Bool) -> LoadSession {
        LoadSession(schema, resources, components, environment, stopsAtFirstError: stopsAtFirstError)
    }
}
