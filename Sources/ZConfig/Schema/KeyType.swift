/// How the keys of a section are read: what they are converted to is what they are compared by.
public struct KeyType: Sendable {
    /// The name of the datatype.
    public let name: String
    private let conversion: @Sendable (String) throws(ConversionError) -> Name

    /// A key after its conversion.
    struct Name: Sendable {
        /// The text, or the JSON of a value that is none.
        let text: String
        /// Whether the value is a text: only then can it be the name of a section, too.
        let isText: Bool
    }

    /// A key type whose values are of a datatype.
    public init<Value>(_ datatype: Datatype<Value>) {
        name = datatype.name
        conversion = { text throws(ConversionError) in
            let value = try datatype.convert(text)
            if let text = value as? String { return Name(text: text, isText: true) }
            guard !(value is [String]) else { throw ConversionError("a list of words cannot be a key") }
            return Name(text: JSONOutput.compact(value), isText: false)
        }
    }

    /// Letters, digits, `-`, `.` and `_`, in any case: what keys are unless something else is declared.
    public static let basicKey = KeyType(.basicKey)

    /// Whether its values are texts: a name from another key type that is no text is never equal to one, and the other
    /// way round.
    var givesText: Bool { !KeyType.withoutText.contains(name) }

    private static let withoutText: Set<String> = [
        "boolean", "integer", "float", "port-number", "byte-size", "time-interval", "timedelta", "string-list",
        "inet-address", "inet-binding-address", "inet-connection-address",
        "socket-address", "socket-binding-address", "socket-connection-address",
        "ZConfig.components.logger.datatypes.logging_level", "ZConfig.components.logger.handlers.http_handler_url",
    ]

    func convert(_ text: String) throws(ConversionError) -> Name {
        try conversion(text)
    }

    /// Two key types are the same if their datatypes have the same name.
    public static func == (left: KeyType, right: KeyType) -> Bool { left.name == right.name }
}

extension KeyType: Equatable {}
