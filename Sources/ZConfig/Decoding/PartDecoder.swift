internal import BigInt

/// Decodes a part of a configuration.
struct PartDecoder: Decoder {
    let part: DecodingPart
    let session: DecodingSession
    let codingPath: [any CodingKey]
    /// How many values are being decoded around it.
    private let depth: Int

    var userInfo: [CodingUserInfoKey: Any] { session.userInfo }

    init(_ part: DecodingPart, _ session: DecodingSession) {
        self.init(part, session, [], 0)
    }

    private init(_ part: DecodingPart, _ session: DecodingSession, _ codingPath: [any CodingKey], _ depth: Int) {
        self.part = part
        self.session = session
        self.codingPath = codingPath
        self.depth = depth
    }

    /// A decoder of something in the part.
    func entering(_ part: DecodingPart, _ key: any CodingKey) -> PartDecoder {
        PartDecoder(part, session, codingPath + [key], depth)
    }

    // MARK: Decoding

    /// Decodes the part: a value as it is or by a stock datatype, all else by what the type says of itself.
    func decode<Value: Decodable>(_ type: Value.Type) throws(ConfigurationError) -> Value {
        guard depth < ZConfigDecoder.deepestNesting else {
            throw part.error(
                .configuration, "more than \(ZConfigDecoder.deepestNesting) values in one another cannot be decoded")
        }
        if case .value(let value) = part.content, let value = value.typed as? Value { return value }
        if let stock = try stockValue(type), let value = stock as? Value { return value }
        let words = (type as? any CaseIterable.Type)?.words ?? []
        let inner = PartDecoder(
            words.isEmpty ? part : part.spelt(asOneOf: words), session, codingPath, depth + 1)
        do {
            return try Value(from: inner)
        } catch let error as ConfigurationError {
            throw error
        } catch {
            throw part.error(.conversion, message(of: error, words))
        }
    }

    /// What a type of the standard library that has a datatype is decoded to; nil for other types.
    private func stockValue(_ type: any Decodable.Type) throws(ConfigurationError) -> Any? {
        switch type {
        case is String.Type: try part.string()
        case is Bool.Type: try part.boolean()
        case is Double.Type: try part.double()
        case is Float.Type: Float(try part.double())
        case is Duration.Type: try part.duration()
        case is BigInt.Type: try part.bigInteger()
        case let type as any FixedWidthInteger.Type: try part.integer(type)
        default: nil
        }
    }

    /// What an error that a type has thrown comes to.
    private func message(of error: any Error, _ words: [String]) -> String {
        if let error = error as? ConversionError { return error.message }
        guard let error = error as? DecodingError else { return "\(error)" }
        if let text = try? part.string(), !words.isEmpty {
            let hint = NearestName.hint(for: text, among: words)
            return "\(text.quoted) is none of \(words.joined(separator: ", "))\(hint)"
        }
        switch error {
        case .dataCorrupted(let context), .keyNotFound(_, let context), .typeMismatch(_, let context),
            .valueNotFound(_, let context):
            return context.debugDescription
        @unknown default: return "\(error)"
        }
    }

    // MARK: Containers

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(FieldsContainer(decoder: self, fields: try part.fields()))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        ListContainer(self, try part.elements())
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        ValueContainer(decoder: self)
    }
}

extension CaseIterable {
    /// The raw values of an enumeration of strings.
    fileprivate static var words: [String] {
        allCases.compactMap { ($0 as? any RawRepresentable<String>)?.rawValue }
    }
}
