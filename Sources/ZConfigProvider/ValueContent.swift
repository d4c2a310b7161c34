internal import Configuration
internal import ZConfig

extension DecodingPart {
    /// The part as a type of the reader.
    /// - Throws: a `conversion` error if it does not become one.
    func content(
        _ type: ConfigType, _ bytesDecoder: any ConfigBytesFromStringDecoder
    ) throws(ConfigurationError) -> ConfigContent {
        switch type {
        case .string: .string(try string())
        case .int: .int(try intOrSeconds())
        case .double: .double(try doubleOrSeconds())
        case .bool: .bool(try boolean())
        case .bytes: .bytes(try bytes(bytesDecoder))
        case .stringArray: .stringArray(try all { part throws(ConfigurationError) in try part.string() })
        case .intArray: .intArray(try all { part throws(ConfigurationError) in try part.intOrSeconds() })
        case .doubleArray: .doubleArray(try all { part throws(ConfigurationError) in try part.doubleOrSeconds() })
        case .boolArray: .boolArray(try all { part throws(ConfigurationError) in try part.boolean() })
        case .byteChunkArray:
            .byteChunkArray(try all { part throws(ConfigurationError) in try part.bytes(bytesDecoder) })
        }
    }

    private func all<Value>(
        _ convert: (DecodingPart) throws(ConfigurationError) -> Value
    ) throws(ConfigurationError) -> [Value] {
        let list = try elements()
        return try (0..<list.count).map { index throws(ConfigurationError) in try convert(list.element(index)) }
    }

    /// A whole number; else a length of time in whole seconds, which is how the reader takes a `Duration`.
    private func intOrSeconds() throws(ConfigurationError) -> Int {
        do {
            return try integer(Int.self)
        } catch let failure {
            guard let time = try? duration() else { throw failure }
            let (seconds, attoseconds) = time.components
            guard attoseconds == 0 else {
                throw error(.conversion, "'\(try string())' is not a whole number of seconds; ask for a double")
            }
            return Int(seconds)
        }
    }

    /// A number; else a length of time in seconds.
    private func doubleOrSeconds() throws(ConfigurationError) -> Double {
        do {
            return try double()
        } catch let failure {
            guard let time = try? duration() else { throw failure }
            return time / .seconds(1)
        }
    }

    private func bytes(_ decoder: any ConfigBytesFromStringDecoder) throws(ConfigurationError) -> [UInt8] {
        guard let bytes = decoder.decode(try string()) else {
            throw error(.conversion, "the text is not of the encoding of bytes")
        }
        return bytes
    }
}
