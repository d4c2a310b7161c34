/// Finds the file that an `%include` means.
enum Location {
    /// What is wrong with a reference.
    struct Failure: Error {
        let message: String
    }

    /// The path of a first file, which may be given as a `file:` URL.
    static func path(_ location: String) -> String {
        guard location.hasPrefix("file:"), let path = try? resolve(location, from: "") else { return location }
        return path
    }

    /// Resolves a reference against the file it stands in: a path or a `file:` URL, in which `%20` and its like stand
    /// for characters. Source: RFC 3986, 5.2.
    static func resolve(_ reference: String, from file: String) throws(Failure) -> String {
        let text = reference.utf8
        let mark = text.firstIndex(of: UInt8(ascii: "#")) ?? text.endIndex
        guard text[mark...].count <= 1 else {
            throw Failure(message: "fragment identifiers are not supported: \(reference.quoted)")
        }
        let path = percentDecoded(String(try withoutScheme(reference[..<mark])))
        if path.hasPrefix("/") { return normalized(path) }
        if path.isEmpty { return file }
        let directory = file.utf8.lastIndex(of: UInt8(ascii: "/")).map { file[...$0] } ?? ""
        return normalized(directory + path)
    }

    private static func withoutScheme(_ reference: Substring) throws(Failure) -> Substring {
        let scheme = reference.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
        guard reference[scheme.endIndex...].first == ":", scheme.first?.isLetter == true else {
            return try withoutHost(reference)
        }
        switch scheme.lowercased() {
        case "file": return try withoutHost(reference[scheme.endIndex...].dropFirst())
        case "package": throw Failure(message: "there is no package for \(String(reference).quoted)")
        default: throw Failure(message: "only paths and file: URLs can be included, not \(String(reference).quoted)")
        }
    }

    private static func withoutHost(_ reference: Substring) throws(Failure) -> Substring {
        guard reference.hasPrefix("//") else { return reference }
        let host = reference.dropFirst(2).prefix { $0 != "/" }
        guard host.isEmpty || host.lowercased() == "localhost" else {
            throw Failure(message: "files of another host cannot be included: \(String(reference).quoted)")
        }
        return reference[host.endIndex...]
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
