import BigInt

/// Values as JSON.
package enum JSONText {
    /// The JSON of a value of a stock datatype: numbers exact, `inf`, `-inf` and `nan` as strings, what is no stock value
    /// as its description.
    package static func compact(_ value: any Sendable) -> String {
        switch value {
        case let text as String: quoted(text)
        case let flag as Bool: flag ? "true" : "false"
        case let number as BigInt: number.description
        case let number as Int: number.description
        case let number as Double: text(of: number)
        case let time as TimeDelta: seconds(of: time)
        case let list as [String]: "[\(list.map(quoted).joined(separator: ","))]"
        default: quoted("\(value)")
        }
    }

    private static func text(of number: Double) -> String {
        if number.isNaN { return "\"nan\"" }
        return number.isInfinite ? (number < 0 ? "\"-inf\"" : "\"inf\"") : number.description
    }

    /// Seconds with as many decimals as there are.
    private static func seconds(of time: TimeDelta) -> String {
        let nanoseconds = time.nanoseconds.magnitude
        let (seconds, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        return "\(time.nanoseconds < 0 ? "-" : "")\(seconds)" + (rest == 0 ? "" : ".\(rest)")
    }

    /// A string of JSON. Source: RFC 8259, 7.
    package static func quoted(_ text: String) -> String {
        var bytes: [UInt8] = [UInt8(ascii: "\"")]
        bytes.reserveCapacity(text.utf8.count + 2)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0x0A: bytes += Array("\\n".utf8)
            case 0x0D: bytes += Array("\\r".utf8)
            case 0x09: bytes += Array("\\t".utf8)
            case 0..<0x20, 0x7F:
                let digits = String(byte, radix: 16)
                bytes += Array("\\u\(digits.count == 1 ? "000" : "00")\(digits)".utf8)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
        return String(decoding: bytes, as: UTF8.self)
    }
}
