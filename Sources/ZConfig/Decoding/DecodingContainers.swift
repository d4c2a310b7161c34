/// A section, or the keys that have no declarations of their own.
struct FieldsContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: PartDecoder
    let fields: any DecodingFields

    var codingPath: [any CodingKey] { decoder.codingPath }
    var allKeys: [Key] { fields.names.compactMap(Key.init(stringValue:)) }

    /// Whether there is something for a key. What is wrong with it is told when it is decoded.
    func contains(_ key: Key) -> Bool {
        do {
            return try !part(key).isAbsent
        } catch {
            return true
        }
    }

    func decodeNil(forKey key: Key) throws -> Bool {
        try part(key).isAbsent
    }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try inner(key).decode(type)
    }

    func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
        let inner = try inner(key)
        return inner.part.isAbsent ? nil : try inner.decode(type)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try inner(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try inner(key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { decoder }

    func superDecoder(forKey key: Key) throws -> any Decoder {
        try inner(key)
    }

    private func part(_ key: Key) throws(ConfigurationError) -> DecodingPart {
        try fields.part(named: key.stringValue, decoder.session.tables)
    }

    private func inner(_ key: Key) throws(ConfigurationError) -> PartDecoder {
        decoder.entering(try part(key), key)
    }
}

/// Several values or sections.
struct ListContainer: UnkeyedDecodingContainer {
    private let decoder: PartDecoder
    private let list: DecodingList
    private(set) var currentIndex = 0

    init(_ decoder: PartDecoder, _ list: DecodingList) {
        self.decoder = decoder
        self.list = list
    }

    var codingPath: [any CodingKey] { decoder.codingPath }
    var count: Int? { list.count }
    var isAtEnd: Bool { currentIndex >= list.count }

    func decodeNil() throws -> Bool { false }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        let value = try inner().decode(type)
        currentIndex += 1
        return value
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
        let container = try inner().container(keyedBy: type)
        currentIndex += 1
        return container
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        let container = try inner().unkeyedContainer()
        currentIndex += 1
        return container
    }

    mutating func superDecoder() throws -> any Decoder {
        let decoder = try inner()
        currentIndex += 1
        return decoder
    }

    private func inner() throws(ConfigurationError) -> PartDecoder {
        guard !isAtEnd else {
            throw decoder.part.error(.configuration, "there are no more than \(list.count), where another is wanted")
        }
        return decoder.entering(list.element(currentIndex), Index(intValue: currentIndex))
    }

    private struct Index: CodingKey {
        let intValue: Int?
        var stringValue: String { "\(intValue ?? 0)" }

        init(intValue: Int) { self.intValue = intValue }
        init?(stringValue: String) { nil }
    }
}

/// One value, or whatever a type wants to see as one.
struct ValueContainer: SingleValueDecodingContainer {
    let decoder: PartDecoder

    var codingPath: [any CodingKey] { decoder.codingPath }

    func decodeNil() -> Bool { decoder.part.isAbsent }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try decoder.decode(type)
    }
}
