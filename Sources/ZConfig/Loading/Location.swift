/// Finds the file that an `%include` means.
enum Location {
    /// Resolves a reference against the file it stands in: a path or a `file:` URL, in which `%20` and its like stand
    /// for characters.
    /// - Throws: the message of what is wrong with it.
    static func resolve(_ reference: String, from file: String) throws(LineError) -> String {
        guard !reference.contains("#") else {
            throw LineError("fragment identifiers are not supported: '\(reference)'")
        }
        var path = reference
        if path.hasPrefix("file:") {
            path = String(path.dropFirst(5))
            if path.hasPrefix("//") { path = String(path.dropFirst(2).drop { $0 != "/" }) }
        } else if path.hasPrefix("package:") {
            throw LineError("there is no package for '\(reference)'")
        } else if let scheme = path.firstIndex(of: ":"), !path[..<scheme].contains("/") {
            throw LineError("only paths and file: URLs can be included, not '\(reference)'")
        }
        let decoded = percentDecoded(path)
        if decoded.hasPrefix("/") { return normalized(decoded) }
        let directory = file.lastIndex(of: "/").map { file[...$0] } ?? ""
        return normalized(directory + decoded)
    }

    private static func percentDecoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.first {
            let code = String(decoding: rest.dropFirst().prefix(2), as: UTF8.self)
            if byte == UInt8(ascii: "%"), code.utf8.count == 2, let value = UInt8(code, radix: 16) {
                bytes.append(value)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(byte)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The path without `.` and `name/..`, as RFC 3986 (5.2.4) joins it.
    private static func normalized(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/", omittingEmptySubsequences: true) where part != "." {
            if part == "..", let last = parts.last, last != ".." {
                parts.removeLast()
            } else if part != ".." || !path.hasPrefix("/") {
                parts.append(part)
            }
        }
        return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    }
}
