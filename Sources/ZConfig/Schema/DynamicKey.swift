/// A key whose type of values is known only when the schema is read.
///
/// Unlike a ``Key`` it is dealt with when its section ends: that it is missing is an error, and its defaults are put in
/// and converted.
package struct DynamicKey: KeyDeclaration {
    /// The name after its conversion; `+` for every key that has no declaration of its own.
    package let name: String
    /// The name as the schema has it.
    package let declaredName: String
    /// Whether the converted name is a text.
    package let hasTextName: Bool
    package let attribute: String?
    package let datatype: Datatype<any Sendable>
    package let isMultiple: Bool
    package let isRequired: Bool
    package let handler: String?
    /// In the order of the schema; those of a `+` each have a key.
    package var placedDefaults: [Default] = []
    package var description = ""
    package var example: String?
    package var metadefault: String?

    /// A value that stands for a missing one.
    package struct Default: Sendable {
        /// The key it is for, as the schema has it; only for `+`.
        package let key: String?
        /// The key after its conversion.
        fileprivate(set) var convertedKey: String?
        package let text: String
        package let place: Place

        package init(key: String? = nil, text: String, place: Place) {
            self.key = key
            self.text = text
            self.place = place
        }
    }

    package init(
        _ name: KeyName, attribute: String, datatype: Datatype<any Sendable>, multiple: Bool, required: Bool,
        handler: String?
    ) {
        self.name = name.text
        declaredName = name.declared
        hasTextName = name.isText
        self.attribute = attribute
        self.datatype = datatype
        isMultiple = multiple
        isRequired = required
        self.handler = handler
    }

    package var datatypeName: String { datatype.name }
    package var defaults: [String] { isMap ? [] : placedDefaults.map(\.text) }
    package var mapDefaults: [(key: String, text: String)] {
        isMap ? placedDefaults.map { ($0.key ?? "", $0.text) } : []
    }
    package var rangeDescription: String? { nil }

    package func convertErased(_ text: String) throws(ConversionError) -> any Sendable {
        try datatype.convert(text)
    }

    /// The same with the keys of the defaults of a `+` converted by a key type.
    /// - Throws: a `conversion` error at a key that is none, a `schema` error if two become the same.
    package func converting(_ type: KeyType) throws(ConfigurationError) -> DynamicKey {
        var key = self
        var known: Set<ExactText> = []
        for (index, value) in placedDefaults.enumerated() {
            guard let name = value.key else { continue }
            let converted: String
            do {
                converted = try type.convert(name).text
            } catch {
                throw ConfigurationError(.conversion, "the key of a default: \(error.message)", at: value.place)
            }
            guard isMultiple || known.insert(ExactText(converted)).inserted else {
                throw ConfigurationError(.schema, "duplicate default value for key \(name.quoted)", at: value.place)
            }
            key.placedDefaults[index].convertedKey = converted
        }
        return key
    }

    /// Nothing is checked: a default that nobody uses may be anything.
    package func validate() throws(ConfigurationError) {}
}

/// The name of a child of a section type: as it is declared, and after its conversion.
package struct KeyName: Sendable {
    package let declared: String
    package let text: String
    /// Whether the converted name is a text.
    let isText: Bool
    /// Whether it is a name at all.
    package let isConverted: Bool

    /// `*` or `+`, which are not converted.
    package init(unconverted name: String) {
        declared = name
        text = name
        isText = false
        isConverted = false
    }

    /// A name of a key type.
    package init(_ name: String, _ type: KeyType) throws(ConversionError) {
        let converted = try type.convert(name)
        declared = name
        text = converted.text
        isText = converted.isText
        isConverted = true
    }
}
