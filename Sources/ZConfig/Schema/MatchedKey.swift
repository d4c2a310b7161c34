/// A key with its name as it is compared.
struct MatchedKey: Sendable {
    let declaration: any KeyDeclaration
    /// The name after its conversion; `+` for every key that has no declaration of its own.
    let name: String
    /// Whether the name is a text, which can be the name of a section.
    let hasTextName: Bool
    let attribute: String
    let isMap: Bool
    let isMultiple: Bool
    /// Whether it is an error at the end of a section that the key is not there.
    let isRequiredAtEnd: Bool
    /// What is put in at the end of a section in which the key is not there.
    let defaultsAtEnd: [Default]

    /// A value that stands for a missing one.
    struct Default: Sendable {
        /// The key it is for, after its conversion; only for `+`.
        let key: String?
        let text: String
        let place: Place
    }

    init(_ declaration: any KeyDeclaration, _ type: KeyType) throws(ConfigurationError) {
        self.declaration = declaration
        isMap = declaration.isMap
        isMultiple = declaration.isMultiple
        if let key = declaration as? DynamicKey {
            name = key.name
            hasTextName = key.hasTextName
            attribute = key.attribute ?? Validation.attribute(ofKey: name)
            isRequiredAtEnd = key.isRequired
            defaultsAtEnd = try MatchedKey.defaults(of: key, type)
        } else {
            let converted = try Validation.name(declaration.name, "key", type)
            name = converted.text
            hasTextName = converted.isText
            attribute = declaration.attribute ?? Validation.attribute(ofKey: name)
            isRequiredAtEnd = false
            defaultsAtEnd = []
        }
    }

    /// What the reference implementation says where the key must be there and is not; nil if its defaults do.
    var missingMessage: String? {
        if isMap { return "no keys defined for the \(attribute) key/value map; at least 1 must be specified" }
        guard isMultiple else { return "no values for '\(name)'; 1 required" }
        return defaultsAtEnd.isEmpty ? "not enough values for '\(name)'; 0 found, 1 required" : nil
    }

    /// The defaults, with their keys converted.
    /// - Throws: a `conversion` error at a key that is none, a `schema` error at one that is there twice.
    private static func defaults(of key: DynamicKey, _ type: KeyType) throws(ConfigurationError) -> [Default] {
        var known: Set<ExactText> = []
        var defaults: [Default] = []
        for value in key.placedDefaults {
            var converted: String?
            if let name = value.key {
                do {
                    converted = try type.convert(name).text
                } catch {
                    throw ConfigurationError(.conversion, "the key of a default: \(error.message)", at: value.place)
                }
                if !key.isMultiple, let converted, !known.insert(ExactText(converted)).inserted {
                    throw ConfigurationError(
                        .schema, "duplicate default value for key \(name.quoted)", at: value.place)
                }
            }
            defaults.append(Default(key: converted, text: value.text, place: value.place))
        }
        return defaults
    }
}
