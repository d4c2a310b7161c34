/// One reading of a file without a schema. It stops at the first error.
struct SchemalessReader {
    private let source: Source
    private var substitution: Substitution
    private var builder: SchemalessTreeBuilder
    private var imports: [String] = []
    private var known: Set<ExactText> = []

    init(_ source: Source, _ environment: @escaping (String) -> String?) {
        self.source = source
        substitution = Substitution(environment: environment)
        builder = SchemalessTreeBuilder(source)
    }

    /// Reads all lines.
    consuming func read() throws(ConfigurationError) -> SchemalessConfiguration {
        let text = source.bytes
        let bytes = text.span
        var place = Place(source: source, order: 0)
        var next = 0
        while next < bytes.count {
            place.start = next
            place.line += 1
            place.order += 1
            var end = next
            while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
            try read(Line(bytes, next..<end), bytes, place)
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

    private mutating func read(_ line: Line, _ bytes: Span<UInt8>, _ place: Place) throws(ConfigurationError) {
        switch line {
        case .blank:
            break
        case .key(let name, let value):
            builder.add(name, try replace(in: value, bytes, place), bytes)
        case .sectionStart(let type, let name, let isEmpty):
            builder.push(type: lowerCase(type, bytes), name: name.map { lowerCase($0, bytes) } ?? 0..<0)
            if isEmpty { builder.pop() }
        case .sectionEnd(let type):
            try end(type, bytes, place)
        case .directive(let directive, let argument):
            try follow(directive, argument, place)
        case .malformed(let malformation):
            throw ConfigurationError(.syntax, malformation.message(in: source), at: place)
        }
    }

    // MARK: Sections

    private mutating func end(_ text: Range<Int>, _ bytes: Span<UInt8>, _ place: Place) throws(ConfigurationError) {
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
        in text: Range<Int>, _ bytes: Span<UInt8>, _ place: Place
    ) throws(ConfigurationError) -> Range<Int> {
        for index in text where bytes[index] == UInt8(ascii: "$") {
            return builder.texts.add(try replace(in: text, place))
        }
        return text
    }

    private mutating func replace(in text: Range<Int>, _ place: Place) throws(ConfigurationError) -> String {
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
        _ directive: Line.Directive, _ argument: Range<Int>, _ place: Place
    ) throws(ConfigurationError) {
        switch directive {
        case .define:
            throw ConfigurationError(.unsupported, "%define: defines are not supported without a schema", at: place)
        case .include:
            _ = try replace(in: argument, place)
            throw ConfigurationError(.unsupported, "%include: includes are not supported without a schema", at: place)
        case .importing:
            let package = try replace(in: argument, place)
            if known.insert(ExactText(package)).inserted { imports.append(package) }
        }
    }
}
