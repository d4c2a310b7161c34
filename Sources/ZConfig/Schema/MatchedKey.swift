/// A key with its name as it is compared.
final class MatchedKey: Sendable {
    let declaration: any KeyDeclaration
    /// The name after its conversion; `+` for every key that has no declaration of its own.
    let name: String
    /// Whether the name is a text, which can be the name of a section.
    let hasTextName: Bool
    let attribute: String
    private let conversion: @Sendable (String) throws(ConversionError) -> any Sendable
    let isMap: Bool
    let isMultiple: Bool
    /// Whether it is an error at the end of a section that the key is not there.
    let isRequiredAtEnd: Bool
    /// The values where the key is not there, if they are the same in every section.
    let constantDefaults: [SectionTree.Value]
    /// Those that are not, or that are wrong: they are put in and converted at the end of a section without the key.
    let defaultsAtEnd: [DynamicKey.Default]

    /// - Parameter number: that of the child that the key is.
    init(_ declaration: any KeyDeclaration, _ number: Int, _ type: KeyType) throws(ConfigurationError) {
        self.declaration = declaration
        isMap = declaration.isMap
        isMultiple = declaration.isMultiple
        if let key = declaration as? DynamicKey {
            name = key.name
            hasTextName = key.hasTextName
            attribute = key.attribute ?? Validation.attribute(ofKey: name)
            isRequiredAtEnd = key.isRequired
            conversion = key.datatype.conversion
            let constants = MatchedKey.constants(key, number)
            constantDefaults = constants ?? []
            defaultsAtEnd = constants == nil ? key.placedDefaults : []
        } else {
            let converted = try Validation.name(declaration.name, "key", type)
            name = converted.text
            hasTextName = converted.isText
            attribute = declaration.attribute ?? Validation.attribute(ofKey: name)
            isRequiredAtEnd = false
            conversion = { text throws(ConversionError) in try declaration.convertErased(text) }
            constantDefaults = []
            defaultsAtEnd = []
        }
    }

    /// The value of a text.
    func convert(_ text: String) throws(ConversionError) -> any Sendable {
        try conversion(text)
    }

    /// What the reference implementation says where the key must be there and is not; nil if its defaults do.
    var missingMessage: String? {
        if isMap { return "no keys defined for the \(attribute) key/value map; at least 1 must be specified" }
        guard isMultiple else { return "no values for '\(name)'; 1 required" }
        return defaultsAtEnd.isEmpty && constantDefaults.isEmpty
            ? "not enough values for '\(name)'; 0 found, 1 required" : nil
    }

    /// The defaults as values; nil if one of them cannot be converted, or not once and for all.
    private static func constants(_ key: DynamicKey, _ number: Int) -> [SectionTree.Value]? {
        guard !asksMachine(key) else { return nil }
        var values: [SectionTree.Value] = []
        for value in key.placedDefaults {
            guard let converted = try? key.datatype.convert(value.text) else { return nil }
            values.append(
                SectionTree.Value(
                    converted: converted, text: value.text, mapKey: value.convertedKey, place: value.place,
                    key: Int32(number)))
        }
        return values
    }

    /// Whether the values of a key's texts depend on the machine and the moment.
    private static func asksMachine(_ key: any KeyDeclaration) -> Bool {
        key.datatypeName.hasPrefix("existing-") || key.datatypeName == "locale"
    }

    /// The defaults that the datatype refuses wherever that is asked.
    var wrongDefaults: [ConfigurationError] {
        guard !MatchedKey.asksMachine(declaration) else { return [] }
        return defaultsAtEnd.compactMap { value in
            do throws(ConversionError) {
                _ = try convert(value.text)
                return nil
            } catch {
                let message = "the default of \(name): \(error.message)"
                return ConfigurationError(.conversion, message, at: value.place, key: name)
            }
        }
    }
}
