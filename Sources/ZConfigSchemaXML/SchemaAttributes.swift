import ZConfig

/// The attributes of a start tag, and where it stands.
struct SchemaAttributes {
    private let values: [String: String]
    let place: Place

    init(_ values: [String: String], _ place: Place) {
        self.values = values
        self.place = place
    }

    subscript(name: String) -> String? { values[name] }

    /// A `schema` error at the tag.
    func error(_ message: String) -> ConfigurationError {
        ConfigurationError(.schema, message, at: place)
    }

    /// `required`, which is `yes` or `no`.
    func isRequired() throws(ConfigurationError) -> Bool {
        switch self["required"] {
        case nil, "no": return false
        case "yes": return true
        case .some: throw error("value for 'required' must be 'yes' or 'no'")
        }
    }

    /// An attribute as a basic-key; nil if it is not there.
    func basicKey(_ name: String) throws(ConfigurationError) -> String? {
        guard let value = self[name] else { return nil }
        return try convert(value, .basicKey, name)
    }

    /// An attribute that has to be there and not to be empty, as a basic-key.
    func basicKey(required name: String, of element: String) throws(ConfigurationError) -> String {
        guard let value = self[name], !value.isEmpty else {
            throw error("\(element) \(name) must not be omitted or empty")
        }
        return try convert(value, .basicKey, name)
    }

    func convert<Value>(
        _ text: String, _ datatype: Datatype<Value>, _ what: String
    ) throws(ConfigurationError) -> Value {
        do {
            return try datatype.convert(text)
        } catch {
            throw self.error("\(what): \(error.message)")
        }
    }
}
