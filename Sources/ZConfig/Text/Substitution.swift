/// Puts values in the place of `$name`, `${name}`, `$(NAME)` and `$$`.
enum Substitution {
    /// The text with everything replaced. What is put in is not looked through again.
    /// - Throws: the message of a substitution error.
    static func replace(
        in text: String, defines: [String: String], environment: (String) -> String?
    ) throws(LineError) -> String {
        guard text.utf8.contains(UInt8(ascii: "$")) else { return text }
        var result: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let dollar = rest.firstIndex(of: UInt8(ascii: "$")) {
            result += rest[..<dollar]
            rest = rest[(dollar + 1)...]
            switch rest.first {
            case UInt8(ascii: "$"):
                result.append(UInt8(ascii: "$"))
                rest = rest.dropFirst()
            case UInt8(ascii: "{"):
                let name = try takeName(&rest, until: UInt8(ascii: "}"))
                result += try value(name.lowercased(), written: name, defines[name.lowercased()]).utf8
            case UInt8(ascii: "("):
                let name = try takeName(&rest, until: UInt8(ascii: ")"))
                result += try value(name, written: name, environment(name)).utf8
            default:
                let end = nameEnd(rest)
                guard end > rest.startIndex else {
                    throw LineError("substitution syntax error: '$' before what is no name; '$$' stands for a '$'")
                }
                let name = String(decoding: rest[..<end], as: UTF8.self)
                result += try value(name.lowercased(), written: name, defines[name.lowercased()]).utf8
                rest = rest[end...]
            }
        }
        return String(decoding: result + rest, as: UTF8.self)
    }

    /// Whether a text is a name: ASCII letters, digits and `_`, not beginning with a digit.
    static func isName(_ text: String) -> Bool {
        let bytes = Array(text.utf8)[...]
        return !bytes.isEmpty && nameEnd(bytes) == bytes.endIndex
    }

    private static func value(_ name: String, written: String, _ value: String?) throws(LineError) -> String {
        guard let value else { throw LineError("no replacement for '\(name)'") }
        return value
    }

    /// Takes a name and the marks around it.
    private static func takeName(_ rest: inout ArraySlice<UInt8>, until mark: UInt8) throws(LineError) -> String {
        let inner = rest.dropFirst()
        let end = nameEnd(inner)
        guard end > inner.startIndex, end < inner.endIndex, inner[end] == mark else {
            throw LineError(
                "substitution syntax error: a name and '\(Character(Unicode.Scalar(mark)))' must follow '$\(Character(Unicode.Scalar(rest.first!)))'")
        }
        rest = inner[(end + 1)...]
        return String(decoding: inner[..<end], as: UTF8.self)
    }

    /// Where the longest name at the start ends.
    private static func nameEnd(_ bytes: ArraySlice<UInt8>) -> Int {
        var end = bytes.startIndex
        while end < bytes.endIndex {
            switch bytes[end] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): break
            case UInt8(ascii: "0")...UInt8(ascii: "9") where end > bytes.startIndex: break
            default: return end
            }
            end += 1
        }
        return end
    }
}
