/// Finds the file that an `%include` means.
package enum Location {
    /// What is wrong with a reference.
    package struct Failure: Error {
        package let message: String
        /// What kind of error it is.
        package var kind = ConfigurationError.Kind.resource
    }

    /// The path of a first file, which may be given as a `file:` URL.
    package static func path(_ location: String) -> String {
        guard location.hasPrefix("file:"), let path = try? resolve(location, from: "") else { return location }
        return path
    }

    /// Resolves a reference against the file it stands in: a path or a `file:` URL, in which `%20` and its like stand
    /// for characters. Source: RFC 3986, 5.2; as in the reference implementation a path may begin with several slashes.
    /// A `package:NAME:PATH` stays as it is, and what stands in one is resolved against the working directory.
    package static func resolve(_ reference: String, from file: String) throws(Failure) -> String {
        let text = Array(reference.utf8)
        let mark = text.firstIndex(of: UInt8(ascii: "#")) ?? text.endIndex
        guard text[mark...].count <= 1 else {
            throw Failure(
                message: "fragment identifiers are not supported: \(reference.quoted)", kind: .configuration)
        }
        guard !text.contains(0) else { throw Failure(message: "no path holds a NUL: \(reference.quoted)") }
        if isInPackage(reference) { return reference }
        // An empty query is none.
        let isQueryEmpty = mark > 0 && text[..<mark].firstIndex(of: UInt8(ascii: "?")) == mark - 1
        let path = percentDecoded(try withoutScheme(text[..<(isQueryEmpty ? mark - 1 : mark)], of: reference))
        guard !path.contains(0) else { throw Failure(message: "no path holds a NUL: \(reference.quoted)") }
        guard let first = path.first else { return file }
        if first == slash { return normalized(path) }
        let base = isInPackage(file) ? [] : Array(file.utf8)
        return normalized(base[..<(base.lastIndex(of: slash).map { $0 + 1 } ?? 0)] + path)
    }

    /// Whether a location is that of a file in a package.
    package static func isInPackage(_ location: String) -> Bool {
        location.hasPrefix("package:")
    }

    private static let slash = UInt8(ascii: "/")

    private static func withoutScheme(
        _ text: ArraySlice<UInt8>, of reference: String
    ) throws(Failure) -> ArraySlice<UInt8> {
        let scheme = text.prefix { $0.isLetter || $0.isDigit || "+-.".utf8.contains($0) }
        let rest = text[scheme.endIndex...]
        guard rest.first == UInt8(ascii: ":"), scheme.first?.isLetter == true else { return text }
        switch String(decoding: scheme, as: UTF8.self).lowercased() {
        case "file":
            let path = rest.dropFirst()
            return path.starts(with: "//localhost/".utf8) ? path.dropFirst("//localhost".utf8.count) : path
        default:
            throw Failure(message: "only paths, file: URLs and package:NAME:PATH can be read, not \(reference.quoted)")
        }
    }

    private static func percentDecoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = text
        while let byte = rest.first {
            let code = rest.dropFirst().prefix(2)
            if byte == UInt8(ascii: "%"), code.count == 2, code.allSatisfy({ $0.isLetter || $0.isDigit }),
                let value = UInt8(String(decoding: code, as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(byte)
                rest = rest.dropFirst()
            }
        }
        return bytes
    }

    /// The path without `.` and `name/..`, as RFC 3986 (5.2.4) joins it.
    private static func normalized(_ path: some Collection<UInt8>) -> String {
        let isAbsolute = path.first == slash
        var parts: [String] = []
        for part in path.split(separator: slash).map({ String(decoding: $0, as: UTF8.self) }) where part != "." {
            if part == "..", let last = parts.last, last != ".." {
                parts.removeLast()
            } else if part != ".." || !isAbsolute {
                parts.append(part)
            }
        }
        return (isAbsolute ? "/" : "") + parts.joined(separator: "/")
    }
}
