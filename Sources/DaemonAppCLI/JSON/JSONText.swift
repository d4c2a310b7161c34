import Scheduling

/// A JSON value; each way to read it says at which place it is something else.
indirect enum JSONText {
    case object([String: JSONText])
    case array([JSONText])
    case string(String)
    case number(DecimalNumber)
    /// True, false or null.
    case other

    func object(_ place: String) throws -> [(key: String, value: JSONText)] {
        guard case .object(let members) = self else { throw InputError("\(place): this must be an object") }
        return members.sorted { $0.key < $1.key }
    }

    func array(_ place: String) throws -> [JSONText] {
        guard case .array(let elements) = self else { throw InputError("\(place): this must be an array") }
        return elements
    }

    /// An array of arrays of two, each with its place.
    func pairs(_ place: String) throws -> [(place: String, first: JSONText, second: JSONText)] {
        try array(place).enumerated().map { index, element in
            let place = "\(place)[\(index)]"
            let pair = try element.array(place)
            guard pair.count == 2 else { throw InputError("\(place): this must be an array of two") }
            return (place, pair[0], pair[1])
        }
    }

    func string(_ place: String) throws -> String {
        guard case .string(let text) = self else { throw InputError("\(place): this must be a string") }
        return text
    }

    /// A number of seconds, not negative, rounded to a nanosecond.
    func seconds(_ place: String) throws -> Nanoseconds {
        try number(place).seconds
    }

    /// A whole number, not negative.
    func whole(_ place: String) throws -> Int {
        guard let whole = try number(place).whole else { throw InputError("\(place): this must be a whole number") }
        return whole
    }

    private func number(_ place: String) throws -> DecimalNumber {
        guard case .number(let number) = self else { throw InputError("\(place): this must be a number") }
        guard !number.isNegative else { throw InputError("\(place): this must not be negative") }
        return number
    }
}
