import BigInt

/// Values as JSON.
package enum JSONOutput {
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
        case let address as InetAddress: pair(address.host, address.port)
        case let target as HTTPTarget: "[\(quoted(target.netloc)),\(quoted(target.selector))]"
        case .inet(let address) as SocketAddress: socket("inet", pair(address.host, address.port))
        case .inet6(let address) as SocketAddress: socket("inet6", pair(address.host, address.port))
        case .unix(let path) as SocketAddress: socket("unix", quoted(path))
        default: quoted("\(value)")
        }
    }

    private static func text(of number: Double) -> String {
        if number.isNaN { return "\"nan\"" }
        return number.isInfinite ? (number < 0 ? "\"-inf\"" : "\"inf\"") : number.description
    }

    /// Seconds with up to six decimals.
    private static func seconds(of time: TimeDelta) -> String {
        let (seconds, rest) = time.microseconds.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
        var text = "\(time.microseconds < 0 ? "-" : "")\(seconds)"
        if rest > 0 { text += "." + String(String(1_000_000 + rest).dropFirst()) }
        return text
    }

    private static func pair(_ host: String, _ port: Int?) -> String {
        "[\(quoted(host)),\(port.map(String.init) ?? "null")]"
    }

    private static func socket(_ family: String, _ address: String) -> String {
        "{\"family\":\"\(family)\",\"address\":\(address)}"
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
