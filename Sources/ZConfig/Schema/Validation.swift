/// Checks of declarations.
package enum Validation {
    /// A declared name after its conversion.
    static func name(_ name: String, _ what: String, _ type: KeyType) throws(ConfigurationError) -> KeyType.Name {
        do {
            return try type.convert(name)
        } catch {
            throw ConfigurationError(.schema, "the name of a \(what): \(error.message)")
        }
    }

    /// The attribute of a key that declares none.
    package static func attribute(ofKey name: String) -> String {
        String(decoding: name.utf8.map { $0 == UInt8(ascii: "-") ? UInt8(ascii: "_") : $0 }, as: UTF8.self)
    }

    /// The names and attributes of the children of a type.
    struct Children {
        private let type: String
        /// The numbers of the children that have names.
        private(set) var numbers: [String: Int] = [:]
        private(set) var attributes: [String: Int] = [:]

        init(of type: String) {
            self.type = type
        }

        mutating func add(_ name: String?, attribute: String, _ number: Int) throws(ConfigurationError) {
            if let name, numbers.updateValue(number, forKey: name) != nil {
                throw ConfigurationError(.schema, "child name \(name) already used in '\(type)'")
            }
            guard Substitution.isName(attribute), !attribute.hasPrefix("getSection") else {
                throw ConfigurationError(.schema, "'\(attribute)' cannot be the name of an attribute in '\(type)'")
            }
            guard attributes.updateValue(number, forKey: attribute) == nil else {
                throw ConfigurationError(.schema, "child attribute name \(attribute) already used in '\(type)'")
            }
        }
    }
}
