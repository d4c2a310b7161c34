/// What every key of a section type declares, whatever the type of its values.
public protocol KeyDeclaration: Sendable {
    /// The name, as it is written in documentation; the case does not matter.
    var name: String { get }
    /// The stock name of the datatype.
    var datatypeName: String { get }
    /// Whether the key may stand several times.
    var isMultiple: Bool { get }
    /// Whether the key has to be there.
    var isRequired: Bool { get }
    /// The values if none is given, as one would write them.
    var defaults: [String] { get }
    /// What the value must be within its datatype, in words.
    var rangeDescription: String? { get }
    /// What the key means.
    var description: String { get }
    /// A value as one would write it.
    var example: String? { get }

    /// The value of a text.
    func convertErased(_ text: String) throws(ConversionError) -> any Sendable
}

/// A key that may stand once in a section.
public struct Key<Value: Sendable>: KeyDeclaration {
    public let name: String
    public let isRequired: Bool
    public let rangeDescription: String?
    public let description: String
    public let example: String?
    public let defaults: [String]
    let datatype: Datatype<Value>
    let range: ValueRange<Value>?

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
        self.name = name
        self.datatype = datatype
        isRequired = required
        defaults = `default`.map { [$0] } ?? []
        self.range = range
        rangeDescription = range?.words
        self.description = description
        self.example = example
    }

    public var datatypeName: String { datatype.name }
    public var isMultiple: Bool { false }

    public func convertErased(_ text: String) throws(ConversionError) -> any Sendable {
        try datatype.convert(text)
    }
}

/// A key that may stand several times in a section.
public struct MultiKey<Value: Sendable>: KeyDeclaration {
    public let name: String
    public let isRequired: Bool
    public let rangeDescription: String?
    public let description: String
    public let example: String?
    public let defaults: [String]
    let datatype: Datatype<Value>
    let range: ValueRange<Value>?

    /// Declares a key; the parameters are those of ``Key``.
    public init(
        _ name: String, _ datatype: Datatype<Value>, required: Bool = false, defaults: [String] = [],
        range: ValueRange<Value>? = nil, description: String, example: String? = nil
    ) {
        self.name = name
        self.datatype = datatype
        isRequired = required
        self.defaults = defaults
        self.range = range
        rangeDescription = range?.words
        self.description = description
        self.example = example
    }

    public var datatypeName: String { datatype.name }
    public var isMultiple: Bool { true }

    public func convertErased(_ text: String) throws(ConversionError) -> any Sendable {
        try datatype.convert(text)
    }
}
