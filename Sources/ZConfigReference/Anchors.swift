/// Names of places in a document: each once, and of characters that need no escaping in an address.
struct Anchors {
    private var known: Set<String> = []

    /// A name that is like the given one and that no other place has.
    mutating func new(_ name: String) -> String {
        let name = Anchors.safe(name)
        var anchor = name
        var number = 1
        while !known.insert(anchor).inserted {
            number += 1
            anchor = "\(name)-\(number)"
        }
        return anchor
    }

    /// In lower case, with a `-` for each run of other characters than letters, digits, `.`, `_` and `-`.
    private static func safe(_ name: String) -> String {
        var safe: [UInt8] = []
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): safe.append(byte | 0x20)
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): safe.append(byte)
            case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"): safe.append(byte)
            default: if safe.last != UInt8(ascii: "-") { safe.append(UInt8(ascii: "-")) }
            }
        }
        return String(decoding: safe, as: UTF8.self)
    }
}
