/// A line of a configuration file by its first characters; the parts are ranges of the file's bytes.
enum Line: Equatable {
    /// Nothing, or a comment.
    case blank
    case key(name: Range<Int>, value: Range<Int>)
    case sectionStart(type: Range<Int>, name: Range<Int>?, isEmpty: Bool)
    case sectionEnd(type: Range<Int>)
    case directive(Directive, argument: Range<Int>)
    /// A line that is none of these, and what is wrong with it.
    case malformed(Malformation)

    enum Directive: String {
        case define, include
        case importing = "import"
    }

    enum Malformation: Equatable {
        case sectionEnd, sectionStart, sectionHeader, data, directive
        case unknownDirective(Range<Int>)
        case missingArgument(Directive)
    }

    /// Reads a line.
    /// - Parameter range: where the line is, without its end.
    init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        let text = bytes.strippingSpace(range)
        guard let first = text.first, bytes[first] != UInt8(ascii: "#") else {
            self = .blank
            return
        }
        switch bytes[first] {
        case UInt8(ascii: "<"):
            let isEnd = text.count > 1 && bytes[first + 1] == UInt8(ascii: "/")
            self = isEnd ? Line.end(bytes, text) : Line.start(bytes, text)
        case UInt8(ascii: "%"):
            self = Line.directive(bytes, text.dropFirst())
        default:
            let parts = Line.split(bytes, text)
            self = parts.map { .key(name: $0.name, value: $0.rest) } ?? .malformed(.data)
        }
    }

    private static func end(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Line {
        guard bytes[text.upperBound - 1] == UInt8(ascii: ">") else { return .malformed(.sectionEnd) }
        return .sectionEnd(type: bytes.droppingTrailingSpace(text.dropFirst(2).dropLast()))
    }

    private static func start(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Line {
        guard bytes[text.upperBound - 1] == UInt8(ascii: ">") else { return .malformed(.sectionStart) }
        var inner = text.dropFirst().dropLast()
        let isEmpty = inner.last.map { bytes[$0] } == UInt8(ascii: "/")
        if isEmpty { inner = inner.dropLast() }
        inner = bytes.droppingTrailingSpace(inner)
        guard let (type, rest) = split(bytes, inner) else { return .malformed(.sectionHeader) }
        guard !rest.isEmpty else { return .sectionStart(type: type, name: nil, isEmpty: isEmpty) }
        // The name follows a space, and is one word of the same characters.
        guard rest.lowerBound > type.upperBound, let (name, more) = split(bytes, rest), more.isEmpty else {
            return .malformed(.sectionHeader)
        }
        return .sectionStart(type: type, name: name, isEmpty: isEmpty)
    }

    private static func directive(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Line {
        guard let (name, argument) = split(bytes, text) else { return .malformed(.directive) }
        guard let directive = Directive(rawValue: bytes.text(name)) else {
            return .malformed(.unknownDirective(name))
        }
        return argument.isEmpty ? .malformed(.missingArgument(directive)) : .directive(directive, argument: argument)
    }

    /// The longest run of characters that are neither space nor parentheses, and the rest after its space.
    static func split(_ bytes: Span<UInt8>, _ text: Range<Int>) -> (name: Range<Int>, rest: Range<Int>)? {
        var end = text.lowerBound
        while end < text.upperBound {
            let byte = bytes[end]
            guard byte != UInt8(ascii: "("), byte != UInt8(ascii: ")"),
                Space.length(at: end, bytes, text.upperBound) == 0
            else { break }
            end += 1
        }
        guard end > text.lowerBound else { return nil }
        return (text.lowerBound..<end, bytes.droppingLeadingSpace(end..<text.upperBound))
    }
}

extension Line.Malformation {
    /// What is wrong, in words.
    func message(in source: Source) -> String {
        switch self {
        case .sectionEnd: "malformed section end: '>' is missing"
        case .sectionStart: "malformed section start: '>' is missing"
        case .sectionHeader: "malformed section header: <TYPE> or <TYPE NAME> is wanted"
        case .data: "malformed configuration data: a key is wanted"
        case .directive: "missing or unrecognized directive: %define, %include or %import is wanted"
        case .unknownDirective(let name):
            "unknown directive: \(source.text(name).quoted)"
                + NearestName.hint(for: source.text(name), among: ["define", "include", "import"])
        case .missingArgument(let directive): "missing argument to %\(directive.rawValue) directive"
        }
    }
}

extension Span<UInt8> {
    /// A part of valid UTF-8 text, cut between characters, as a string.
    func text(_ range: Range<Int>) -> String {
        // Nothing is read but texts that have been validated as a whole, and they are cut at ASCII and at space only.
        unsafe String(copying: UTF8Span(unchecked: extracting(range)))
    }
}
