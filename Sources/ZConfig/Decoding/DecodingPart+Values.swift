import BigInt

/// The values of a part, as Swift has them.
extension DecodingPart {
    /// The one value that the part is.
    /// - Parameter wanted: what is asked for, with its article.
    package func value(_ wanted: String) throws(ConfigurationError) -> DecodingValue {
        switch content {
        case .value(let value): return value
        case .repeated(let list):
            guard list.count == 1 else { throw repeated(list) }
            return try list.element(0).value(wanted)
        case .list:
            throw error(.conversion, "may stand several times, where \(wanted) is wanted; decode it to an array")
        case .fields:
            throw error(.conversion, "there are keys and sections in it, where \(wanted) is wanted")
        case .absent(let absence): throw error(absence)
        }
    }

    /// The values that the part is, or the sections.
    package func elements() throws(ConfigurationError) -> DecodingList {
        switch content {
        case .list(let list), .repeated(let list): return list
        case .value(let value):
            guard let elements = value.typed as? [Any] else {
                throw error(.conversion, "\(value.text.quoted) is one value, where a list is wanted")
            }
            return DecodingList(count: elements.count) { [subject] index in
                let element = DecodingValue(
                    typed: elements[index], text: "\(elements[index])", datatype: value.datatype)
                return DecodingPart(.value(element), subject)
            }
        case .fields: throw error(.conversion, "there are keys and sections in it, where a list is wanted")
        case .absent(.unknown): return DecodingList(count: 0) { _ in self }
        case .absent(let absence): throw error(absence)
        }
    }

    /// The names and parts that the part is made of.
    func fields() throws(ConfigurationError) -> any DecodingFields {
        switch content {
        case .fields(let fields): return fields
        case .repeated(let list):
            guard list.count == 1 else { throw repeated(list) }
            return try list.element(0).fields()
        case .list:
            throw error(.conversion, "may stand several times, where one section is wanted; decode it to an array")
        case .value(let value): throw error(.conversion, "\(value.text.quoted) is a value, where a section is wanted")
        case .absent(let absence): throw error(absence)
        }
    }

    private func repeated(_ list: DecodingList) -> ConfigurationError {
        list.element(1).error(.configuration, "stands \(list.count) times, where one is wanted")
    }

    // MARK: Values

    /// Any value: a text, the raw value of a case, or what is written.
    package func string() throws(ConfigurationError) -> String {
        let value = try value("a text")
        return value.typed as? String ?? (value.typed as? any RawRepresentable<String>)?.rawValue ?? value.text
    }

    /// A boolean, or the text of one.
    package func boolean() throws(ConfigurationError) -> Bool {
        let value = try value("a boolean")
        return switch value.typed {
        case let flag as Bool: flag
        case let text as String: try convert(text, .boolean)
        default: throw mismatch(value, "a boolean")
        }
    }

    /// A whole number, or the text of one, that the type can hold.
    package func integer<Number: FixedWidthInteger>(_ type: Number.Type) throws(ConfigurationError) -> Number {
        let value = try value("a whole number")
        let number =
            switch value.typed {
            case let number as any BinaryInteger: Number(exactly: number)
            case let text as String: Number(exactly: try convert(text, .integer))
            default: throw mismatch(value, "a whole number")
            }
        guard let number else {
            throw error(
                .conversion, "\(value.text.quoted) is out of range; it must be \(Number.min) to \(Number.max)")
        }
        return number
    }

    /// A number, a length of time in seconds, or the text of a number.
    package func double() throws(ConfigurationError) -> Double {
        let value = try value("a number")
        return switch value.typed {
        case let number as Double: number
        case let number as any BinaryFloatingPoint: Double(number)
        case let number as BigInt: Double(number)
        case let number as any BinaryInteger: Double(number)
        case let time as TimeDelta: Double(time.nanoseconds) / 1e9
        case let time as Duration: time / .seconds(1)
        case let text as String: try convert(text, .float)
        default: throw mismatch(value, "a number")
        }
    }

    /// A length of time, a whole number of seconds of the datatype `time-interval`, or the text of a length of time.
    package func duration() throws(ConfigurationError) -> Duration {
        let value = try value("a length of time")
        switch value.typed {
        case let time as Duration: return time
        case let time as TimeDelta: return .nanoseconds(time.nanoseconds)
        case let number as any BinaryInteger where value.datatype == "time-interval":
            guard let seconds = Int64(exactly: number) else {
                throw error(.conversion, "\(value.text.quoted) is too long")
            }
            return .seconds(seconds)
        case let text as String: return .nanoseconds(try convert(text, .timedelta).nanoseconds)
        default: throw mismatch(value, "a length of time")
        }
    }

    /// A whole number, or the text of one, of any size.
    func bigInteger() throws(ConfigurationError) -> BigInt {
        let value = try value("a whole number")
        return switch value.typed {
        case let number as any BinaryInteger: BigInt(number)
        case let text as String: try convert(text, .integer)
        default: throw mismatch(value, "a whole number")
        }
    }

    private func convert<Value>(_ text: String, _ datatype: Datatype<Value>) throws(ConfigurationError) -> Value {
        do {
            return try datatype.convert(text)
        } catch {
            throw self.error(.conversion, error.message)
        }
    }

    private func mismatch(_ value: DecodingValue, _ wanted: String) -> ConfigurationError {
        error(
            .conversion,
            "\(value.text.quoted) is of the datatype \(value.datatype ?? "string"), where \(wanted) is wanted")
    }

    // MARK: Words

    /// The part with its text spelt as the one of the words that it is in another case.
    func spelt(asOneOf words: [String]) -> DecodingPart {
        guard case .value(let value) = single.content, let text = try? string(), !words.contains(text),
            let word = words.first(where: { $0.lowercased() == text.lowercased() })
        else { return self }
        return DecodingPart(
            .value(DecodingValue(typed: word, text: value.text, datatype: value.datatype)), single.subject)
    }

    /// The part, or what stands there once.
    private var single: DecodingPart {
        if case .repeated(let list) = content, list.count == 1 { list.element(0) } else { self }
    }
}
