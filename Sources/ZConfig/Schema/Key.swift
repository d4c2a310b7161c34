/// What every key of a section type declares, whatever the type of its values.
public protocol KeyDeclaration: Sendable {
    /// The name, as it is written in documentation; `+` for every key that has no declaration of its own.
    var name: String { get }
    /// What the key is called by those who read it; nil: its name in lower case, with `_` for `-`.
    var attribute: String? { get }
    /// The stock name of the datatype.
    var datatypeName: String { get }
    /// Whether the key may stand several times.
    var isMultiple: Bool { get }
    /// Whether the key has to be there.
    var isRequired: Bool { get }
    /// The values if none is given, as one would write them.
    var defaults: [String] { get }
    /// The values of a `+` if none is given, with their keys.
    var mapDefaults: [(key: String, text: String)] { get }
    /// What the program does if no value is given, in words.
    var metadefault: String? { get }
    /// The handler that gets the value; nil if none does.
    var handler: String? { get }
    /// What the value must be within its datatype, in words.
    var rangeDescription: String? { get }
    /// What the key means.
    var description: String { get }
    /// A value as one would write it.
    var example: String? { get }

    /// The value of a text.
    func convertErased(_ text: String) throws(ConversionError) -> any Sendable
    /// Checks that the defaults, and the example if there is one, are values in range.
    func validate() throws(ConfigurationError)
}

extension KeyDeclaration {
    /// The name as it is written in documentation: in a schema that was read, ``name`` is the converted one.
    package var documentedName: String { (self as? DynamicKey)?.declaredName ?? name }
    /// Whether it stands for every key that has no declaration of its own.
    public var isMap: Bool { name == "+" }
    public var attribute: String? { nil }
    public var mapDefaults: [(key: String, text: String)] { [] }
    public var metadefault: String? { nil }
    public var handler: String? { nil }
}

/// A key that may stand once in a section.
public struct Key<Value: Sendable>: KeyDeclaration {
    public let isRequired: Bool
    public let description: String
    public let example: String?
    public let defaults: [String]
    let names: KeyNames
    let datatype: Datatype<Value>
    let range: ValueRange<Value>?
    private let defaultValues: Result<[Value], ConversionError>

    /// Declares a key.
    /// - Parameters:
    ///   - name: the name, a basic-key.
    ///   - datatype: how its text becomes a value.
    ///   - required: whether it has to be there; that is checked when the value is asked for.
    ///   - default: the value if it is not there, as one would write it.
    ///   - range: what the value must be within its datatype; that, too, is checked when the value is asked for.
    ///   - description: what the key means.
    ///   - example: a value as one would write it.
    public init(
        _ name: String, _ datatype: Datatype<Value>, required: Bool = false, default: String? = nil,
        range: ValueRange<Value>? = nil, description: String, example: String? = nil
    ) {
        names = KeyNames(name)
        self.datatype = datatype
        isRequired = required
        defaults = `default`.map { [$0] } ?? []
        defaultValues = datatype.values(of: defaults)
        self.range = range
        self.description = description
        self.example = example
    }

    public var name: String { names.declared }
    public var datatypeName: String { datatype.name }
    public var rangeDescription: String? { range?.words ?? datatype.oneOfItsWords }
    public var isMultiple: Bool { false }

    public func convertErased(_ text: String) throws(ConversionError) -> any Sendable {
        try datatype.convert(text)
    }

    public func validate() throws(ConfigurationError) {
        try range.check(try convertedDefaults(), of: name)
        if let example { try range.check(names.valid(datatype.values(of: [example])), of: name) }
    }

    /// The default, if there is one.
    func convertedDefaults() throws(ConfigurationError) -> [Value] {
        try names.valid(defaultValues)
    }
}

/// A key that may stand several times in a section.
public struct MultiKey<Value: Sendable>: KeyDeclaration {
    public let isRequired: Bool
    public let description: String
    public let example: String?
    public let defaults: [String]
    let names: KeyNames
    let datatype: Datatype<Value>
    let range: ValueRange<Value>?
    private let defaultValues: Result<[Value], ConversionError>

    /// Declares a key; the parameters are those of ``Key``. Values of the file replace all of the defaults.
    public init(
        _ name: String, _ datatype: Datatype<Value>, required: Bool = false, defaults: [String] = [],
        range: ValueRange<Value>? = nil, description: String, example: String? = nil
    ) {
        names = KeyNames(name)
        self.datatype = datatype
        isRequired = required
        self.defaults = defaults
        defaultValues = datatype.values(of: defaults)
        self.range = range
        self.description = description
        self.example = example
    }

    public var name: String { names.declared }
    public var datatypeName: String { datatype.name }
    public var rangeDescription: String? { range?.words ?? datatype.oneOfItsWords }
    public var isMultiple: Bool { true }

    public func convertErased(_ text: String) throws(ConversionError) -> any Sendable {
        try datatype.convert(text)
    }

    public func validate() throws(ConfigurationError) {
        try range.check(try convertedDefaults(), of: name)
        if let example { try range.check(names.valid(datatype.values(of: [example])), of: name) }
    }

    /// The defaults.
    func convertedDefaults() throws(ConfigurationError) -> [Value] {
        try names.valid(defaultValues)
    }
}

/// The name of a key as it is declared.
struct KeyNames: Sendable {
    let declared: String

    init(_ declared: String) {
        self.declared = declared
    }

    /// Values from the declaration of the key.
    func valid<Value>(_ values: Result<[Value], ConversionError>) throws(ConfigurationError) -> [Value] {
        switch values {
        case .success(let values): return values
        case .failure(let error):
            throw ConfigurationError(.schema, "the declaration of '\(declared)': \(error.message)", key: declared)
        }
    }
}

extension Datatype {
    /// `one of a, b, c`; nil if it accepts other texts, too.
    fileprivate var oneOfItsWords: String? {
        words.isEmpty ? nil : "one of \(words.joined(separator: ", "))"
    }

    fileprivate func values(of texts: [String]) -> Result<[Value], ConversionError> {
        Result { () throws(ConversionError) in
            try texts.map { text throws(ConversionError) in try convert(text) }
        }
    }
}

extension Optional {
    /// Checks values from the declaration of a key against its range, if it has one.
    fileprivate func check<Value>(_ values: [Value], of key: String) throws(ConfigurationError)
    where Wrapped == ValueRange<Value> {
        guard let range = self, !values.allSatisfy(range.contains) else { return }
        throw ConfigurationError(.schema, "the declaration of '\(key)': a value is not \(range.words)", key: key)
    }
}
