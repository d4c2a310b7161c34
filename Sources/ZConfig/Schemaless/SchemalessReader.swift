/// One reading of a file without a schema. It stops at the first error.
struct SchemalessReader {
    private let source: Source
    private var substitution: Substitution
    private var builder: SchemalessTreeBuilder
    private var imports: [String] = []
    private var known: Set<ExactText> = []
    /// The line that is being read, and the index of its first byte.
    private var line = 0
    private var start = 0

    init(_ source: Source, _ environment: @escaping (String) -> String?) {
        self.source = source
        substitution = Substitution(environment: environment)
        builder = SchemalessTreeBuilder(source)
    }

    /// Reads all lines.
    consuming func read() throws(ConfigurationError) -> SchemalessConfiguration {
        let text = source.bytes
        let bytes = text.span
        var next = 0
        while next < bytes.count {
            start = next
            line += 1
            let end = bytes.endOfLine(from: next)
            try read(Line(bytes, next..<end), bytes)
            next = end + 1
        }
        if let type = builder.innermostType {
            let unclosed = builder.texts.string(type).shortened
            throw ConfigurationError(
                .syntax, "unclosed sections not allowed: <\(unclosed)> has no end", at: place)
        }
        builder.pop()
        return SchemalessConfiguration(builder.finish(), imports: imports)
    }

    private var place: Place { Place(source: source, line: line, start: start, order: line) }

    private mutating func read(_ line: Line, _ bytes: Span<UInt8>) throws(ConfigurationError) {
        switch line {
        case .blank:
            break
        case .key(let name, let value):
            builder.add(name, try replace(in: value, bytes), bytes)
        case .sectionStart(let type, let name, let isEmpty):
            builder.push(type: lowerCase(type, bytes), name: name.map { lowerCase($0, bytes) } ?? 0..<0)
            if isEmpty { builder.pop() }
        case .sectionEnd(let type):
            try end(type, bytes)
        case .directive(let directive, let argument):
            try follow(directive, argument)
        case .malformed(let malformation):
            throw ConfigurationError(.syntax, malformation.message(in: source), at: place)
        }
    }

    // MARK: Sections

    private mutating func end(_ text: Range<Int>, _ bytes: Span<UInt8>) throws(ConfigurationError) {
        guard let innermost = builder.innermostType else {
            throw ConfigurationError(.syntax, "unexpected section end: no section is open", at: place)
        }
        if innermost.upperBound > bytes.count || !bytes.holdsSame(innermost, text) {
            let type = source.text(text).inLowerCase
            guard builder.texts.bytes(innermost).elementsEqual(type.utf8) else {
                let open = builder.texts.string(innermost).shortened
                let message = "unbalanced section end: </\(type.shortened)> where <\(open)> is open"
                throw ConfigurationError(.syntax, message, at: place)
            }
        }
        builder.pop()
    }

    private mutating func lowerCase(_ text: Range<Int>, _ bytes: Span<UInt8>) -> Range<Int> {
        for index in text where bytes[index] >= 0x80 || (0x41...0x5A).contains(bytes[index]) {
            return builder.texts.add(source.text(text).inLowerCase)
        }
        return text
    }

    // MARK: Values and directives

    private mutating func replace(
        in text: Range<Int>, _ bytes: Span<UInt8>
    ) throws(ConfigurationError) -> Range<Int> {
        bytes.contains(UInt8(ascii: "$"), in: text) ? builder.texts.add(try replace(in: text)) : text
    }

    private mutating func replace(in text: Range<Int>) throws(ConfigurationError) -> String {
        do throws(Substitution.Failure) {
            return try substitution.replace(in: source.text(text))
        } catch {
            switch error {
            case .message(let message): throw ConfigurationError(.substitution, message, at: place)
            case .following(let error): throw error
            }
        }
    }

    private mutating func follow(
        _ directive: Line.Directive, _ argument: Range<Int>
    ) throws(ConfigurationError) {
        switch directive {
        case .define:
            throw ConfigurationError(.unsupported, "%define: defines are not supported without a schema", at: place)
        case .include:
            _ = try replace(in: argument)
            throw ConfigurationError(.unsupported, "%include: includes are not supported without a schema", at: place)
        case .importing:
            let package = try replace(in: argument)
            if known.insert(ExactText(package)).inserted { imports.append(package) }
        }
    }
}
