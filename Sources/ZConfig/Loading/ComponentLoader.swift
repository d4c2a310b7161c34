/// Where `%import` finds the section types of a package.
public protocol ComponentLoader: Sendable {
    /// A schema with the types of a package's component added; the schema as it is if it has them already.
    /// - Parameter package: the package's name, as in `a.b`.
    /// - Throws: a `resource` error if there is no such package, a `schema` error if something is wrong in it.
    func extend(_ schema: Schema, importing package: String) throws(ConfigurationError) -> Schema
}
