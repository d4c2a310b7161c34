/// Bytes of a URI written as `%` and two hexadecimal digits.
enum PercentEncoding {
    /// The byte whose two digits begin there; nil if they are no digits or not there.
    @inline(__always)
    static func byte(at position: Int, in bytes: ArraySlice<UInt8>) -> UInt8? {
        guard bytes.endIndex - position >= 2, let high = digit(bytes[position]), let low = digit(bytes[position + 1])
        else { return nil }
        return high << 4 | low
    }

    /// The bytes with every escape resolved; nil if one has no two digits.
    static func decode(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var position = bytes.startIndex
        while position < bytes.endIndex {
            if bytes[position] == UInt8(ascii: "%") {
                guard let byte = byte(at: position + 1, in: bytes) else { return nil }
                decoded.append(byte)
                position += 3
            } else {
                decoded.append(bytes[position])
                position += 1
            }
        }
        return decoded
    }

    /// Appends bytes of a decoded path: what is no character of a path is escaped.
    static func appendPath(_ bytes: some Sequence<UInt8>, to target: inout [UInt8]) {
        for byte in bytes {
            if isPathCharacter(byte) { target.append(byte) } else { appendEscaped(byte, to: &target) }
        }
    }

    /// Appends bytes that are encoded already: only what cannot be in a URI at all is escaped, and `#`.
    static func appendEncoded(_ bytes: some Sequence<UInt8>, to target: inout [UInt8]) {
        for byte in bytes {
            if isTargetCharacter(byte) { target.append(byte) } else { appendEscaped(byte, to: &target) }
        }
    }

    /// Whether a byte may stand in the target of a request: it prints, is no space, and begins no fragment.
    @inline(__always)
    static func isTargetCharacter(_ byte: UInt8) -> Bool {
        byte > 32 && byte < 127 && byte != UInt8(ascii: "#")
    }

    private static func isPathCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        // The characters from & to ; are: & ' ( ) * + , - . / the digits : ;
        case UInt8(ascii: "&")...UInt8(ascii: ";"): true
        case UInt8(ascii: "!"), UInt8(ascii: "$"), UInt8(ascii: "="), UInt8(ascii: "@"): true
        case UInt8(ascii: "_"), UInt8(ascii: "~"): true
        default: false
        }
    }

    private static func appendEscaped(_ byte: UInt8, to target: inout [UInt8]) {
        target.append(UInt8(ascii: "%"))
        target.append(hexadecimal(byte >> 4))
        target.append(hexadecimal(byte & 15))
    }

    private static func hexadecimal(_ digit: UInt8) -> UInt8 {
        digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10
    }

    @inline(__always)
    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
