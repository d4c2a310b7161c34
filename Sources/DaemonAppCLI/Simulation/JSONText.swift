import FoundationEssentials
import Scheduling

/// A JSON value whose numbers keep all of their digits.
indirect enum JSONText: Decodable {
    case object([String: JSONText])
    case array([JSONText])
    case string(String)
    case number(Decimal)
    case other

    init(from decoder: any Decoder) throws {
        if let keyed = try? decoder.container(keyedBy: AnyKey.self) {
            var members: [String: JSONText] = [:]
            for key in keyed.allKeys { members[key.stringValue] = try keyed.decode(JSONText.self, forKey: key) }
            self = .object(members)
        } else if var list = try? decoder.unkeyedContainer() {
            var elements: [JSONText] = []
            while !list.isAtEnd { elements.append(try list.decode(JSONText.self)) }
            self = .array(elements)
        } else {
            let single = try decoder.singleValueContainer()
            if let text = try? single.decode(String.self) {
                self = .string(text)
            } else if (try? single.decode(Bool.self)) == nil, let number = try? single.decode(Decimal.self) {
                self = .number(number)
            } else {
                self = .other
            }
        }
    }

    private struct AnyKey: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    func object(_ place: String) throws -> [(key: String, value: JSONText)] {
        guard case .object(let members) = self else { throw WorkloadError("\(place): this must be an object") }
        return members.sorted { $0.key < $1.key }
    }

    func array(_ place: String) throws -> [JSONText] {
        guard case .array(let elements) = self else { throw WorkloadError("\(place): this must be an array") }
        return elements
    }

    /// An array of arrays of two, each with its place.
    func pairs(_ place: String) throws -> [(place: String, first: JSONText, second: JSONText)] {
        try array(place).enumerated().map { index, element in
            let place = "\(place)[\(index)]"
            let pair = try element.array(place)
            guard pair.count == 2 else { throw WorkloadError("\(place): this must be an array of two") }
            return (place, pair[0], pair[1])
        }
    }

    func string(_ place: String) throws -> String {
        guard case .string(let text) = self else { throw WorkloadError("\(place): this must be a string") }
        return text
    }

    /// A number of seconds, not negative, rounded to a nanosecond, halves away from zero.
    func seconds(_ place: String) throws -> Nanoseconds {
        let parts = try decimal(place).split(separator: ".", omittingEmptySubsequences: false)
        let fraction = (parts.count > 1 ? Array(parts[1].utf8) : []) + Array(repeating: UInt8(ascii: "0"), count: 10)
        guard let whole = Int64(parts[0]), let billionths = Int64(String(decoding: fraction[..<9], as: UTF8.self)) else {
            return .forever
        }
        let carry: Int64 = fraction[9] >= UInt8(ascii: "5") ? 1 : 0
        return .seconds(whole) + Nanoseconds(billionths + carry)
    }

    /// A whole number, not negative.
    func whole(_ place: String) throws -> Int {
        let text = try decimal(place)
        guard !text.contains(".") else { throw WorkloadError("\(place): this must be a whole number") }
        return Int(text) ?? .max
    }

    /// A number that is not negative, as its decimal digits.
    private func decimal(_ place: String) throws -> String {
        guard case .number(let number) = self else { throw WorkloadError("\(place): this must be a number") }
        guard number >= 0 else { throw WorkloadError("\(place): this must not be negative") }
        return number.description
    }
}
