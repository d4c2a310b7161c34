import Daemons
import ZConfig

/// A key in a section that is read as one of several kinds of daemons: it need not be there, and its default is that of
/// the kind.
struct KeyOfSomeTypes: KeyDeclaration {
    private let key: any KeyDeclaration
    /// The kinds that have the key.
    private var owners: [String]
    private var allDefaults: Set<[String]>
    /// Whether every kind has it.
    private var isCommon = false
    /// Set where two kinds declare different keys by one name.
    private var contradiction: String?

    private init(_ key: any KeyDeclaration, of owner: String) {
        self.key = key
        owners = [owner]
        allDefaults = [key.defaults]
    }

    /// The keys of some kinds, each once.
    static func all(of types: [DaemonType]) -> [KeyOfSomeTypes] {
        var keys: [KeyOfSomeTypes] = []
        var places: [String: Int] = [:]
        for type in types {
            for key in type.section.keys {
                if let place = places[key.name.lowercased()] {
                    keys[place].add(key, of: type.section.name)
                } else {
                    places[key.name.lowercased()] = keys.count
                    keys.append(KeyOfSomeTypes(key, of: type.section.name))
                }
            }
        }
        for place in keys.indices { keys[place].isCommon = keys[place].owners.count == types.count }
        return keys
    }

    private mutating func add(_ other: any KeyDeclaration, of owner: String) {
        // The type of a declaration says what its values are, and whether there may be several.
        if Swift.type(of: other) != Swift.type(of: key) || other.datatypeName != key.datatypeName {
            contradiction = """
                the key '\(name)' of <Queue> cannot be both that of '\(owners[0])' (\(key.kindInWords)) and that of \
                '\(owner)' (\(other.kindInWords)): kinds of daemons that serve queues must agree on a key
                """
        }
        owners.append(owner)
        allDefaults.insert(other.defaults)
    }

    var name: String { key.name }
    var datatypeName: String { key.datatypeName }
    var isMultiple: Bool { key.isMultiple }
    var isRequired: Bool { false }
    var defaults: [String] { [] }
    var rangeDescription: String? { key.rangeDescription }
    var example: String? { key.example }

    var metadefault: String? {
        guard allDefaults.count == 1, let values = allDefaults.first else { return "that of the Type" }
        return values.isEmpty ? nil : values.joined(separator: ", ")
    }

    var description: String {
        isCommon ? key.description : "Of Type \(owners.joined(separator: ", ")). \(key.description)"
    }

    func convertErased(_ text: String) throws(ConversionError) -> any Sendable { try key.convertErased(text) }

    func validate() throws(ConfigurationError) {
        if let contradiction { throw ConfigurationError(.schema, contradiction, key: name) }
        try key.validate()
    }
}

extension KeyDeclaration {
    fileprivate var kindInWords: String { "\(isMultiple ? "several values" : "one value") of \(datatypeName)" }
}
