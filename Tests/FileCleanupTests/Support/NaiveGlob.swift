/// Patterns as their definition says, in exponential time.
enum NaiveGlob {
    static func matches(_ pattern: String, _ text: String) -> Bool {
        matches(Array(pattern.utf8)[...], Array(text.utf8)[...], isAtStart: true)
    }

    private static let slash = UInt8(ascii: "/")

    private static func matches(
        _ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>, isAtStart: Bool
    ) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        let rest = pattern.dropFirst()
        switch first {
        case UInt8(ascii: "*") where rest.first == UInt8(ascii: "*"):
            let after = rest.drop { $0 == UInt8(ascii: "*") }
            if isAtStart, after.first == slash {
                let inner = after.dropFirst()
                return matches(inner, text, isAtStart: true)
                    || text.indices.contains {
                        text[$0] == slash && matches(inner, text[($0 + 1)...], isAtStart: true)
                    }
            }
            return (text.startIndex...text.endIndex).contains { matches(after, text[$0...], isAtStart: false) }
        case UInt8(ascii: "*"):
            let end = text.firstIndex(of: slash) ?? text.endIndex
            return (text.startIndex...end).contains { matches(rest, text[$0...], isAtStart: false) }
        case UInt8(ascii: "?"):
            guard let byte = text.first, byte != slash else { return false }
            return matches(rest, text.dropFirst(), isAtStart: false)
        case UInt8(ascii: "["):
            guard let close = rest.dropFirst().firstIndex(of: UInt8(ascii: "]")) else { break }
            guard let byte = text.first, byte != slash else { return false }
            let isNegated = rest.first == UInt8(ascii: "!")
            let members = rest[..<close].dropFirst(isNegated ? 1 : 0)
            return members.contains(byte) != isNegated
                && matches(rest[(close + 1)...], text.dropFirst(), isAtStart: false)
        case UInt8(ascii: "\\"):
            return text.first == rest.first && matches(rest.dropFirst(), text.dropFirst(), isAtStart: false)
        default:
            break
        }
        return text.first == first && matches(rest, text.dropFirst(), isAtStart: first == slash)
    }
}
