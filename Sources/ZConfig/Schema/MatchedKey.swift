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
    /// What is put in at the end of a section in which the key is not there.
    let defaultsAtEnd: [DynamicKey.Default]

    init(_ declaration: any KeyDeclaration, _ type: KeyType) throws(ConfigurationError) {
        self.declaration = declaration
        isMap = declaration.isMap
        isMultiple = declaration.isMultiple
        if let key = declaration as? DynamicKey {
            name = key.name
            hasTextName = key.hasTextName
            attribute = key.attribute ?? Validation.attribute(ofKey: name)
            isRequiredAtEnd = key.isRequired
            conversion = key.datatype.conversion
            defaultsAtEnd = key.placedDefaults
        } else {
            let converted = try Validation.name(declaration.name, "key", type)
            name = converted.text
            hasTextName = converted.isText
            attribute = declaration.attribute ?? Validation.attribute(ofKey: name)
            isRequiredAtEnd = false
            conversion = { text throws(ConversionError) in try declaration.convertErased(text) }
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
        return defaultsAtEnd.isEmpty ? "not enough values for '\(name)'; 0 found, 1 required" : nil
    }
}
