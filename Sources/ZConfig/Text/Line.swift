/// A line of a configuration file by its first characters.
enum Line: Equatable {
    /// Nothing, or a comment.
    case blank
    case key(name: String, value: String)
    case sectionStart(type: String, name: String?, isEmpty: Bool)
    case sectionEnd(type: String)
    /// A directive and its argument.
    case directive(name: String, argument: String)

    /// Reads a line.
    /// - Throws: the message of a syntax error.
    static func parse(_ line: Substring) throws(LineError) -> Line {
        let text = line.strippingSpace
        guard let first = text.utf8.first, first != UInt8(ascii: "#") else { return .blank }
        if first == UInt8(ascii: "<") {
            return text.utf8.starts(with: "</".utf8) ? try parseEnd(text) : try parseStart(text)
        }
        if first == UInt8(ascii: "%") { return try parseDirective(text) }
        guard let (name, value) = splitName(text) else { throw LineError("malformed configuration data") }
        return .key(name: name, value: value)
    }

    private static func parseEnd(_ text: Substring) throws(LineError) -> Line {
        guard text.utf8.last == UInt8(ascii: ">") else { throw LineError("malformed section end") }
        return .sectionEnd(type: String(text.dropFirst(2).dropLast().droppingTrailingSpace).lowercased())
    }

    private static func parseStart(_ text: Substring) throws(LineError) -> Line {
        guard text.utf8.last == UInt8(ascii: ">") else { throw LineError("malformed section start") }
        var inner = text.dropFirst().dropLast()
        let isEmpty = inner.utf8.last == UInt8(ascii: "/")
        if isEmpty { inner = inner.dropLast() }
        inner = inner.droppingTrailingSpace
        guard let (type, rest) = splitName(inner) else { throw LineError("malformed section header") }
        guard !rest.isEmpty else {
            return .sectionStart(type: type.lowercased(), name: nil, isEmpty: isEmpty)
        }
        // The name must follow a space, and be one word of the same characters.
        guard inner.unicodeScalars.dropFirst(type.unicodeScalars.count).first.map(Space.contains) == true,
            let (name, more) = splitName(rest[...]), more.isEmpty, name.utf8.count == rest.utf8.count
        else { throw LineError("malformed section header") }
        return .sectionStart(type: type.lowercased(), name: name.lowercased(), isEmpty: isEmpty)
    }

    private static func parseDirective(_ text: Substring) throws(LineError) -> Line {
        guard let (name, argument) = splitName(text.dropFirst()) else {
            throw LineError("missing or unrecognized directive")
        }
        guard ["define", "import", "include"].contains(name) else { throw LineError("unknown directive: '\(name)'") }
        guard !argument.isEmpty else { throw LineError("missing argument to %\(name) directive") }
        return .directive(name: name, argument: argument)
    }

    /// The longest run of characters that are neither space nor parentheses, and the rest after its space.
    private static func splitName(_ text: Substring) -> (name: String, rest: String)? {
        let scalars = text.unicodeScalars
        let end = scalars.firstIndex { $0 == "(" || $0 == ")" || Space.contains($0) } ?? scalars.endIndex
        guard end > scalars.startIndex else { return nil }
        return (String(text[..<end]), String(text[end...].strippingSpace))
    }
}

/// The message of a syntax error within a line.
struct LineError: Error {
    let message: String

    init(_ message: String) {
        self.message = message
    }
}

extension Substring {
    fileprivate var droppingTrailingSpace: Substring {
        var rest = self
        while let last = rest.unicodeScalars.last, Space.contains(last) { rest.unicodeScalars.removeLast() }
        return rest
    }
}
