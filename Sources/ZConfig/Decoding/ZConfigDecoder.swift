/// Decodes a section of a configuration into a type of the program.
///
/// ```swift
/// struct Server: Decodable {
///     var sectionName: String
///     var port: UInt16
///     var idleTime: Duration?
/// }
/// let server = try ZConfigDecoder().decode(Server.self, from: section)
/// ```
///
/// **Names.** A property is matched with the attribute, or the declared name of a key, that is spelt exactly as its coding
/// key; else with the one that has the same letters and digits, whatever their case and whatever `-`, `_` and `.` stand
/// between them: `idleTime` is `idle_time`, `idle-time` and `IdleTime`. That two fit is an error. Without a schema the keys
/// and the types of the sections are the names. `sectionName` and `sectionType` are what the section is called where
/// nothing in it has these names.
///
/// **Shapes.** A section is a keyed container, several sections or values are an unkeyed one, a `+` is a dictionary. A key
/// that is not there and has no default is nil. Without a schema a key or section type stands for one thing or for several,
/// as is asked, and an array of what is not there is empty.
///
/// **Values.** A value that is of the wanted type already is taken as it is. Any value can be had as a `String`: a text as
/// its datatype made it, a case as its raw value, all else as it is written. A whole number becomes any integer type that
/// can hold it, or a floating-point number; a length of time, a `Duration` or a floating-point number of seconds. A text is
/// converted by the stock datatype of what is wanted: boolean, integer, float or timedelta. An enumeration of strings is
/// found by the raw value, in any case if it is `CaseIterable`.
public struct ZConfigDecoder: Sendable {
    /// Values are decoded in one another to this depth, an array counted as well as what is in it. Sections may nest deeper;
    /// decoding those is an error.
    public static let deepestNesting = 100

    /// What the types that are decoded are told.
    public var userInfo: [CodingUserInfoKey: any Sendable]

    /// A decoder.
    public init(userInfo: [CodingUserInfoKey: any Sendable] = [:]) {
        self.userInfo = userInfo
    }

    /// Decodes a section that was read with a schema.
    /// - Throws: the first error: `configuration` where something is missing, `conversion` where a value does not become
    ///   what is wanted, `schema` where the schema has nothing for a property; at the line of the value or section.
    public func decode<Value: Decodable>(
        _ type: Value.Type = Value.self, from section: Section
    ) throws(ConfigurationError) -> Value {
        try decode(type, from: section as any DecodingSection)
    }

    /// Decodes a section that was read without a schema.
    /// - Throws: the first error: `configuration` where something is missing or stands too often, `conversion` where a text
    ///   does not become what is wanted; at the line of the value or section where that is known.
    public func decode<Value: Decodable>(
        _ type: Value.Type = Value.self, from section: SchemalessSection
    ) throws(ConfigurationError) -> Value {
        try decode(type, from: section as any DecodingSection)
    }

    private func decode<Value: Decodable>(
        _ type: Value.Type, from section: any DecodingSection
    ) throws(ConfigurationError) -> Value {
        let session = DecodingSession(userInfo: userInfo)
        return try PartDecoder(DecodingPart(section), session).decode(type)
    }
}

/// What all decoders of one decoding share.
final class DecodingSession {
    let userInfo: [CodingUserInfoKey: any Sendable]
    /// The names in the section types that have been met.
    let tables = NameTables()

    init(userInfo: [CodingUserInfoKey: any Sendable]) {
        self.userInfo = userInfo
    }
}
