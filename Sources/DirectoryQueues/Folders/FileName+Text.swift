import Daemons

extension FileName {
    /// The name as a text, a different one for each name: bytes that are not UTF-8, and those of control characters,
    /// appear as `\xNN`, and a backslash as two.
    var text: String {
        if let text = String(validating: bytes, as: UTF8.self), text.unicodeScalars.allSatisfy(FileName.isPlain) {
            return text
        }
        var text = ""
        var rest = bytes[...]
        while let first = rest.first {
            // A scalar is the shortest beginning that is UTF-8, of at most four bytes.
            let length = (1...4).first { length in
                length <= rest.count && String(validating: rest.prefix(length), as: UTF8.self) != nil
            }
            let scalar = length.flatMap { String(decoding: rest.prefix($0), as: UTF8.self).unicodeScalars.first }
            switch (scalar, length) {
            case ("\\", _):
                text += "\\\\"
                rest = rest.dropFirst()
            case (let scalar?, let length?) where FileName.isPlain(scalar):
                text.unicodeScalars.append(scalar)
                rest = rest.dropFirst(length)
            default:
                text += FileName.number(first)
                rest = rest.dropFirst()
            }
        }
        return text
    }

    /// The name as a text in which all that is not ASCII appears as `\xNN`, too.
    var textInASCII: String {
        var text = ""
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\\"): text += "\\\\"
            case 0x20..<0x7F: text.unicodeScalars.append(Unicode.Scalar(byte))
            default: text += FileName.number(byte)
            }
        }
        return text
    }

    private static func number(_ byte: UInt8) -> String {
        "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        scalar != "\\" && scalar.properties.generalCategory != .control
    }
}
